"""How are web addresses, telephone numbers and letters shown?"""

from django import template

from redress.correspondence.bodies import dialled, web_name
from redress.correspondence.showing import words_of

register = template.Library()
register.filter("letter_words", words_of)
register.filter("web_name", web_name)
register.filter("dialled", dialled)
