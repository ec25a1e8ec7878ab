"""Which logo does each council of the demonstration have? Drawn here: no council's own crest is copied."""

from __future__ import annotations

from pathlib import Path

from redress.accounts import pictures
from redress.accounts.models import Council
from redress.design.pictures import safe
from redress.rules.actors import SYSTEM

FOLDER = Path(__file__).parent / "logos"
SHOWS = {"dartford": "A bridge over a river under the sun", "kings-lynn": "A sailing boat beside a field of wheat"}


def install() -> None:
    """Give each council the logo that is drawn for it, as if its policy owner had uploaded it."""
    for council in Council.objects.filter(pk__in=SHOWS):
        drawn = (FOLDER / f"{council.pk}.svg").read_bytes()
        pictures.keep(council.pk, pictures.LOGO, safe(drawn), alt=SHOWS[council.pk], by=SYSTEM)
