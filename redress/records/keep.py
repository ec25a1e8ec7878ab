"""How is a text kept, so that the event it belongs to can vouch for it?"""

from __future__ import annotations

from redress.cases.models import Case
from redress.records.internal import internal_note
from redress.records.models import Words, WordsKind
from redress.records.seals import Kept, Sealed, seal, tidy
from redress.rules.actors import Actor
from redress.rules.moments import Moment

__all__ = ["Kept", "Sealed", "internal_note", "seal", "tidy", "words"]


def words(
    case: Case, kind: str, text: str, *, by: Actor, at: Moment | None = None, sealed: Sealed | None = None
) -> Kept:
    """Keep a text of a case and give its id and salted digest; an empty text is not kept and has digest "".

    ``kind`` is one of :class:`~redress.records.models.WordsKind`; ``at`` when it was said, if that is not
    now. The first event of a case needs the digest before there is a case: ``sealed = seal(tidy(text))``
    first, and hand it in here afterwards. Raises ValueError for an unknown kind, or a seal of another text.
    """
    if kind not in WordsKind.values:
        raise ValueError(f"{kind!r} is no kind of words")
    text = tidy(text)
    if sealed is not None and sealed.text != text:
        raise ValueError("the seal belongs to another text")
    sealed = sealed or seal(text)
    if not sealed.text:
        return Kept(None, "")
    row = Words.objects.create(
        case=case,
        kind=kind,
        text=sealed.text,
        salt=sealed.salt,
        digest=sealed.digest,
        by_kind=by.kind,
        by=by.id,
        at_text=at.iso() if at else "",
    )
    return Kept(row.pk, row.digest)
