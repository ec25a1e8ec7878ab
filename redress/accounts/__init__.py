"""Who works here, in which council, in which roles, and who stands in for whom?"""
