"""What was somebody warned of who sent a letter all the same?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.correspondence.models import Letter

#: What each warning is called afterwards, when its sentence is no longer known.
WARNINGS: Mapping[str, object] = {
    "no-apology": _("No apology"),
    "half-an-apology": _("An apology for nothing that went wrong"),
    "another-decision": _("Words that do not fit the decision"),
    "same-reason": _("The same reason for two points"),
    "says-little": _("Very short"),
    "remedy-without-owner": _("Nobody sees to what will be done"),
    "remedy-without-date": _("What will be done has no date"),
    "another-ombudsman": _("An Ombudsman who cannot look at it"),
    "no-such-date": _("A date that does not exist"),
    "no-such-time": _("A time that does not exist"),
    "another-weekday": _("A weekday that does not fit its date"),
    "another-time": _("A time of one’s own for the next stage"),
    "another-date": _("A date other than the one printed"),
    "their-number": _("A number that the complainant gave us"),
    "particulars-of-others": _("A number or address of somebody else"),
    "names-complainant": _("A name of whoever complains"),
    "another-day": _("A day other than the one to answer by"),
    "names-of-others": _("A name of somebody else on the case"),
    "names-complained-about": _("A name of somebody complained about"),
    "names-a-stranger": _("A name that is not known on the case"),
    "another-case": _("The reference of another case"),
    "names-staff": _("A name of an officer"),
    "copied-from-a-note": _("Words from a note or a comment that only staff read"),
    "came-back": _("An address from which post came back"),
    "jargon": _("Jargon"),
    "hard-to-read": _("Hard to read"),
    "spelling": _("Spelling"),
}


def warned_of(letter: Letter) -> list[str]:
    """What the check had warned of before the letter was approved, each with where it stood; each once."""
    headings = {section["id"]: section["heading"] for section in letter.sheet.get("sections", ())}
    told = []
    for warned in letter.warned:
        name, where = str(WARNINGS[warned["code"]]), warned["where"]
        at = headings.get(where) or (say("Point %(number)s") % {"number": where[1:]} if where else "")
        told.append(f"{name} ({at})" if at else name)
    return list(dict.fromkeys(told))
