"""How are web addresses, telephone numbers and letters shown?"""

from django import template

from redress.correspondence.bodies import dialled, web_name
from redress.correspondence.showing import words_of
from redress.intake.languages import said, said_plainly

register = template.Library()
register.filter("said", said)
register.filter("said_plainly", said_plainly)
register.filter("letter_words", words_of)
register.filter("web_name", web_name)
register.filter("dialled", dialled)
