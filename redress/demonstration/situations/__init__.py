"""Which complaints does the demonstration tell?"""

from __future__ import annotations

from redress.demonstration.scripts import Situation
from redress.demonstration.situations import dartford_new

ALL: tuple[Situation, ...] = (*dartford_new.SITUATIONS,)
