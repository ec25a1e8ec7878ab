"""As which files can this letter be had, and what is made elsewhere for somebody who needs it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers
from redress.correspondence.making.made_as import FILES, offered
from redress.correspondence.models import Letter
from redress.correspondence.showing import letter_as_file
from redress.rules.adjustments import ANOTHER_FORMAT, AUDIO, BRAILLE


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What cannot be made here: what it is, what to do, and the file that goes to whoever makes it."""

    name: Any
    advice: Any
    file: str
    effects: tuple[str, ...] = ()


ELSEWHERE = (
    Elsewhere(
        _("Braille"),
        _("Send the text for Braille and the note to the transcriber, and post what comes back."),
        "braille",
        (BRAILLE,),
    ),
    Elsewhere(
        _("Audio recording"),
        _("Send the plain text and the note to whoever records it, or read the letter to them by telephone."),
        "text",
        (AUDIO,),
    ),
    Elsewhere(
        _("British Sign Language video"),
        _("Send the plain text and the note to the interpreter, and ask for a video to keep on the case."),
        "text",
    ),
    Elsewhere(
        _("Something else"),
        _("Ask the person what works for them, and send the file to edit and the note to whoever makes it."),
        "word",
        (ANOTHER_FORMAT,),
    ),
)


@for_officers
@require_safe
def formats(request: Any, reference: str, pk: int) -> HttpResponse:
    """The letter in other formats: what its reader needs first, and what is made elsewhere."""
    row = case_to_read(request, reference, f"formats of letter {pk}")
    letter = get_object_or_404(Letter.objects.filter(case=row), pk=pk)
    asked = set(letter.sheet.get("made_as", ()))
    files = offered(letter)
    shown = {
        "row": row,
        "letter": letter,
        "needed": [each for each in files if each.needed],
        "files": [each for each in files if not each.needed],
        "elsewhere": [(each, FILES[each.file], bool(asked & set(each.effects))) for each in ELSEWHERE],
        "note": FILES["cover-note"],
    }
    return render(request, "casework/letter_formats.html", shown)


@for_officers
@require_safe
def letter_file(request: Any, reference: str, pk: int, file: str, ending: str) -> HttpResponse:
    """The letter as one file, made of what was kept when it was approved."""
    row = case_to_read(request, reference, f"letter {pk} as {file}")
    return letter_as_file(get_object_or_404(Letter.objects.filter(case=row), pk=pk), file, ending)
