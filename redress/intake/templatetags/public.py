"""How are web addresses, telephone numbers and letters shown?"""

import re

from django import template

from redress.correspondence.showing import words_of

register = template.Library()
register.filter("letter_words", words_of)


@register.filter
def web_name(address: str) -> str:
    """A web address as people say it: without its beginning and its last stroke."""
    return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a telephone dials it."""
    return re.sub(r"[^\d+]", "", number)
