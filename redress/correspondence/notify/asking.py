"""What became of what GOV.UK Notify has, where it has not called back?

Notify tells of messages for seven days. What it has not told by then is left as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F

from redress.correspondence.models import Delivery, Letter, Message
from redress.correspondence.notify.api import Notify
from redress.correspondence.notify.states import FINAL, heard
from redress.jobs import JobFailed
from redress.notify_settings import NOTIFY, NotifySetting

LOG = structlog.get_logger("redress.correspondence")
#: Younger ones are left for Notify to call back; older ones it no longer knows.
NOT_BEFORE, NOT_AFTER = timedelta(minutes=5), timedelta(days=7)
#: After these it would answer about none.
STOPS = frozenset({"notify-unreachable", "notify-403", "notify-429"})
AT_ONCE = 100  # of each kind and council; those asked about longest ago first


def ask(*, now: datetime, alive: Callable[[], None]) -> int:
    """Ask about everything that is open, one by one; how many questions brought news. ``alive`` is called at each."""
    news = 0
    for setting in settings.NOTIFY.values():
        try:
            news += _asked(setting, now, alive)
        except JobFailed as error:
            LOG.warning("notify gives no answer", council=setting.council, code=error.code)
    return news


def _asked(setting: NotifySetting, now: datetime, alive: Callable[[], None]) -> int:
    notify, news = Notify(setting), 0
    kinds: tuple[type[Letter] | type[Message], ...] = (Letter, Message)
    for kind in kinds:
        waiting = kind.objects.filter(
            council_id=setting.council,
            sent_by=NOTIFY,
            state=Delivery.SENT,
            sent_at__lt=now - NOT_BEFORE,
            sent_at__gt=now - NOT_AFTER,
        ).exclude(notify_status__in=FINAL)
        for sending in waiting.order_by(F("asked_at").asc(nulls_first=True), "id")[:AT_ONCE]:
            alive()
            # Saved whatever comes of it: one about which there is no answer is not asked about first for ever.
            kind.objects.filter(pk=sending.pk).update(asked_at=now)
            news += _news_of(notify, sending, now)
    return news


def _news_of(notify: Notify, sending: Letter | Message, now: datetime) -> bool:
    """Whether the answer about one brought news; what is wrong with one stops no other. Raises JobFailed: ``STOPS``."""
    try:
        told = notify.status(sending.notify_id)
        with transaction.atomic():
            return told is not None and heard(sending, told.status, at=now)
    except JobFailed as error:
        if error.code in STOPS:
            raise
        LOG.warning("notify gives no answer on one", council=sending.council_id, what=str(sending), code=error.code)
    except Exception as error:  # a fault of ours
        LOG.error("what notify told is not kept", council=sending.council_id, what=str(sending), exc_info=error)
    return False
