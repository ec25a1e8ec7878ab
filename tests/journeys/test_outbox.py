"""Can everyone look at the demonstration's mail, and does a letter stand there as it was sent?"""

import pytest
from django.utils import timezone

from redress import jobs
from redress.correspondence.letters import approve
from redress.correspondence.models import OutboxMail
from tests.rooms.letter_cases import ready


@pytest.fixture
def outbox(db, settings):
    """Two letters of two councils in the outbox."""
    settings.DEMONSTRATION = True
    settings.EMAIL_BACKEND = "redress.correspondence.outbox.Backend"
    for council, kind in (("dartford", "stage-one-response"), ("kings-lynn", "stage-one-acknowledgement")):
        one = ready(council, kind, "upheld" if kind == "stage-one-response" else "")
        approve(one.file.case, one.composed(), key=council, by=one.office.actor(one.who))
    jobs.run_all_due(timezone.now())
    return OutboxMail.objects.all()


def test_the_outbox_shows_every_message(outbox, page, accessible):
    page.goto("/outbox/")
    accessible(page, "outbox")
    page.get_by_role("link", name="Our answer to your complaint").click()
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", level=1, name="Our answer to your complaint DBC-2026-0001").wait_for()
    frame.get_by_role("heading", level=1).scroll_into_view_if_needed()
    accessible(page, "outbox-message")
    # By the keyboard: just after scrolling, Chromium may still give a click to the frame that stood there before.
    page.get_by_role("link", name="Source of the message").press("Enter")
    page.wait_for_url("**/source/")
    assert "multipart/alternative" in page.content()


def test_a_letter_by_itself_passes_axe(outbox, page, accessible):
    """Put into a page of its own: at its address nothing runs, not even what judges it."""
    for mail in outbox:
        page.set_content(mail.html)
        accessible(page, f"letter-{mail.pk}")
