"""What must be obeyed when the council writes to or telephones somebody who needs it done in another way?

A support that a person needs has an effect that the policy names (``Choice.effect``). The same answer stands beside
the button, on the letter before it goes, and against whoever sends it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redress.rules.refusals import Refused

#: What the effects of supports are called in a policy; the other effects are those of restrictions.
LARGE_PRINT, ANOTHER_FORMAT, TRANSLATION = "large-print", "another-format", "translation"
AUDIO, BRAILLE, EASY_READ = "audio", "braille", "easy-read"
#: Formats that somebody makes on paper or as a recording: such a letter does not go by e-mail alone.
MADE_FOR_THEM = (ANOTHER_FORMAT, AUDIO, BRAILLE, EASY_READ)
NO_TELEPHONE, TELEPHONE_ONLY, NO_EMAIL = "no-telephone", "telephone-only", "no-email"

#: Size of print where nobody needs another (points).
ORDINARY_PRINT = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A support that somebody needs: how the policy called it when it was recorded, and what it means."""

    name: str
    paragraph: str
    effect: str = ""
    print_points: int = ORDINARY_PRINT
    language: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the council is to write to and speak with somebody: the supports that are to be obeyed today."""

    supports: tuple[Support, ...] = ()

    @property
    def formats(self) -> tuple[str, ...]:
        """What stands on a letter that waits to be printed: the formats in which it is made."""
        return tuple(dict.fromkeys(one.name for one in self._with(LARGE_PRINT, *MADE_FOR_THEM)))

    @property
    def made_as(self) -> tuple[str, ...]:
        """Those formats by their effects, such as ``braille``: which file of the letter is to be made first."""
        return tuple(dict.fromkeys(one.effect for one in self._with(LARGE_PRINT, *MADE_FOR_THEM)))

    @property
    def print_points(self) -> int:
        """The size of print, in points; 0 for the ordinary one."""
        return max((one.print_points for one in self._with(LARGE_PRINT)), default=ORDINARY_PRINT)

    @property
    def by_post(self) -> Support | None:
        """The support for which no letter goes by e-mail alone, if there is one."""
        return self.first(*MADE_FOR_THEM, NO_EMAIL)

    @property
    def translation(self) -> Support | None:
        """The support for which letters are translated, if there is one."""
        return self.first(TRANSLATION)

    @property
    def easy_read(self) -> Support | None:
        """The support for which letters are written a second time in easy words, if there is one."""
        return self.first(EASY_READ)

    @property
    def not_by_letter(self) -> Support | None:
        """The support for which a letter needs a reason, if there is one: they are to be telephoned."""
        return self.first(TELEPHONE_ONLY)

    def _with(self, *effects: str) -> list[Support]:
        return [one for one in self.supports if one.effect in effects]

    def first(self, *effects: str) -> Support | None:
        """The first of the supports with one of these effects, if there is one."""
        return next(iter(self._with(*effects)), None)


def means_refused(manner: Manner, means: str) -> Refused | None:
    """Why the council may not be in touch by these means (``telephone``, ``email``, ``letter``, ``visit``), or none.

    It is about what the council begins: whoever telephones us is always answered.
    """
    if means == "telephone" and (need := manner.first(NO_TELEPHONE)):
        return Refused("not-by-telephone", need.paragraph, need=need.name)
    if means == "email" and (need := manner.first(NO_EMAIL, TELEPHONE_ONLY)):
        return Refused("not-by-email", need.paragraph, need=need.name)
    if means == "letter" and (need := manner.first(TELEPHONE_ONLY)):
        return Refused("not-by-letter", need.paragraph, need=need.name)
    return None


def letter_refused(
    manner: Manner, *, address: bool, translated: bool, reason: str, easy_read: bool = False
) -> Refused | None:
    """Why a letter may not go as it stands, or none.

    ``address``: whether a postal address is known; ``translated``: whether a translation goes with it; ``easy_read``:
    whether it says the same in easy words; ``reason``: why it goes without, or to somebody who is to be telephoned.
    """
    post, letters, language = manner.by_post, manner.not_by_letter, manner.translation
    if post is not None and not address:
        return Refused("post-address-needed", post.paragraph, need=post.name)
    if letters is not None and not reason.strip():
        return Refused("letter-reason-needed", letters.paragraph, need=letters.name)
    if language is not None and not translated and not reason.strip():
        return Refused("translation-needed", language.paragraph, need=language.name, language=language.language)
    if manner.easy_read is not None and not easy_read and not reason.strip():
        return Refused("easy-read-needed", manner.easy_read.paragraph, need=manner.easy_read.name)
    return None


def manner_of(supports: Iterable[Support]) -> Manner:
    """How somebody with these supports is written to and spoken with."""
    return Manner(tuple(supports))
