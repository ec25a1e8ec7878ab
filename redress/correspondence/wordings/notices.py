"""Which automatic notices may a council put words of its own around, and which words stand there on a day?

What a notice says stands in its template: what came, when, that it is no acknowledgement. A council can add words
before and after that, as it does for a letter. They are in English, so a notice in another language goes without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from redress.correspondence.blocks import Paragraph, paragraphs
from redress.correspondence.wordings import Wording, in_force
from redress.rules.policy import Letter, Policy

NOTHING: tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Notice:
    """An automatic notice: what it is called, its number in the catalogue, and its template."""

    name: str | Promise
    number: str
    template: str


#: The notices by the kind under which their words are kept.
NOTICES: Mapping[str, Notice] = {
    "notice-receipt": Notice(_("Automatic receipt"), "L1", "correspondence/notices/receipt.txt"),
    "notice-email-received": Notice(
        _("Automatic receipt of an e-mail"), "L1", "correspondence/notices/email-received.txt"
    ),
    "notice-note-to-confirm": Notice(
        _("Note of what was said, to confirm"), "L42", "correspondence/notices/note-to-confirm.txt"
    ),
    "notice-allocated": Notice(_("Allocation"), "L51", "casework/notices/allocated.txt"),
    "notice-allocated-copy": Notice(_("Copy of an allocation"), "L51", "casework/notices/allocated-copy.txt"),
    "notice-written": Notice(_("Issue of concern"), "L64", "casework/notices/written.txt"),
    "notice-helpers": Notice(_("Who can help"), "L57", "correspondence/notices/helpers.txt"),
}


def as_letter(kind: str) -> Letter | None:
    """A notice as something that has words: it has no subject and no contents that could be worded."""
    notice = NOTICES.get(kind)
    if notice is None:
        return None
    return Letter(id=kind, name=str(notice.name), number=notice.number, subject="", paragraph="", contents=())


def kind_of(template: str) -> str:
    """The kind of a notice by its template: a name, or a path that ends in ``.txt``."""
    return f"notice-{template.rpartition('/')[2].removesuffix('.txt')}"


def around(template: str, policy: Policy, reference: str) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The council's own words before and after a notice that goes now: one query, none for a notice without words."""
    kind = kind_of(template)
    if kind not in NOTICES or not (get_language() or "en").startswith("en"):
        return NOTHING
    wording = in_force(policy.council.id, kind, timezone.localdate())
    return merged(wording.opening, policy, reference), merged(wording.closing, policy, reference)


def merged(text: str, policy: Policy, reference: str) -> tuple[Paragraph, ...]:
    """Words around a notice with their fields filled in."""
    council = policy.council
    return paragraphs(
        text.format(
            reference=reference,
            council=council.name,
            short_name=council.short_name,
            website=council.website,
            complaints_email=council.complaints_email,
            privacy_notice=council.privacy_notice,
        )
    )


def example(kind: str, policy: Policy, wording: Wording, reference: str) -> tuple[str, tuple[Paragraph, ...]]:
    """The subject and the words of a notice in a made-up case, with these words around it."""
    told = {"reference": reference, "council": policy.council}
    subject, _line, body = render_to_string(NOTICES[kind].template, told).strip().partition("\n")
    before, after = (merged(text, policy, reference) for text in (wording.opening, wording.closing))
    return subject.strip(), (*before, *paragraphs(body), *after)
