"""Whose paper is it that is printed: the council's name, its colours and its logo?"""

from __future__ import annotations

from datetime import datetime

from redress import policies
from redress.accounts import pictures
from redress.design import paper


def look_of(council_id: str, at: datetime | None = None) -> paper.Look:
    """The look of a council's papers today, or with the logo of an earlier instant. One query.

    What is made again for an earlier instant has the logo of then, so that it comes to the same bytes.
    """
    council, logo = policies.current(council_id).council, pictures.in_force(council_id, at).get(pictures.LOGO)
    if logo is None:
        return paper.Look(council.name, council.colour)
    return paper.Look(council.name, council.colour, bytes(logo.content), logo.alt)
