"""How are letters printed in batches and put in the post, with proof?"""
