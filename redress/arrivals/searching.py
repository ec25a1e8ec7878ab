"""By which words is something that came in found again?"""

from __future__ import annotations

from django.db.models import QuerySet

from redress.arrivals.models import Arrival
from redress.records.folding import folded

MOST_WORDS = 12


def folded_of(arrival: Arrival) -> str:
    """What the search box looks into: who sent it, what it is about, and what it says, in plain small letters."""
    return folded(" ".join((arrival.sender_name, arrival.sender_address, arrival.subject, arrival.text)))


def saying(arrivals: QuerySet[Arrival], asked: str) -> QuerySet[Arrival]:
    """Those of the arrivals in which every word that was asked for stands, or begins a word."""
    for word in folded(asked).split()[:MOST_WORDS]:
        arrivals = arrivals.filter(folded__contains=word)
    return arrivals
