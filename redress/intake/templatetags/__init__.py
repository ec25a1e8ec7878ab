"""What do the templates of this room need beside the components?"""
