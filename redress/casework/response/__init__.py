"""How is an answer written, point by point, talked about, agreed and sent?"""
