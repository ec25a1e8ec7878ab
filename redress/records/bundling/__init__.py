"""How do the papers of a case become one numbered book and an archive that anybody can check?"""
