"""What happened in a case, where does it stand, and who may see it?"""
