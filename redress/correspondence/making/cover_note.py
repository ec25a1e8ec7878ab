"""What does the print room, or whoever makes Braille or a recording, need to know of a letter?

It goes with the file that is handed over. It is about one letter, and says where the made letter goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redress.correspondence.blocks import Sheet, wrapped
from redress.correspondence.making.letterhead import Letterhead
from redress.correspondence.models import Letter
from redress.rules.adjustments import ANOTHER_FORMAT, AUDIO, BRAILLE, EASY_READ


def cover_note(letter: Letter, sheet: Sheet, head: Letterhead) -> bytes:
    """The note, as plain text."""
    return ("\n\n".join(wrapped(part) for part in _parts(letter, sheet, head) if part) + "\n").encode()


def _parts(letter: Letter, sheet: Sheet, head: Letterhead) -> Iterator[str]:
    yield _("NOTE FOR THE PRINT ROOM OR SUPPLIER")
    yield _("This is personal. Use it for this letter alone, and destroy your copies when the letter has gone.")
    yield "\n".join(
        (
            sheet.council,
            _("Reference: %(reference)s, letter %(number)s") % {"reference": sheet.reference, "number": letter.pk},
            _("Date of the letter: %(date)s") % {"date": sheet.date},
            _("What it is about: %(subject)s") % {"subject": sheet.subject},
            _("Words: %(count)s") % {"count": len(letter.text.split())},
        )
    )
    if sheet.formats:
        yield _("What its reader needs: %(formats)s") % {"formats": ", ".join(sheet.formats)}
    yield from _how(set(sheet.made_as))
    if sheet.translation.parts:
        language = sheet.translation.language or _("another language")
        yield _("Part of the letter is in %(language)s, under a heading that says so.") % {"language": language}
    if sheet.beside.enclosed:
        yield _("Goes with it: %(names)s") % {"names": ", ".join(sheet.beside.enclosed)}
    if sheet.address:
        yield _("Post it to:") + "\n" + "\n".join((sheet.name, *sheet.address))
    else:
        yield _("We have no postal address. Send it back to us.")
    yield _("If it cannot be delivered, or you have a question:") + "\n" + "\n".join(_council(head))


def _how(made_as: set[str]) -> Iterator[str]:
    """How each is made, as transcribers and readers are asked to."""
    if BRAILLE in made_as:
        yield _(
            "Braille: transcribe the file “Text for Braille”. It has one paragraph to a line; where a line begins with "
            "[Heading 1], [Heading 2] and so on, what follows is a heading of that level, and the mark itself is not "
            "brailled. Use contracted (grade 2) Unified English Braille unless the reader asks for another. A sign "
            "that Braille lacks is named in square brackets."
        )
    if AUDIO in made_as:
        yield _(
            "Recording: read the whole letter aloud as it stands, headings too. Read telephone numbers and references "
            "figure by figure, and web addresses letter by letter where they are not words."
        )
    if EASY_READ in made_as:
        yield _(
            "Easy read: print the file “Easy read” in colour, on one side of the paper, and do not make it smaller. In "
            "the file of a batch it has empty backs: print that file on both sides, as its sheet says."
        )
    if ANOTHER_FORMAT in made_as:
        yield _("Another format: see what its reader needs, above. The file to edit has every word of the letter.")


def _council(head: Letterhead) -> Iterator[str]:
    yield from (line for line in (head.name, *head.lines, head.telephone, head.site) if line)
