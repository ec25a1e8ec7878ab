"""How is the demonstration built, once, and who can sign in to it?"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress import jobs, policies
from redress.accounts.models import Council, RoleHeld, Staff
from redress.cases import triggers
from redress.cases.anchors import anchor
from redress.cases.models import Case
from redress.demonstration import (
    about_themselves,
    address_book,
    asked,
    incoming,
    letter_words,
    logos,
    needs,
    packed,
    people,
    post_room,
    redacted,
    situations,
)
from redress.demonstration.diary import Diary, whole_minute
from redress.demonstration.postmarks import Postmarks
from redress.demonstration.scripts import Situation, situation_key
from redress.demonstration.town_halls import TOWN_HALLS
from redress.demonstration.walk import Office, Walk, walk_all

Progress = Callable[[str], object]


class NotEmpty(Exception):
    """There is something in this installation that the demonstration did not make."""


def command(*, if_empty: bool, fresh: bool, who: bool) -> int:
    """The command ``redress demonstration``; gives its exit code."""
    if settings.PRODUCTION:
        print(_("This is a production installation: it has no demonstration."))
        return 1
    if who:
        tell_who()
        return 0
    if Council.objects.exists() and not fresh:
        if if_empty:
            print(_("The demonstration is there already, and its data are kept."))
            return 0
        print(_("There are councils here already; nothing was done. To start over: --fresh"))
        return 1
    try:
        build(fresh=fresh)
    except NotEmpty:
        print(_("There are people here who are not the demonstration’s; nothing was done."))
        return 1
    return 0


def build(*, fresh: bool = False, progress: Progress = print, chosen: Iterable[Situation] | None = None) -> list[Walk]:
    """Build the demonstration as of now: councils, people, and complaints walked through the procedure.

    All of it is there afterwards, or nothing. ``chosen`` are the situations to walk (all, unless given);
    ``fresh`` throws everything away first. Raises :class:`NotEmpty` for an installation in use, and
    :class:`~redress.demonstration.people.NotInProduction`.
    """
    if settings.PRODUCTION:
        raise people.NotInProduction
    if fresh:
        _empty(progress)
    if Council.objects.exists():
        raise NotEmpty
    begun, clock = timezone.now(), time.monotonic()
    progress(_("Building the demonstration: councils and the people who work there ..."))
    with transaction.atomic():
        walks = _walked(situations.ALL if chosen is None else chosen, begun, progress, everything=chosen is None)
    jobs.run_all_due(timezone.now())  # word of what could not be delivered
    anchor()
    seconds = round(time.monotonic() - clock)
    built = ngettext(
        "Built %(count)d case in %(seconds)d seconds.", "Built %(count)d cases in %(seconds)d seconds.", len(walks)
    )
    progress(built % {"count": len(walks), "seconds": seconds})
    return walks


def _walked(chosen: Iterable[Situation], begun: datetime, progress: Progress, *, everything: bool) -> list[Walk]:
    now = whole_minute(begun) - timedelta(minutes=1)
    staff = people.install(today=timezone.localdate(begun))
    address_book.install()
    logos.install()
    zone = timezone.get_default_timezone()
    book = policies.rulebook()
    councils = Council.objects.in_bulk()
    offices = {}
    for id, hall in TOWN_HALLS.items():
        calendar = book.calendar(book.newest[id].pin, book.calendar_version)
        offices[id] = Office(councils[id], hall, staff[id], Diary(calendar, now, zone))
    todo = list(chosen)
    progress(_("Walking %(count)d complaints through the procedure ...") % {"count": len(todo)})
    walks = walk_all(todo, offices, Postmarks(begun), _every(100, progress))
    if everything:
        incoming.build(offices, walks)
        needs.build(offices, walks)
        redacted.build(offices, walks)
        packed.build(offices, walks)
        asked.build(offices)
        about_themselves.build(offices, timezone.localdate(begun))
        letter_words.build(offices)
        post_room.build(offices, begun)
    return walks


def _every(number: int, progress: Progress) -> Callable[[int, int], None]:
    """Says now and then how far it has got."""

    def done_so_far(done: int, total: int) -> None:
        if done % number == 0:
            progress(_("  %(done)d of %(total)d acts ...") % {"done": done, "total": total})

    return done_so_far


def _empty(progress: Progress) -> None:
    """Throw away everything, where nobody works but made-up people."""
    if Staff.objects.filter(is_demonstration=False).exists():
        raise NotEmpty
    progress(_("Throwing the demonstration’s data away ..."))
    triggers.drop()
    try:
        call_command("flush", interactive=False, verbosity=0)
    finally:
        triggers.create()
    if settings.DEMONSTRATION:
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


# --- who -----------------------------------------------------------------------------------------


def tell_who(say: Progress = print) -> None:
    """Say where to look, and who can sign in at each council in which role."""
    place = settings.PUBLIC_URL
    say("")
    say(_("For residents:"))
    for council in Council.objects.all():
        say(f"  {place}/{council.pk}/  {council.name}")
    say(_("For staff:"))
    say(f"  {place}/casework/")
    say(_("Every message that went out:"))
    say(f"  {place}/outbox/")
    say("")
    say(_("Sign in as any of these made-up people by choosing the name; no password is needed."))
    members = Staff.objects.filter(is_demonstration=True, is_active=True).select_related("council")
    for council, of_council in groupby(members.order_by("council__name", "id"), key=lambda staff: staff.council):
        cases = Case.objects.filter(council=council).count()
        counted = ngettext("%(count)d case", "%(count)d cases", cases) % {"count": cases}
        say(f"\n{council.name} ({counted})")
        for line in (*_table(council, list(of_council)), *_to_look_at(council)):
            say(line)


def _table(council: Council, members: list[Staff]) -> list[str]:
    """One line for each person: name, roles, and the department or directorate that a role reaches."""
    names = {role.id: role.name for role in policies.current(council.pk).roles}
    held = RoleHeld.objects.on(timezone.localdate()).filter(staff__in=members)
    roles: dict[int, list[str]] = {}
    reach: dict[int, str] = {}
    for row in held.select_related("department", "directorate").order_by("pk"):
        roles.setdefault(row.staff_id, []).append(str(names.get(row.role, row.role)))
        reach[row.staff_id] = str(row.department or row.directorate or "")
    wide = max(len(staff.name) for staff in members)
    wider = max(len(", ".join(each)) for each in roles.values())
    return [
        f"  {staff.name:<{wide}}  {', '.join(roles.get(staff.pk, ())):<{wider}}  {reach.get(staff.pk, '')}".rstrip()
        for staff in members
    ]


def _to_look_at(council: Council) -> list[str]:
    """A few complaints to begin with, and what each of them shows."""
    shown = {situation_key(situation.id): situation.shows for situation in situations.ALL}
    keys = [situation_key(id) for id in situations.TO_BEGIN_WITH]
    found = Case.objects.filter(council=council, opening_key__in=keys).order_by("pk")
    lines = [f"  {case.reference}  {shown[case.opening_key]}" for case in found]
    return ["  " + _("Some to begin with, as they stood when the demonstration was built:"), *lines] if lines else []
