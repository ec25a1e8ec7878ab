"""What does somebody get by e-mail as soon as something of theirs has arrived?

An automatic receipt is no acknowledgement and stops no clock (Q17): it says so itself.
"""

from __future__ import annotations

from redress.cases.models import Case
from redress.correspondence.formats import email_for_notices, in_their_language
from redress.correspondence.notices import notify
from redress.design.templatetags.design import long_date
from redress.intake.copies import as_text, copy_of
from redress.intake.languages import said_plainly
from redress.intake.links import tracking_link
from redress.intake.own import own_standing
from redress.intake.plain import clock
from redress.records import documents
from redress.records.models import Document, Part, Party


def complaint_received(case: Case, party: Party, secret: str, *, key: str) -> None:
    """Tell whoever complained that it arrived, with the link by which to follow it, in the language they chose."""
    with in_their_language(party):
        _received(case, party, secret, key)


def _received(case: Case, party: Party, secret: str, key: str) -> None:
    stands = own_standing(case)
    arrived = stands.run.received
    words = long_date(arrived.day)
    context = {
        "received": f"{words}, {clock(arrived.time)}" if arrived.time else words,
        "acknowledged_by": next(
            (
                long_date(deadline.printed)
                for deadline in stands.deadlines
                if deadline.open and deadline.binds_council and "acknowledged" in deadline.clock.met_by
            ),
            "",
        ),
    }
    link = tracking_link(case.council_id, case.reference, secret)
    notify(case, email_for_notices(party), "receipt", context, key, to_name=party.person.name, link=link)


def request_received(case: Case, party: Party, *, key: str) -> None:
    """Tell the complainant that the request for the stage the case is now at arrived."""
    stands = own_standing(case)
    template = "intake/mail/request_received.txt"
    with in_their_language(party):
        told = {"stage": said_plainly(stands.stage.name)}
        notify(case, email_for_notices(party), template, told, key, to_name=party.person.name)


def file_refused(document: Document) -> None:
    """Tell whoever sent a file, and nobody else, that it was not accepted, and why."""
    kind, _colon, number = document.by.partition(":")
    if kind not in ("person", "party") or not number.isdecimal():
        return  # a member of staff, who sees it on the case
    whose = {"person_id" if kind == "person" else "pk": int(number)}
    party = Party.objects.filter(case=document.case, **whose).exclude(part=Part.BODY).select_related("person").first()
    if party is None:
        return
    template, key = "intake/mail/file_refused.txt", f"file-{document.pk}"
    with in_their_language(party):
        context = {"name": document.name, "why": documents.why_refused(document)}
        notify(document.case, email_for_notices(party), template, context, key, to_name=party.person.name)


def copy_sent(case: Case, party: Party, *, key: str) -> None:
    """Send whoever asked for it a copy of what they sent."""
    with in_their_language(party):
        told = {"copy": as_text(copy_of(party))}
        notify(case, email_for_notices(party), "intake/mail/copy.txt", told, key, to_name=party.person.name)
