"""How is a document drawn, blackened and written anew, in a process of its own where it can do no harm?"""
