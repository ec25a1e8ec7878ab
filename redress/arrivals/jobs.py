"""What does the worker do with what comes in? It fetches mail, places it, answers it, and clears up."""

from __future__ import annotations

from datetime import time, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.arrivals import automatic, imap, receipts, storing, threads
from redress.arrivals.models import Arrival, ArrivalFile, State
from redress.jobs import Task, job, scheduled

STRAY_AFTER = timedelta(days=2)


@job("place-arrival", title=_("Place an e-mail that came in"))
def place_arrival(task: Task) -> None:
    """Find where an e-mail belongs; whoever has to wait for a person, or of whose e-mail a part is lost, is told."""
    arrival = Arrival.objects.select_for_update().get(pk=task.payload["arrival"])
    if arrival.state != State.WAITING:
        return  # an officer was quicker
    if automatic.is_by_a_programme(arrival):
        automatic.settle(arrival)
    elif not threads.place(arrival) or arrival.details.get("cut"):
        receipts.send(arrival)


@job("fetch-mail", title=_("Fetch e-mail"), attempts=3, lease=300, outside=True)
def fetch_mail(task: Task) -> None:
    """Read every mailbox; one that cannot be read stops no other, and is tried again a minute later."""
    if not imap.is_being_fetched(besides=task.job_id):
        for mailbox in settings.MAILBOXES.values():
            imap.fetch(mailbox, alive=task.renew)


if settings.MAILBOXES:  # otherwise a job a minute would be done for nothing
    scheduled("fetch-mail", every=timedelta(minutes=1), title=_("Fetch e-mail"), attempts=3, lease=300, outside=True)(
        fetch_mail
    )


@scheduled("forget-stray-files", at=time(4, 0), title=_("Destroy files that belong to nothing"), outside=True)
def forget_stray_files(task: Task) -> None:
    """Destroy the files of arrivals whose transaction never ended: no row knows them."""
    known = {
        *Arrival.objects.values_list("raw_as", flat=True),
        *ArrivalFile.objects.values_list("stored_as", flat=True),
    }
    for name in storing.names():
        if name not in known and default_storage.get_modified_time(name) < timezone.now() - STRAY_AFTER:
            default_storage.delete(name)
            task.renew()
