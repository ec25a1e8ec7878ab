"""When is a draft that nobody needs any more thrown away?"""

from __future__ import annotations

from datetime import time

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.correspondence.asks import asking
from redress.correspondence.before_cases import forget
from redress.intake import drafts, returning, uploads
from redress.intake.models import Draft
from redress.intake.receipts import file_refused
from redress.jobs import Task, scheduled
from redress.records.jobs import STILL_WANTED, WHEN_REFUSED

if file_refused not in WHEN_REFUSED:
    WHEN_REFUSED.append(file_refused)
if asking.files_waiting not in STILL_WANTED:
    STILL_WANTED.append(asking.files_waiting)


@scheduled("purge-drafts", at=time(3, 40), title=_("Delete complaints that were started and not sent"))
def purge_drafts(task: Task) -> None:
    """Delete drafts that were left alone or were sent a while ago, with the files held for them."""
    now = timezone.now()
    left_alone = Q(case=None, touched_at__lt=now - drafts.KEPT)
    sent = Q(case__isnull=False, touched_at__lt=now - drafts.KEPT_AFTER_SENDING)
    for draft in Draft.objects.filter(left_alone | sent):
        uploads.let_go(draft)
        draft.delete()
    forget(returning.MAIL, before=now - drafts.KEPT)
