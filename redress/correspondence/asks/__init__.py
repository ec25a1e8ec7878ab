"""What is asked of others on a case, and what do they say?"""
