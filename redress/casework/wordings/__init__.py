"""How do policy owners word the council's letters?"""
