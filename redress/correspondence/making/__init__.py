"""What is made of the one sheet of a letter: PDF, DOCX, text for Braille?"""
