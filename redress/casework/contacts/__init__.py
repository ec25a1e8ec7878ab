"""How is it put on record that somebody was in touch?"""
