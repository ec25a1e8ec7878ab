"""Something has come from a person whose contacts are restricted: who is told, and is it to be read without a reply?

Whatever comes is taken in like anybody's; a new complaint is a new complaint. Only further words on a complaint that
is there already are filed without a reply, and even those are owed to be read.
"""

from __future__ import annotations

from datetime import date

from redress.accounts.actors import actor_for
from redress.cases import find
from redress.cases.models import Case
from redress.correspondence.notices import notify
from redress.records import people, restrictions
from redress.records.models import Part, Words
from redress.records.restrictions import Restriction, What

NAMED, NO_REPLY = "single-contact", "no-reply"


def has_come(case: Case, *, key: str, on: date, event: int = 0, digest: str = "") -> None:
    """Tell the named contacts of the people of the case; with ``event``, file what came with it to be read.

    ``digest`` vouches for its words; ``on`` is the local day on which it came. Where nothing is decided about the
    people, nothing happens: two queries.
    """
    theirs = [party.person for party in people.parties_of(case) if party.part != Part.BODY]
    for each in restrictions.about(case.council_id, theirs, on=on, what=What.RESTRICTION, sure=True):
        if each.means(NAMED):
            _tell_named(case, each, key=key, on=on)
        if event and each.means(NO_REPLY):
            words = Words.objects.filter(case=case, digest=digest).order_by("-pk").first() if digest else None
            restrictions.file(case, each, event=event, words=words, on=on)


def _tell_named(case: Case, restriction: Restriction, *, key: str, on: date) -> None:
    """Word to the named contact, who must be able to see the case."""
    named = restriction.named
    if named is None or not named.is_active:
        return
    if find.visible_to(actor_for(named, on), case.council_id, on=on).filter(pk=case.pk).exists():
        notify(case, named.email, "restricted-contact", {}, key, to_name=named.name)
