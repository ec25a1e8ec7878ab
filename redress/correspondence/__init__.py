"""What do we write to people, and did it reach them?"""
