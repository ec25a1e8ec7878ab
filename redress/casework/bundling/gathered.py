"""Everything that is on record of one case, fetched once, as a bundle tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Model

from redress.accounts.models import Service, Staff
from redress.arrivals.models import Arrival
from redress.cases import find
from redress.cases.models import Case
from redress.casework.decided import Decision, decisions_of
from redress.casework.explained import Dates, dates_of, policy_of
from redress.casework.points_shown import PointShown, points_shown
from redress.casework.timeline import Beside, Entry, People, timeline_of
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Delivery, Letter, Message
from redress.correspondence.notices import messages_of
from redress.records import contact_notes, documents, people, words
from redress.records.contacts import ContactNote
from redress.records.internal import InternalNote, notes_of
from redress.records.models import Document, Party, Words
from redress.rules.policy import Letter as PolicyLetter

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True)
class Gathered:
    """One case on one local day. ``anonymous``: nobody is named, and nothing that anybody wrote is told.

    ``left_out``: the keys of what stays out of it (see :mod:`redress.casework.bundling.leaving_out`).
    """

    row: Case
    today: date
    anonymous: bool = False
    left_out: frozenset[str] = frozenset()

    @cached_property
    def standing(self) -> find.Standing:
        return find.standing(self.row, today=self.today)

    @cached_property
    def parties(self) -> list[Party]:
        return people.parties_of(self.row)

    @cached_property
    def words(self) -> list[Words]:
        return [] if self.anonymous else words.of(self.row)

    @cached_property
    def notes(self) -> list[InternalNote]:
        return [] if self.anonymous else self._in("note", notes_of(self.row))

    @cached_property
    def apart(self) -> frozenset[str]:
        """The paragraphs of the policy under which what is confidential is told to an Ombudsman, and by post alone."""
        return frozenset(each.paragraph for each in self._told_apart)

    @cached_property
    def _kinds_apart(self) -> frozenset[str]:
        return frozenset(each.id for each in self._told_apart)

    @cached_property
    def _told_apart(self) -> list[PolicyLetter]:
        policies = {run.policy: policy_of(self.standing, run.id) for run in self.standing.case.runs.values()}
        return [each for policy in policies.values() for each in policy.letters if each.post_only]

    @cached_property
    def letters(self) -> list[Letter]:
        """The letters that go with other papers, however each was sent: many are posted for want of an e-mail."""
        return [each for each in letters_of(self.row) if each.kind not in self._kinds_apart]

    @cached_property
    def letters_apart(self) -> list[Letter]:
        """Those that name what is confidential and have gone: what did not reach the Ombudsman tells it of nothing."""
        gone = (Delivery.SENT, Delivery.POSTED)
        return [each for each in letters_of(self.row) if each.kind in self._kinds_apart and each.state in gone]

    @cached_property
    def messages(self) -> list[Message]:
        return [] if self.anonymous else self._in("notice", messages_of(self.row))

    @cached_property
    def staff_addresses(self) -> frozenset[str]:
        emails = Staff.objects.filter(council=self.row.council_id).values_list("email", flat=True)
        return frozenset(emails)

    @cached_property
    def talks(self) -> list[ContactNote]:
        return [] if self.anonymous else self._in("talk", contact_notes.notes_of(self.row))

    @cached_property
    def documents(self) -> list[Document]:
        return [each for each in documents.documents_of(self.row) if each.can_be_opened]

    @cached_property
    def arrivals(self) -> Sequence[Arrival]:
        if self.anonymous:
            return []
        return self._in("arrival", Arrival.objects.filter(case=self.row).order_by("received_day", "id"))

    def _in(self, kind: str, rows: Iterable[_Row]) -> list[_Row]:
        """The rows that do not stay out."""
        return [each for each in rows if f"{kind}-{each.pk}" not in self.left_out]

    @cached_property
    def services(self) -> dict[str, str]:
        return dict(Service.objects.filter(council=self.row.council_id).values_list("slug", "name"))

    @cached_property
    def people(self) -> People:
        """The names behind the ids; none where nobody is named, so that everybody is told by their role."""
        known = People(self.standing, self.parties, *(each.by for each in (*self.notes, *self.talks)))
        if self.anonymous:
            known.names = {}
        return known

    @cached_property
    def beside(self) -> Beside:
        return Beside(self.words, [], [] if self.anonymous else self.letters, self.services)

    @property
    def timeline(self) -> list[Entry]:
        """Everything that happened, the first first."""
        return timeline_of(self.standing, self.people, self.beside)[::-1]

    @property
    def decisions(self) -> list[Decision]:
        """Every decision of every run, the first first, but for those on what is confidential."""
        taken = decisions_of(self.standing, self.people, self.beside)
        every = (each for of_run in taken.values() for each in of_run if each.paragraph not in self.apart)
        return sorted(every, key=lambda each: each.seq)

    @property
    def points(self) -> list[PointShown]:
        return points_shown(self.standing, self.services, self.words, {}, self.row.council_id)

    @property
    def dates(self) -> Dates:
        return dates_of(self.standing, self.today)
