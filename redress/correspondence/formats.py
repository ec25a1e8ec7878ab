"""In which format and language does a letter go to this person, and may it go as it stands?

The rule itself is :mod:`redress.rules.adjustments`; here it is put to the person a letter is for and to what goes with
it. Its answer stands on the letter before it is sent, and refuses whoever sends it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.conf.locale import LANG_INFO
from django.utils import timezone, translation

from redress import policies
from redress.correspondence.blocks import Paragraph, Section, paragraphs
from redress.correspondence.easy_words import in_easy_words
from redress.design.languages import spoken
from redress.records import adjustments
from redress.records.models import Part, Party
from redress.rules.adjustments import Manner, letter_refused, means_refused
from redress.rules.refusals import Refused

#: What an officer writes of a letter's format beside its contents, under these ids.
TRANSLATION, REASON, EASY_READ = "fit-translation", "fit-reason", "fit-easy-read"


AS_ANYBODY = Manner()


@dataclass(frozen=True, slots=True)
class Format:
    """How one letter goes: what its reader needs, what goes with it for that, and why it lacks something."""

    manner: Manner = AS_ANYBODY
    translation: tuple[Paragraph, ...] = ()
    easy_read: tuple[Section, ...] = ()
    reason: str = ""
    has_address: bool = True

    @property
    def refused(self) -> Refused | None:
        """Why the letter may not go as it stands, or none."""
        return letter_refused(
            self.manner,
            address=self.has_address,
            translated=bool(self.translation),
            easy_read=bool(self.easy_read),
            reason=self.reason,
        )

    @property
    def post_only(self) -> bool:
        """Whether it goes by post and in no other way."""
        return self.manner.by_post is not None

    @property
    def language(self) -> str:
        """The language of the translation in words, if it is known."""
        return self.manner.translation.language if self.manner.translation else ""

    @property
    def code(self) -> str:
        """The language of the translation as HTML knows it; empty where it is a language that we have no code for."""
        return code_of(self.language)

    @property
    def right_to_left(self) -> bool:
        return bool(self.code) and bool(LANG_INFO[self.code].get("bidi"))


ORDINARY = Format()


def format_of(to: Party | None, written: Mapping[str, str], on: date) -> Format:
    """The format of a letter to somebody on a local day; a body has no needs. One query."""
    if to is None or to.part == Part.BODY:
        return ORDINARY
    manner = manner_of(to, on)
    return Format(
        manner=manner,
        translation=paragraphs(written.get(TRANSLATION, "")) if manner.translation else (),
        easy_read=_easy_read(to, written) if manner.easy_read else (),
        reason=written.get(REASON, "").strip(),
        has_address=bool(to.person.address_lines),
    )


def _easy_read(to: Party, written: Mapping[str, str]) -> tuple[Section, ...]:
    """What an officer wrote for whoever needs easy words, under its questions."""
    return in_easy_words(written.get(EASY_READ, ""), policies.current(to.person.council_id))


def manner_of(to: Party, on: date) -> Manner:
    """How this party is to be written to and spoken with on a local day: one query."""
    return adjustments.manner(adjustments.obeyed(to.person, on))


def email_for_notices(party: Party) -> str:
    """Where automatic messages to this party go: nowhere for somebody who is not to be e-mailed. One query."""
    manner = manner_of(party, timezone.localdate())
    return "" if means_refused(manner, "email") else party.person.email


@contextmanager
def in_their_language(party: Party) -> Iterator[None]:
    """Write what follows in the language in which this person used the public pages; otherwise in English."""
    with translation.override(spoken(party.person.language)):
        yield


def code_of(language: str) -> str:
    """The code of a language by its English or its own name; empty where we do not know it."""
    wanted = language.strip().casefold()
    for code, info in LANG_INFO.items():
        if wanted and wanted in (str(info.get("name", "")).casefold(), str(info.get("name_local", "")).casefold()):
            return code
    return ""
