"""What slipped when a line of TOML cannot be read, and where did it begin?

The reader of the standard library says what it did not expect and where it stood when it gave up. Here that is
put into words for somebody who does not know TOML, and traced back to the line where the slip was made.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"""\"[^"]*\"|'[^']*'|#.*""")
_ODD_TIME = re.compile(r"(?<![\d:])(?:(?:\d:\d\d(?::\d\d)?|\d\d:\d\d)(?![\d:])|\d\d:\d\d:\d\d[Zz+-])")
_OTHER_DATE = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)")
_CURLY = re.compile(r"^[ \t]*[“”„‘’]|[=\[,{][ \t]*[“”„‘’]|[“”’][ \t]*[,\]}]*[ \t]*$", re.MULTILINE)
_WRONG_YES = re.compile(r"=[ \t]*(?:true|false|yes|no)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ODD_KEY = re.compile(r"""[ \t]*(?![A-Za-z0-9_.-]+[ \t]*=)[^\s"'\[{}#=][^"'=\n]*=""")
_HARD_BLANK = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")

#: Words in three quotation marks, which may go over several lines, or anything they must be told from.
_LONG_WORDS = re.compile(
    r"""(?P<long>\"{3}(?:[^\\]|\\.)*?(?:\"{3,5}|\Z)|'{3}.*?(?:'{3,5}|\Z))"""
    r"""|\"(?:[^"\\\n]|\\.)*\"|'[^'\n]*'|\#[^\n]*""",
    re.DOTALL,
)
_KEY = re.compile(r"""[ \t]*(?:[A-Za-z0-9_.-]+|"[^"\n]*")[ \t]*=""")
_BRACKETS = re.compile(r"""\"(?:[^"\\\n]|\\.)*\"|'[^'\n]*'|\#[^\n]*|[\[\]{}]""")

#: Faults of a key that quotation marks around it would mend.
_OF_KEYS = ("Expected '='", "Invalid initial character", "Invalid statement")

_SENTENCES: tuple[tuple[str, str], ...] = (
    ("Illegal character '\\n'", "The closing quotation mark is missing."),
    ("Illegal character", "There is a sign here that cannot be written in a file of this kind."),
    ("Unterminated string", "The closing quotation marks are missing."),
    ("Unclosed array", "The list needs a closing ] and a comma between every two of its entries."),
    ("Unclosed inline table", "The table in curly brackets needs a closing } and commas, all on one line."),
    ("Invalid initial character", "A key belongs here, written in small letters: key = value."),
    ("Expected '='", "After a key comes an equals sign and its value: key = value."),
    ("Expected ']", "The heading of a table needs its closing square brackets, alone on its line."),
    ("Expected newline", "There is something after the end of the value; each key has a line of its own."),
    ("Invalid date or datetime", "There is no such date or time. Write 2026-04-01 for a date, 08:45:00 for a time."),
    ("Invalid value", "The value cannot be read. Words stand in quotation marks, numbers and dates without."),
    ("Invalid hex value", "A backslash is written twice inside quotation marks."),
    ("Escaped character", "A backslash is written twice inside quotation marks."),
    ("Unescaped", "A backslash is written twice inside quotation marks."),
    ("Cannot", "This was given in another form further up and cannot be given again."),
    ("Duplicate inline table key", "A key stands twice in this table in curly brackets."),
    ("", "This line cannot be read. It should be a [table] or a key = value."),
)

TOO_DEEP = "There are far too many brackets within brackets."


def sentence(what: str, written: str) -> str:
    """What to tell a policy officer: ``what`` the reader complained of in what is ``written`` there."""
    unquoted = _QUOTED.sub("", written)
    if _CURLY.search(unquoted):
        return 'Curly quotation marks (“ ”) cannot be used around words here: write straight ones (").'
    if _HARD_BLANK.search(unquoted):
        return "There is a blank here of another kind than the space bar makes: delete it and write it again."
    if _ODD_TIME.search(unquoted):
        return "A time is written with two figures each for hours, minutes and seconds, such as 08:45:00."
    if _OTHER_DATE.search(unquoted):
        return "A date is written year, month and day with hyphens, such as 2026-04-01."
    if what.startswith("Invalid value") and _WRONG_YES.search(unquoted):
        return "Yes and no are written true and false, in small letters and without quotation marks."
    if table_goes_on(what, written):
        return "A table in curly brackets stands on one line, from its { to its }."
    if what.startswith(_OF_KEYS) and _ODD_KEY.match(written):
        return 'A key with brackets, blanks or the like in it stands in quotation marks, such as "2.7(ii)" = …'
    return next(sentence for start, sentence in _SENTENCES if what.startswith(start))


def table_goes_on(what: str, written: str) -> bool:
    """Whether the fault is a table in curly brackets that is carried on in the next line."""
    first = _QUOTED.sub("", written.partition("\n")[0])
    return what.startswith(("Invalid initial character", "Unclosed inline table")) and (
        first.rstrip().endswith(("{", ",")) and first.count("{") > first.count("}")
    )


def where_words_run_on(lines: list[str], noticed: int | None) -> int | None:
    """The line on which words in three quotation marks begin that were closed too late; lines are counted from 1.

    With ``noticed``: those that end on that line, with lines within them that begin another key. Without: those
    that never end.
    """
    text = "\n".join(lines)
    for found in _LONG_WORDS.finditer(text):
        if found["long"] is None:
            continue
        first, last = (text.count("\n", 0, place) + 1 for place in (found.start(), found.end()))
        closed = len(found["long"]) >= 6 and found["long"].endswith(found["long"][:3])
        if not closed and noticed is None:
            return first
        if closed and last == noticed and any(_KEY.match(line) for line in lines[first:last]):
            return first
    return None


def where_too_deep(lines: list[str]) -> tuple[int, int]:
    """The first and last line of the value with the most brackets within brackets. Lines are counted from 1."""
    starts = [number for number, line in enumerate(lines, start=1) if _KEY.match(line)] or [1]
    ends = [start - 1 for start in starts[1:]] + [len(lines)]
    return max(zip(starts, ends, strict=True), key=lambda span: _depth("\n".join(lines[span[0] - 1 : span[1]])))


def _depth(text: str) -> int:
    depth = deepest = 0
    for found in _BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        deepest = max(deepest, depth)
    return deepest
