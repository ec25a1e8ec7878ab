"""Which part of a work list was asked for: which tab, which filters, which words, from which mark on?

All of it stands in the address, so that a list can be kept, sent and gone back to. What an address
says that makes no sense is left out of account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Service
from redress.cases.find import WORK_LISTS, WorkList
from redress.cases.models import Binds, Case, OpenDeadline
from redress.casework.wording import STATUSES, Words, stage_name
from redress.records import search
from redress.rules.policy import Policy

Choices = list[tuple[str, Words]]

TABS: Mapping[WorkList, Words] = {
    "mine": _("Mine"),
    "team": _("My team’s"),
    "unallocated": _("Unallocated"),
    "overdue": _("Overdue"),
    "all": _("All"),
}

FILTERS: Mapping[str, Words] = {
    "stage": _("Stage"),
    "status": _("Status"),
    "service": _("Service"),
    "channel": _("How it came"),
    "clock": _("What is due"),
}


def choices_of(council: Council, policy: Policy) -> dict[str, Choices]:
    """What each filter offers: one query, for the services."""
    stages = [
        (f"{track.id}.{stage.id}", stage_name(policy, track.id, stage.id))
        for track in policy.tracks
        for stage in policy.stages(track.id)
    ]
    services = Service.objects.filter(council=council).order_by("name").values_list("slug", "name")
    return {
        "stage": [*stages],
        "status": [(code, words) for code, (words, _colour) in STATUSES.items() if code != "answered-window-passed"],
        "service": [*services],
        "channel": [(channel.id, channel.name) for channel in policy.channels],
        "clock": [(clock.id, clock.name) for clock in policy.clocks if clock.responsible != "complainant"],
    }


@dataclass(frozen=True, slots=True)
class Sieve:
    """What was asked for. ``filters`` holds only those that are set, by name."""

    tab: WorkList
    text: str
    filters: Mapping[str, str]
    after: str = ""
    before: str = ""
    names_known: Q | None = None

    @classmethod
    def asked(cls, given: Mapping[str, str], choices: Mapping[str, Choices], names_known: Q | None = None) -> Sieve:
        """What an address asks for. Whoever searches looks through all cases, unless a tab is named.

        ``names_known``: of which cases they may know who complains.
        """
        text = given.get("q", "").strip()[:200]
        chosen = given.get("list", "")
        known: WorkList = next((tab for tab in WORK_LISTS if tab == chosen), "all" if text else "mine")
        filters = {
            name: given[name] for name in FILTERS if given.get(name) and given[name] in {id for id, _n in choices[name]}
        }
        return cls(known, text, filters, given.get("after", ""), given.get("before", ""), names_known)

    @property
    def narrows(self) -> bool:
        """Whether less than the whole tab is shown."""
        return bool(self.text or self.filters)

    def among(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """Those of the cases that pass the filters and match the words."""
        if self.text:
            cases = search.matching(cases, self.text, names_known=self.names_known)
        for name, value in self.filters.items():
            cases = _FILTERED[name](cases, value)
        return cases

    def address(self, **changes: str) -> str:
        """The address of this list with something changed; from its beginning unless a mark is given."""
        wanted = {"list": self.tab, "q": self.text, **self.filters, **changes}
        return f"{reverse('casework:work')}?{urlencode({name: value for name, value in wanted.items() if value})}"


def _of_stage(cases: QuerySet[Case], value: str) -> QuerySet[Case]:
    track, _dot, stage = value.partition(".")
    return cases.filter(track=track, stage=stage)


def _with_clock(cases: QuerySet[Case], value: str) -> QuerySet[Case]:
    running = OpenDeadline.objects.filter(case=OuterRef("pk"), binds=Binds.COUNCIL, clock=value)
    return cases.filter(Exists(running), ended="")


_FILTERED = {
    "stage": _of_stage,
    "status": lambda cases, value: cases.filter(status=value),
    "service": lambda cases, value: cases.filter(service__slug=value),
    "channel": lambda cases, value: cases.filter(channel=value),
    "clock": _with_clock,
}
