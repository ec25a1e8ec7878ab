"""What is due of mine, and how do I hear of it?"""
