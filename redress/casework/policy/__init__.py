"""How is the policy in use read, compared, changed and adopted on pages?"""
