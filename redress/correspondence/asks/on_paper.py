"""Which question does a letter on paper ask?

The code in it opens the question only for as long as its reader is reached where it was posted to. So such a letter
never goes a second time: they are asked again.
"""

from __future__ import annotations

from redress.correspondence.asks.models import Ask, AskState

KIND = "notice-asked"


def asked_in(kind: str, case: int, key: str) -> Ask | None:
    """The question that waits for an answer to a letter of this kind and key on a case; none of any other letter."""
    if kind != KIND:
        return None
    return Ask.objects.filter(case=case, key=key, state=AskState.WAITING).select_related("case").first()
