"""How is a bundle of a case ordered, what goes into it, and how does whoever ordered it get it?"""
