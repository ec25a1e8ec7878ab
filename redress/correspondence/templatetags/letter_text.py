"""How do the plain-text templates wrap and underline?"""

from django import template

from redress.correspondence import blocks

register = template.Library()

register.filter("plain", blocks.plain)
register.filter("underlined", blocks.underlined)
register.filter("wrapped", blocks.wrapped)
