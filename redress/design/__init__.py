"""How does a page look, whoever's page it is?"""
