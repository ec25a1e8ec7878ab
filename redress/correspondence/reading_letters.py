"""Has the person a letter went to opened it? Only their own page tells: no e-mail of ours watches who reads it."""

from __future__ import annotations

from django.utils import timezone

from redress.correspondence.models import Letter


def opened(letter: Letter) -> None:
    """Note when its recipient first opened a letter on their own page; later openings change nothing."""
    if letter.read_at is None:
        Letter.objects.filter(pk=letter.pk, read_at=None).update(read_at=timezone.now())
