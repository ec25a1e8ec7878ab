"""Which logo and which pictures are the council's own?

They stand beside the policy and not in it: a new logo is no new policy, and a letter is printed in the look of the day
on which it is printed. What was replaced is kept, so that it can be seen what a letter looked like.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

LOGO = "logo"


class Picture(models.Model):
    """A picture of a council, as a PNG of our own making (see :mod:`redress.design.pictures`).

    ``shows`` is what it is for: ``logo``, or one of the pictures of easy read. ``alt`` says in words what can be seen.
    ``digest`` is its address. One of a kind is in force, until another takes its place or it is taken away.
    """

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="pictures")
    shows = models.CharField(max_length=20)
    alt = models.CharField(_("what it shows"), max_length=150)
    content = models.BinaryField()
    digest = models.CharField(max_length=64, db_index=True)
    by = models.CharField(max_length=100)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "accounts"
        ordering = ["id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "shows"], condition=models.Q(until=None), name="accounts_picture_in_force_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council_id} {self.shows}"


def in_force(council_id: str, at: datetime | None = None) -> dict[str, Picture]:
    """The council's own pictures, by what each is for, now or at an earlier instant: one query."""
    found = Picture.objects.filter(council=council_id)
    if at is None:
        return {each.shows: each for each in found.filter(until=None)}
    return {each.shows: each for each in found.filter(since__lte=at).exclude(until__lte=at)}


def keep(council_id: str, shows: str, content: bytes, *, alt: str, by: str) -> Picture:
    """Put a picture in force, in place of the one before. The same picture with the same words changes nothing.

    ``content`` is what :func:`redress.design.pictures.safe` made of what was uploaded.
    """
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        _one_at_a_time(council_id)
        now = in_force(council_id).get(shows)
        if now is not None and (now.digest, now.alt) == (digest, alt):
            return now
        take_away(council_id, shows)
        kept = Picture.objects.create(
            council_id=council_id, shows=shows, content=content, alt=alt, digest=digest, by=by
        )
        _tell_pages(kept, digest)
    return kept


def take_away(council_id: str, shows: str) -> None:
    """End the picture in force, if there is one; where it was the logo, pages go without."""
    with transaction.atomic():
        _one_at_a_time(council_id)
        row = Picture.objects.filter(council=council_id, shows=shows, until=None).first()
        if row is None:
            return
        row.until = timezone.now()
        row.save(update_fields=["until"])
        _tell_pages(row, "")


def _one_at_a_time(council_id: str) -> None:
    """Of two who change a council's pictures at the same moment, the second waits and finds what the first did."""
    _councils().select_for_update().get(pk=council_id)


def _tell_pages(row: Picture, digest: str) -> None:
    if row.shows == LOGO:
        _councils().filter(pk=row.council_id).update(logo=digest)


def _councils() -> Any:
    return apps.get_model("accounts", "Council").objects


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def picture(request: HttpRequest, digest: str) -> HttpResponse:
    """A picture in force, for everybody; its address is its digest, so that what stands there never changes."""
    found = Picture.objects.filter(digest=digest, until=None).first()
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.content), content_type="image/png")
