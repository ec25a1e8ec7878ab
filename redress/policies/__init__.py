"""Which procedure, numbers and words has each council decided for itself?"""
