"""What does an officer do today?"""
