"""What does the worker do for this room? It reminds people of what is due, within the hours of their council."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress import policies
from redress.accounts import reminding
from redress.accounts.models import Council, Staff
from redress.casework.dates.reminders import Item, dates_of, left_to_themselves, told_today
from redress.correspondence.notices import answer
from redress.jobs import Task, job, scheduled
from redress.jobs.queue import enqueue
from redress.rules.moments import Moment
from redress.rules.reminders import Nearness, is_sent_at

LISTED = 30


@scheduled("begin-reminders", every=timedelta(minutes=15), title=_("See whether reminders are to go out"))
def begin_reminders(task: Task) -> None:
    """Once on each working day of a council, within its hours, everybody's reminder is put down to be made."""
    now = Moment.of(task.now(), timezone.get_default_timezone())
    for council in Council.objects.all():
        policy = policies.current(council.pk)
        if policy.reminders and is_sent_at(now, policies.rulebook().calendar(policy.pin), policy.reminders.hours):
            day = {"day": now.day.isoformat()}
            enqueue("remind-council", day, key=f"remind-{council.pk}-{now.day}", council=council)


@job("remind-council", title=_("Remind the people of a council"))
def remind_council(task: Task) -> None:
    """Each person's reminder is a job of its own: what goes wrong with one keeps nobody else's."""
    day = task.payload["day"]
    for staff in Staff.objects.filter(council=task.council_id, is_active=True):
        told = {"staff": staff.pk, "day": day}
        enqueue("remind", told, key=f"remind-{staff.pk}-{day}", council=task.council_id)


@job("remind", title=_("Remind somebody of what is due"))
def remind(task: Task) -> None:
    """Send somebody what they want to hear of today; nothing on another day, or of nothing.

    While they are away they hear only of what nobody hears in their place.
    """
    today = timezone.localdate(task.now())
    staff = Staff.objects.select_related("council").get(pk=task.payload["staff"])
    if date.fromisoformat(task.payload["day"]) != today:
        return
    heard = told_today(
        staff, left_to_themselves(staff, dates_of(staff, today), today), reminding.chosen_by(staff), today
    )
    if any(heard.values()):
        answer(
            staff.council,
            staff.email,
            "casework/notices/reminders.txt",
            {
                "late": heard[Nearness.LATE],
                "today": heard[Nearness.TODAY],
                "soon": heard[Nearness.SOON],
                "parts": _parts(heard),
                "work": settings.PUBLIC_URL + reverse("casework:work"),
                "choose": settings.PUBLIC_URL + reverse("casework:dates"),
            },
            f"remind-{staff.pk}-{today}",
            to_name=staff.name,
        )


def _parts(heard: dict[Nearness, list[Item]]) -> list[tuple[str, list[dict[str, object]], int]]:
    """What is told under each heading, days in words, and how many more there are than are listed."""
    headings = {Nearness.LATE: say("Late"), Nearness.TODAY: say("Due today"), Nearness.SOON: say("Due soon")}
    found = []
    for near, heading in headings.items():
        if heard[near]:
            found.append((heading, [_line(each) for each in heard[near][:LISTED]], len(heard[near][LISTED:])))
    return found


def _line(item: Item) -> dict[str, object]:
    what = say("last day on which they can ask (%(what)s)") % {"what": item.what} if item.theirs else item.what
    return {
        "reference": item.reference,
        "what": what,
        "day": date_format(item.due, "l j F Y"),
        "left": item.left,
        "instead_of": item.instead_of,
    }
