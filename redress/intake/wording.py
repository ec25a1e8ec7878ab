"""What are the answers of the form called when they are shown again?"""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from redress.intake.answers import Answers

#: What somebody is to the person they complain for: as they say it, and as the council reads it.
PARTS = {
    "relative": (_("I am a relative"), _("relative")),
    "friend": (_("I am a friend"), _("friend")),
    "carer": (_("I am their carer"), _("carer")),
    "advocate": (_("I am their advocate"), _("advocate")),
    "support-organisation": (_("I work for an organisation that is helping them"), _("support organisation")),
    "professional": (_("I am a professional, such as a doctor or a solicitor"), _("professional")),
    "councillor": (_("I am their councillor"), _("councillor")),
    "mp": (_("I am their MP"), _("MP")),
    "other": (_("Something else"), _("other")),
}

CONSENTS = {
    "written": _("Yes, in writing"),
    "spoken": _("Yes, but not in writing yet"),
    "none": _("No"),
}

NEEDS = {
    "large-print": _("Large print"),
    "audio": _("Audio"),
    "sign-language": _("A sign language interpreter"),
    "translator": _("A translator"),
    "home-visit": _("A home visit, because I cannot easily leave home"),
    "writing": _("Someone to help me write my complaint"),
}

WAYS = {"email": _("E-mail"), "letter": _("Letter"), "telephone": _("Telephone")}


def part_in_words(part: str) -> str:
    """What the representative is to the complainant; empty when it was not said."""
    return str(PARTS[part][1]) if part in PARTS else part.replace("-", " ")


def needs_in_words(answers: Answers) -> str:
    """The help asked for, a line each, and then what was written beside it."""
    lines = [gettext(str(NEEDS[need])) for need in answers.needs if need in NEEDS]
    return "\n".join(filter(None, [*lines, answers.other_needs]))
