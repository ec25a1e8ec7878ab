"""How does a complaint reach the council?"""
