"""How does an officer ask others, and settle what they say?"""
