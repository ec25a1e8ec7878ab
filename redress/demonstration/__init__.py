"""What does Redress look like with a year's work in it?"""
