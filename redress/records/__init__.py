"""Who are the people, what did they say, and what did they send?"""
