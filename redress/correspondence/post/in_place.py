"""In the place of which letters does one stand that was dated anew, however often that was done?"""

from __future__ import annotations

from redress.correspondence.models import Happened, Letter, PostRecord


def line_of(letter: Letter) -> list[int]:
    """The numbers of the letters in whose place it stands, the first first, and its own at the end: one query."""
    anew = PostRecord.objects.filter(what=Happened.ANEW, letter__case=letter.case_id)
    before = dict(anew.values_list("anew", "letter"))
    line = [letter.pk]
    while line[0] in before:
        line.insert(0, before[line[0]])
    return line
