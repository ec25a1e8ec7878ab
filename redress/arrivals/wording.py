"""What do the codes kept with an arrival say, in words for whoever reads it?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from redress.arrivals.models import Arrival

#: What is to be known about how it could be read (``details["notes"]``).
NOTES: dict[str, Any] = {
    "html": _("It came as a web page. You see its words, not its look."),
    "signed": _("It carries a digital signature. Nobody has checked the signature."),
    "encrypted": _("It is encrypted and cannot be read here. Ask the sender to send it again without encryption."),
    "letters-guessed": _("Some letters may be wrong: it does not say in which character set it was written."),
    "hardly-readable": _("It is badly formed. What could be read is shown; the original has the rest."),
    "too-deep": _("It has too many parts within parts. Some are only in the original."),
    "too-many-files": _("It has too many files. Some are only in the original."),
    "text-cut": _("Its text is very long. The end of it is only in the original."),
    "outlook-unreadable": _("Outlook packed it in a file (winmail.dat) that could not be opened."),
    "calendar": _("It is, or carries, an invitation for a calendar."),
    "no-sender": _("It does not say who sent it."),
    "cut": _("It was larger than we take. Only the first part of it was kept. Ask the sender for the rest."),
    "clock-far-off": _("The sender’s clock is far off. The day on which it reached us counts."),
    "sender-not-known": _("The address it came from is not the one we know for this person."),
    "same-id": _("Another message came with the same message number. The two differ."),
    "many-from-sender": _("Many messages came from this sender within an hour. They got no more automatic answers."),
}

#: Why a case is suggested, or why it was put on one (``because``).
REASONS: dict[str, Any] = {
    "email-was-changed": _("Their e-mail address was changed, and this came from another one. Check who wrote it."),
    "signed-address": _("It answers to the address that we gave this person for this case."),
    "answers-our-letter": _("It answers a letter or message of ours on this case."),
    "answers-our-receipt": _("It answers our automatic answer to an earlier message that is on this case."),
    "same-conversation": _("It belongs to the same conversation as a message on this case."),
    "reference-in-subject": _("The subject names this case."),
    "reference-in-text": _("The text names this case."),
    "same-sender": _("Its address is that of somebody in this case."),
    "sender-not-of-case": _("Its address is not that of anybody in this case."),
    "acts-no-longer": _("It comes from somebody who no longer acts for the complainant, or may not."),
    "from-a-body": _("It comes from another body, not from whoever complained."),
    "not-open": _("The case does not take further information by itself: somebody has to decide."),
}

#: How an earlier arrival is known (``details["earlier"]``).
EARLIER: dict[str, Any] = {
    "trace-of-passed-on": _("by the mail server of whoever passed it on"),
    "date-of-passed-on": _("by the clock of whoever wrote it"),
    "resent": _("by the mail server of whoever sent it on"),
    "written-in-passed-on": _("by what is written in the passed-on message"),
}

#: What a programme wrote (``reason`` of an arrival whose state is ``automatic``).
AUTOMATIC: dict[str, Any] = {
    "bounce": _("A mail server says that our message could not be delivered."),
    "delayed": _("A mail server says that our message is delayed."),
    "delivered": _("A mail server says that our message was delivered."),
    "auto-reply": _("An automatic reply, such as an absence note."),
    "loop": _("A message of our own that came back."),
}


def notes_of(arrival: Arrival) -> list[str]:
    """What whoever reads an arrival should know of it, in sentences."""
    return [str(NOTES[code]) for code in arrival.details.get("notes", ()) if code in NOTES]


def reasons_of(arrival: Arrival) -> list[str]:
    """Why a case is suggested for it, or was found for it, in sentences."""
    return [str(REASONS[code]) for code in arrival.because if code in REASONS]


def reason_in_words(arrival: Arrival) -> str:
    """Why it was dealt with as written by a programme; otherwise the reason as somebody typed it."""
    return str(AUTOMATIC.get(arrival.reason, arrival.reason))
