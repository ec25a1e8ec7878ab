"""How do officers place what has come in by e-mail and post?"""
