"""Is there reason to doubt that what goes by post will reach its reader?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redress.correspondence.checking.concerns import Concern, warning
from redress.correspondence.checking.looked_at import LookedAt
from redress.correspondence.contents import in_words
from redress.correspondence.models import Happened, PostRecord
from redress.records import people
from redress.records.models import Party


def reaches_its_reader(at: LookedAt) -> Iterator[Concern]:
    """A letter does not go unwarned to an address from which post came back."""
    if at.reader is not None and (at.letter.post_only or people.goes_by_post(at.reader.person)):
        yield from came_back_from_there(at.reader)


def came_back_from_there(reader: Party) -> Iterator[Concern]:
    """What the carrier brought back from the address that somebody has now, the latest time: one query."""
    address = "\n".join(reader.person.address_lines)
    back = PostRecord.objects.filter(
        what=Happened.CAME_BACK, letter__recipient__person=reader.person_id, address=address
    ).last()
    if back is not None and address:
        told = _("Post to their address came back on %(day)s: “%(why)s”. Look whether they still live there")
        yield warning("came-back", told % {"day": in_words(back.on or back.at.date()), "why": back.because})
