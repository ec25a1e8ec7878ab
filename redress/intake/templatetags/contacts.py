"""How are a web address and a telephone number shown and linked?"""

import re

from django import template

register = template.Library()


@register.filter
def web_name(address: str) -> str:
    """A web address as people say it: without its beginning and its last stroke."""
    return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a telephone dials it."""
    return re.sub(r"[^\d+]", "", number)
