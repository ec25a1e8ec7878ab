"""Whom do we tell by a text message that there is a letter for them, and what does it say?

Never what stands in the letter: a text is read by whoever holds the telephone. It goes only to those who asked for it.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from redress import jobs, policies
from redress.correspondence import preferences
from redress.correspondence.formats import in_their_language, manner_of
from redress.correspondence.message_ids import message_id
from redress.correspondence.models import Letter, Message
from redress.correspondence.transports import texts_offered
from redress.records.models import Part, Party
from redress.rules.adjustments import means_refused

TEMPLATE = "text-letter-waiting"
_UK_MOBILE = re.compile(r"\+447(?!0|6(?!24))\d{9}")
_ABROAD = re.compile(r"\+(?!44)[1-9]\d{7,14}")


def mobile(number: str) -> str:
    """A number as the telephone network takes it (E.164), such as +447900900123; empty where no text can go there."""
    digits = re.sub(r"\(0\)|[^\d+]", "", number.strip())
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+44{digits[1:]}"
    elif digits.startswith("447"):
        digits = f"+{digits}"
    return digits if _UK_MOBILE.fullmatch(digits) or _ABROAD.fullmatch(digits) else ""


def are_wanted(party: Party) -> bool:
    """Whether this person asked for texts, can be sent one, and what they need does not stand against it."""
    if party.part == Part.BODY or not texts_offered(party.person.council_id) or not mobile(party.person.telephone):
        return False
    if not preferences.texts_wanted(party.person):
        return False
    return means_refused(manner_of(party, timezone.localdate()), "letter") is None


def tell(letter: Letter) -> Message | None:
    """Send word that a letter is there, inside the caller's transaction; nothing to those who did not ask."""
    party = letter.recipient
    if not are_wanted(party):
        return None
    council = policies.current(letter.council_id).council
    link = settings.PUBLIC_URL + reverse("intake:track", args=[letter.council_id])
    with in_their_language(party):
        said = _("%(council)s: there is a letter for you about %(reference)s. Read it on your page: %(link)s") % {
            "council": council.name,
            "reference": letter.case.reference,
            "link": link,
        }
        subject = _("There is a letter for you")
    message, made = Message.objects.get_or_create(
        key=f"text-{letter.pk}",
        template=TEMPLATE,
        to_email="",
        defaults={
            "council_id": letter.council_id,
            "case": letter.case,
            "to_name": letter.to_name,
            "to_telephone": mobile(party.person.telephone),
            "subject": subject,
            "text": said,
            "html": "",
            "message_id": message_id(letter.council_id),
        },
    )
    if made:
        jobs.enqueue("deliver-notice", {"message": message.pk}, key=f"message-{message.pk}", council=letter.council_id)
    return message
