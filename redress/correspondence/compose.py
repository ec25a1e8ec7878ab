"""What would this letter say if it went now, and what does it still lack?

Nothing is stored here. The same composition is the preview on the page and the letter that is sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import css_inline
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from redress.accounts.models import Staff
from redress.cases.find import standing
from redress.cases.models import Case
from redress.correspondence.answered import answer_told, brought_by
from redress.correspondence.blocks import Beside, Paragraph, Section, Sheet, Translated, paragraphs
from redress.correspondence.contents import Facts, Telling, described, in_words, merged, says
from redress.correspondence.easy_words import asked
from redress.correspondence.formats import ORDINARY, Format, format_of
from redress.correspondence.points_told import fulfilled
from redress.correspondence.recipients import refusal_to, usual_recipient
from redress.correspondence.wordings import Wording, in_force, without_gaps
from redress.design.colours import colour, readable, written
from redress.records import people
from redress.records.models import Part, Party
from redress.rules.letters import flags_of, required
from redress.rules.moments import Moment
from redress.rules.policy import Content, Council, FromStep
from redress.rules.refusals import Refused

__all__ = ["Beside", "Composed", "Facts", "compose", "rendered"]


@dataclass(frozen=True)
class Composed:
    """A letter as it would be sent, to ``to``, at the moment of its act. ``missing``: what it lacks.

    ``carried`` are the ids of the compulsory contents that it has, in the order printed. ``digest`` tells
    whether two compositions are the same to the byte; the digest that stands in the event is salted and
    made by :func:`redress.correspondence.letters.approve`. ``refused``: why it cannot go to them.
    ``fit`` is the format in which they need it, ``told`` what it was composed of (none for a notice).
    """

    kind: str
    name: str
    subject: str
    sheet: Sheet
    missing: tuple[Content, ...]
    carried: tuple[str, ...]
    text: str
    html: str
    digest: str
    to: Party | None
    at: Moment
    post_only: bool = False
    fit: Format = ORDINARY
    refused: Refused | None = None
    told: Telling | None = field(default=None, compare=False, repr=False)

    @property
    def whole(self) -> bool:
        """Whether it carries everything that the policy makes compulsory."""
        return not self.missing


def compose(
    case: Case,
    letter_kind: str,
    *,
    written: Mapping[str, str],
    by_staff: Staff | None,
    outcome: str = "",
    facts: Facts | None = None,
    at: Moment | None = None,
    run: str = "",
    to: Party | None = None,
    beside: Beside | None = None,
    wording: Wording | None = None,
) -> Composed:
    """Compose one letter of the policy as it would stand if its act were done at ``at`` (now, unless given).

    ``written`` maps content ids to what the officer typed (plain text). ``by_staff`` signs it.
    ``outcome`` is the overall outcome of a response, ``facts`` what only the act knows. It goes to
    ``to``, by default to whoever the council writes to in this case. Dates are those that the act's
    event will promise. ``beside``: what it says of copies and enclosures. It has
    the council's words that are in force on that day, unless others are tried as ``wording``. Raises
    :class:`~redress.rules.refusals.Refused` where an extension would be
    refused, ``Unknown`` for a letter or outcome the policy does not have.
    """
    stands = standing(case)
    of_run = stands.case.run(run)
    policy = stands.book.policy(of_run.policy)
    letter = policy.letter(letter_kind)
    to = to or usual_recipient(case, letter, stands.case, of_run, policy)
    at = at or Moment.of(timezone.now(), timezone.get_default_timezone())
    words = in_force(case.council_id, letter_kind, at.day) if wording is None else wording
    telling = Telling(
        letter=letter,
        reference=case.reference,
        case=stands.case,
        run=of_run,
        policy=policy,
        book=stands.book,
        at=at,
        signed_by=by_staff,
        officer=_holder(of_run.holder),
        written=without_gaps(words, written, (content.id for content in letter.contents)),
        outcome=outcome,
        facts=facts or {},
        wording=words,
    )
    composed = _told(telling, case, to=to, beside=beside or Beside())
    return replace(composed, refused=refusal_to(letter, to, stands.case, of_run, policy), told=telling)


def _told(on: Telling, case: Case, *, to: Party | None, beside: Beside) -> Composed:
    """The letter of all that is to be told: the contents that the policy wants here, as far as they say something."""
    needed = required(on.letter, outcome=on.outcome, flags=flags_of(on.case, on.run, on.policy) | brought_by(on))
    said = [(content, _says(content, on)) for content in needed]
    blocks = tuple(_section(content, parts, on) for content, parts in said if parts)
    carried = tuple(content.id for content, parts in said if parts or fulfilled(content, on))
    return _composed(on, case, blocks, needed, carried, to=to, beside=beside)


def _says(content: Content, on: Telling) -> tuple[Paragraph, ...]:
    """The paragraphs of one content: what was answered to the step that sends the letter, or what the case says."""
    return answer_told(content.source, on) if isinstance(content.source, FromStep) else says(content, on)


def _section(content: Content, parts: tuple[Paragraph, ...], on: Telling) -> Section:
    """One content under its heading, with the council's own words before it and never in its place."""
    own = on.wording.content(content.id)
    return Section(content.id, own.heading or content.heading, (*own_words(own.before, on), *parts))


def own_words(text: str, on: Telling) -> tuple[Paragraph, ...]:
    """The council's own words with their merge fields; none where a field that they name is not known here."""
    return paragraphs(merged(text, on))


def _composed(
    on: Telling,
    case: Case,
    blocks: tuple[Section, ...],
    needed: tuple[Content, ...],
    carried: tuple[str, ...],
    *,
    to: Party | None,
    beside: Beside,
) -> Composed:
    subject = merged(on.wording.subject, on) or merged(on.letter.subject, on)
    fit = format_of(to, on.written, on.at.day)
    sheet = Sheet(
        council=on.policy.council.name,
        reference=on.reference,
        date=in_words(on.at.day),
        subject=subject,
        name=to.person.name if to else "",
        address=tuple(to.person.address_lines) if to else (),
        on_behalf_of=_represented(case, to),
        beside=beside,
        opening=own_words(on.wording.opening, on),
        sections=asked(blocks, on.policy),
        closing=own_words(on.wording.closing, on),
        signed=_signature(on),
        formats=fit.manner.formats,
        made_as=fit.manner.made_as,
        easy_read=fit.easy_read,
        points=fit.manner.print_points,
        translation=Translated(fit.translation, fit.language, fit.code, fit.right_to_left),
        lang=get_language() or "en-gb",
    )
    missing = tuple(content for content in needed if content.id not in carried)
    letter = of_sheet(sheet, on.policy.council, kind=on.letter.id, name=on.letter.name, to=to, at=on.at, fit=fit)
    return replace(letter, missing=missing, carried=carried, post_only=on.letter.post_only or fit.post_only)


def of_sheet(
    sheet: Sheet, council: Council, *, kind: str, name: str, to: Party | None, at: Moment, fit: Format
) -> Composed:
    """What a sheet comes to as a letter: its HTML, its text and its digest. It lacks nothing and goes by any way."""
    told = {"sheet": sheet, "council": council, "subject": sheet.subject, "fit": fit}
    html, text = rendered("correspondence/letter", told, council)
    digest = hashlib.sha256(json.dumps([sheet.subject, html, text]).encode()).hexdigest()
    return Composed(kind, name, sheet.subject, sheet, (), (), text, html, digest, to, at, fit=fit)


def rendered(template: str, context: Mapping[str, object], council: Council) -> tuple[str, str]:
    """The HTML (styles inlined) and the plain text of one letter or notice, from the two templates of that name."""
    base = written(readable(colour(council.colour)))
    look = {**context, "colour": base, "lang": get_language() or "en-gb", "rtl": get_language_bidi()}
    html = _inliner().inline(render_to_string(f"{template}.html", look))
    return html, render_to_string(f"{template}.txt", look).strip() + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False)


def _holder(opaque: str) -> Staff | None:
    """Whoever is in charge, by the opaque id that the rules carry."""
    kind, _colon, number = opaque.partition(":")
    return Staff.objects.filter(pk=int(number)).first() if kind == "staff" and number.isdecimal() else None


def _represented(case: Case, to: Party | None) -> str:
    """Whose complaint it is, where the letter goes to someone who acts for them."""
    if to is None or to.part != Part.REPRESENTATIVE:
        return ""
    complainant = people.complainant_of(case)
    return complainant.person.name if complainant else ""


def _signature(on: Telling) -> tuple[str, ...]:
    """Who signs: by name where the policy names officers, otherwise by their job."""
    council, signed_by = on.policy.council.name, on.signed_by
    if signed_by is None:
        return (council,)
    if not on.policy.public.officer_named:
        return (described(signed_by, on), council)
    return tuple(line for line in (signed_by.name, signed_by.job_title, council) if line)
