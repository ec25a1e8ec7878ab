"""How does an officer take a decision of the policy, and what follows from it?"""
