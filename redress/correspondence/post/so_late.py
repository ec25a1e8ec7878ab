"""What does a letter say of it to its reader that it comes later than it was written?"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from redress.correspondence.contents import in_words
from redress.correspondence.models import Happened, Letter, PostRecord
from redress.correspondence.post.in_place import line_of


def why_so_late(letter: Letter) -> str:
    """Why a letter that is dated anew was not there before: we did not post it, or the post brought it back."""
    line = line_of(letter)
    first = letter if line[0] == letter.pk else Letter.objects.get(pk=line[0])
    day = in_words(timezone.localdate(first.approved_at))
    if PostRecord.objects.filter(letter__in=line, what=Happened.CAME_BACK).exists():
        return _("We wrote this letter to you on %(day)s. The post brought it back to us, so we send it again.") % {
            "day": day
        }
    return _("We wrote this letter on %(day)s and did not post it in time. We are sorry.") % {"day": day}
