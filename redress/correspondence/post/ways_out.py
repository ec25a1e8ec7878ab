"""What can be done about a letter that waits for the post and no longer holds? Withdraw it, or date it anew.

Either way it is never posted itself. Dated anew it is another letter with the same words, today's date and the dates
that the clocks print today; the first is kept as it was approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from redress import policies
from redress.accounts.models import Staff
from redress.correspondence.asks.on_paper import KIND as A_QUESTION
from redress.correspondence.asks.on_paper import asked_in
from redress.correspondence.blocks import Paragraph, Sheet
from redress.correspondence.checking.dates import Mention
from redress.correspondence.compose import Composed, of_sheet
from redress.correspondence.contents import in_words
from redress.correspondence.failed import letter_failed
from redress.correspondence.formats import Format, manner_of
from redress.correspondence.letters import NotYetPossible, approve
from redress.correspondence.models import Ask, Delivery, Happened, InBatch, Letter, LetterDraft, PostBatch, PostRecord
from redress.correspondence.notices import tell_whoever_has_it
from redress.correspondence.post import renewed, stale
from redress.correspondence.post.models import NOT_SENT
from redress.correspondence.post.so_late import why_so_late
from redress.records import enclosures, people
from redress.rules.actors import Actor
from redress.rules.late_post import Reason, Why
from redress.rules.moments import Moment


class CannotBeDatedAnew(Exception):
    """A new date alone does not make the letter true again. ``reasons``: what stands against it, in sentences."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__("cannot-be-dated-anew")
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Anew:
    """A letter as it would go today: the composition, and each day in it that is another now, before and after.

    ``still`` is what a new date does not mend, in sentences: somebody says why it goes all the same.
    """

    letter: Composed
    changed: tuple[tuple[date, date], ...]
    still: tuple[str, ...] = ()


class AnswerAwaited(NotYetPossible):
    """The letter asks a question that waits for an answer: ``ask``, which is settled first."""

    def __init__(self, ask: Ask) -> None:
        super().__init__("answer-awaited")
        self.ask = ask


def as_of(letter: Letter, on: date) -> Anew:
    """The letter as it would go on a day, in the same words. Raises :class:`CannotBeDatedAnew`."""
    waits = stale.waits(letter, on)
    named = stale.named(waits)
    moved = {each.day: each.now for each in named if each.now is not None and each.now != each.day}
    again = tuple(replace(each, day=moved.get(each.day, each.day)) for each in named)
    if not letter.sheet:
        raise CannotBeDatedAnew([_("It was approved before Redress kept what letters are made of.")])
    if letter.kind == A_QUESTION:
        raise CannotBeDatedAnew([_("It asks a question, and the code in it belongs to it. Ask them again.")])
    sheet = Sheet.read(letter.sheet)
    against = stale.against(waits, dated=on, named=again, on=on)
    said = [stale.told(each) for each in against if each.why != Why.LESS_TIME]
    if not letter.recipient.person.address_lines:
        said.append(_("We have no postal address for this person."))
    if moved and (sheet.translation.parts or sheet.easy_read):
        said.append(_("Its dates have changed, and its translation or easy words name the dates of before."))
    said += [
        _("It says “%(text)s”, and that date is now %(now)s: it stands in words that cannot be dated anew.")
        % {"text": mention.text, "now": in_words(moved[mention.day])}
        for mention in _left_over(sheet, moved, near=stale.day_of(letter))
    ]
    if said:
        raise CannotBeDatedAnew(said)
    if waits.first.pk != letter.pk:  # it says already why it is late, and says it anew
        sheet = replace(sheet, opening=sheet.opening[1:])
    still = tuple(stale.told(each) for each in against if each.why == Why.LESS_TIME)
    return Anew(_composed(letter, sheet, moved, on), tuple(moved.items()), still)


def _left_over(sheet: Sheet, moved: Mapping[date, date], *, near: date) -> list[Mention]:
    with translation.override(sheet.lang):
        return list(renewed.left_over(sheet, moved, near=near))


@transaction.atomic
def dated_anew(letter: Letter, *, by: Staff, actor: Actor, because: str, at: datetime) -> Letter:
    """Withdraw a letter and let another with the same words and today's dates wait in its place; give the other.

    The same again gives the same. Raises :class:`NotYetPossible` for one that does not wait for the post any more, and
    :class:`CannotBeDatedAnew`.
    """
    known = PostRecord.objects.filter(letter=letter, what=Happened.ANEW).select_related("anew").first()
    if known is not None and known.anew is not None:
        return known.anew
    current = _taken_out(letter, because=because, by=by, at=at)
    reasons = stale.stale([current], timezone.localdate(at)).get(current.pk, ())
    composed = as_of(current, timezone.localdate(at)).letter
    drafts = list(LetterDraft.objects.filter(case=current.case, kind=current.kind, letter=None).values_list("pk"))
    new, _sent = approve(current.case, composed, key=f"anew-{current.pk}", by=actor, drafters=current.drafters)
    # What is being written of the same kind is another letter than this.
    LetterDraft.objects.filter(pk__in=[pk for (pk,) in drafts]).update(letter=None)
    going = enclosures.with_letter(current.opaque_id)
    enclosures.chosen(current.case, new.opaque_id, going, [each.pk for each in going], by=actor.id)
    _withdraw(current, Happened.ANEW, reasons, because=because, by=by, at=at, anew=new)
    return new


@transaction.atomic
def withdrawn(letter: Letter, *, by: Staff, because: str, at: datetime) -> Letter:
    """Withdraw a letter from the post: it stays on its case, and whoever has the case is told.

    A letter that an event of the case carries counts as one that could not be delivered, and stands among these until
    another goes, or it is withdrawn once more when the case has gone on without it. The same again changes nothing.
    Raises :class:`NotYetPossible` for one that does not wait for the post any more, and :class:`AnswerAwaited`.
    """
    if Letter.objects.filter(pk=letter.pk, state=Delivery.WITHDRAWN).exclude(last_error=NOT_SENT).exists():
        return letter
    current = _taken_out(letter, because=because, by=by, at=at)
    ask = asked_in(current.kind, current.case_id, current.key)
    if ask is not None:
        raise AnswerAwaited(ask)
    reasons = stale.stale([current], timezone.localdate(at)).get(current.pk, ())
    if current.held_back:
        if overtaken(reasons):
            _withdraw(current, Happened.WITHDRAWN, reasons, because=because, by=by, at=at)
        return current
    told_by_act = stale.is_of_an_act(current, timezone.localdate(at))
    record = _withdraw(current, Happened.WITHDRAWN, reasons, because=because, by=by, at=at)
    told = {"letter": current.name, "by": by.name, "because": because, "read": current.read_at is not None}
    if not told_by_act:
        tell_whoever_has_it(current.case, "post-withdrawn", told, f"post-withdrawn-{record.pk}")
        return current
    if not overtaken(reasons):
        current.last_error = NOT_SENT
        current.save(update_fields=["last_error"])
    letter_failed(current, words="post-withdrawn", more=told, again=f"post-{record.pk}")
    return current


def overtaken(reasons: Iterable[Reason]) -> bool:
    """Whether the case has gone on without a letter, for one of the reasons why it no longer holds."""
    return any(each.why in (Why.ANSWERED, Why.GONE_ON, Why.ENDED) for each in reasons)


def _taken_out(letter: Letter, *, because: str, by: Staff, at: datetime) -> Letter:
    """The letter, held, out of the batch in which it waits; or one that was withdrawn and is still to be told.

    Raises :class:`NotYetPossible`. The batch is held first, as by whoever marks it as posted.
    """
    waits = PostBatch.objects.filter(lines__letter=letter, lines__state=InBatch.GOES, posted_at=None)
    batch = PostBatch.objects.select_for_update().filter(pk__in=waits.values("pk")).first()
    current = (
        Letter.objects.select_for_update(of=("self",)).select_related("case", "recipient__person").get(pk=letter.pk)
    )
    if current.state != Delivery.TO_POST and not current.held_back:
        raise NotYetPossible
    if batch is not None:
        lines = batch.lines.filter(letter=current, state=InBatch.GOES)
        lines.update(state=InBatch.LEFT_OUT, because=because, changed_by=by.actor_id, changed_at=at)
    return current


def _withdraw(
    letter: Letter,
    what: Happened,
    doubts: Iterable[Reason],
    *,
    because: str,
    by: Staff,
    at: datetime,
    anew: Letter | None = None,
) -> PostRecord:
    letter.state, letter.last_error = Delivery.WITHDRAWN, ""
    letter.save(update_fields=["state", "last_error"])
    return PostRecord.objects.create(
        letter=letter,
        what=what,
        because=because,
        told=[stale.kept(each) for each in doubts],
        anew=anew,
        by=by.actor_id,
        at=at,
    )


def _composed(letter: Letter, sheet: Sheet, moved: dict[date, date], on: date) -> Composed:
    """The same sheet with today's dates, and a sentence that says why it comes so late."""
    person = letter.recipient.person
    # In the format that its reader needs today: it is refused where it lacks what that takes.
    fit = Format(manner_of(letter.recipient, on), sheet.translation.parts, sheet.easy_read, letter.unfit_because)
    with translation.override(sheet.lang):
        sheet = renewed.renewed(sheet, moved)
        sheet = replace(
            sheet,
            date=in_words(on),
            name=person.name,
            address=tuple(person.address_lines),
            opening=(Paragraph(why_so_late(letter)), *sheet.opening),
            formats=fit.manner.formats,
            made_as=fit.manner.made_as,
            points=fit.manner.print_points,
        )
        council = policies.current(letter.case.council_id).council
        at = Moment.of(timezone.now(), timezone.get_default_timezone())
        composed = of_sheet(sheet, council, kind=letter.kind, name=letter.name, to=letter.recipient, at=at, fit=fit)
    # What waits for the post goes by post, whatever address there is besides.
    by_post = letter.post_only or not people.goes_by_post(person)
    return replace(composed, carried=tuple(letter.contents), post_only=by_post)
