"""How does the post room print and post what waits?"""
