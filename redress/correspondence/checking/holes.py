"""Which places of a text are still to be filled in?

Only what nobody writes in a finished letter counts: a merge field or a template tag in braces, a named gap in brackets,
crosses in place of a date, the marks of a mail merge, and filler text.
"""

from __future__ import annotations

import re

_NAMES = (
    "name names address date dates reference ref number amount insert delete officer complainant customer title time "
    "details reason reasons service department director telephone email text here tbc tba todo xxx"
)
_NAMED = rf"\[(?:[^\[\]\n]{{0,60}}\b)?(?:{'|'.join(_NAMES.split())})\b[^\[\]\n]{{0,60}}\]"
_HOLES = (
    r"\{\{?\s*[A-Za-z][\w .-]{0,60}\}?\}",  # {reference}, {{ name }}
    r"\{%[^{}\n]{0,80}%\}|\{#[^{}\n]{0,80}#\}|\$\{[^{}\n]{0,60}\}",  # {% now %}, ${name}
    r"<<[^<>\n]{1,80}>>|«[^«»\n]{1,80}»",  # the marks of a mail merge
    _NAMED,  # [insert date here]
    r"(?<![\w/])(?:X{2}|D{2})/(?:X{2}|M{2})(?:/(?:X{2,4}|Y{2,4}|\d{2,4}))?(?![\w/])",  # XX/XX/XXXX, DD/MM/YYYY
    r"(?<!\w)X{3,}(?!\w)",
    r"\b(?:TBC|TBA|TODO)\b",
    r"\b[Ll]orem ipsum\b",
    r"_{4,}",
    r"\[\s*\]|\?{3,}|\bDear\s*,",  # nothing in brackets, question marks in a row, nobody greeted
    r"(?<!\w)%[A-Z][A-Z_ ]{0,38}[A-Z]%(?!\w)",  # %NAME%
    r"%\(\w{1,60}\)s|#(?:REF|NAME|VALUE|N/A)[!?]|\{\{|\}\}",  # what a merge left behind
)
_HOLE = re.compile("|".join(f"(?:{each})" for each in _HOLES))
_IN_ANY_CASE = re.compile(_NAMED, re.IGNORECASE)


def holes(text: str) -> tuple[str, ...]:
    """What stands where something is still to be filled in, each once, in order."""
    found = [(match.start(), match.group()) for pattern in (_HOLE, _IN_ANY_CASE) for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(hole for _at, hole in sorted(found)))
