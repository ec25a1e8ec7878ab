"""What does one thing say that has come in, where may it belong, and what can be done with it?"""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from redress.arrivals import find as arrivals_find
from redress.arrivals import wording
from redress.arrivals.filing import words_of
from redress.arrivals.models import Arrival, PostLetter, Source, State
from redress.arrivals.post import letters, reading
from redress.arrivals.settling import history_of
from redress.cases import find
from redress.cases.models import Case
from redress.casework.advice import advised
from redress.casework.incoming.clock import Clock
from redress.casework.incoming.desk import arrival_for, may_place, policy_of
from redress.casework.incoming.waiting import said_of
from redress.casework.officers import for_officers, only_reads
from redress.casework.wording import status_words
from redress.records.documents import safe_name
from redress.records.models import Part, Party
from redress.rules.actors import Actor
from redress.rules.moments import Moment
from redress.rules.unknown_receipt import DayTaken
from redress.rules.working_days import BeyondCalendar

EARLIER_SHOWN = 5


@for_officers
@require_safe
def arrival(request: Any, pk: int) -> HttpResponse:
    """One thing that came in, whole, with what can be done about it."""
    found = arrival_for(request, pk)
    actor, policy = request.actor, policy_of(request)
    changes = not only_reads(actor, policy)
    may = {
        "changes": changes,
        "places": changes and may_place(actor, policy),
        "handles": arrivals_find.handles(actor, policy),
        "advice": advised(policy, ("page:arrival",)),
    }
    belongs = {
        "suggested": suggested_case(found, actor),
        "because": wording.reasons_of(found),
        "earlier": earlier_of(found, actor),
    }
    return render(request, "casework/arrivals/arrival.html", {"arrival": found, **_said(found), **belongs, **may})


def _said(found: Arrival) -> dict[str, Any]:
    """What the page says of it, whoever reads it."""
    letter: PostLetter | None = getattr(found, "letter", None)
    waits = found.state == State.WAITING
    return {
        "waits": waits,
        "is_post": found.source == Source.POST,
        "clock": Clock(found.council_id, timezone.localdate()).of(found),
        "fresh": words_of(found),
        "quoted": quoted_of(found),
        "notes": wording.notes_of(found),
        "headers": _headers(found),
        "files": list(found.files.all()),
        "letter": letter,
        "taken": _taken(letter, found.council_id),
        "pages": list(letter.pages.order_by("number")) if letter else [],
        "machine": reading.is_machines(found),
        "reads_scans": bool(reading.reader()),
        "first_came": first_came(found) if waits else None,
        "how_first_came": how_first_came(found),
        "reason": said_of(found),
        "history": history_of(found),
    }


def quoted_of(found: Arrival) -> str:
    """The earlier letters that a reply repeats below what is new; nothing where it is not plain which part that is."""
    new = words_of(found)
    return found.text[len(new) :].strip() if new != found.text and found.text.startswith(new) else ""


def _headers(found: Arrival) -> list[tuple[str, str]]:
    """The lines of the head of a message that were kept, as they came."""
    headers = found.details.get("headers", [])
    pairs = headers.items() if isinstance(headers, dict) else headers
    return [(str(name), str(value)) for name, value in pairs]


def _taken(letter: PostLetter | None, council: str) -> DayTaken | None:
    """How the day of a letter was taken that has no stamp."""
    if letter is None or letter.stamped_on is not None:
        return None
    try:
        _day, taken = letters.day_of(letter, letters.calendar_of(council))
    except BeyondCalendar:
        return None
    return taken


def first_came(found: Arrival) -> Moment | None:
    """When it first reached an inbox of the council, if it was passed on from there and says so, and that is earlier.

    A hint for the officer: whoever passed it on may have changed what it says.
    """
    written = (found.details.get("earlier") or {}).get("at", "")
    try:
        moment = Moment.parse(written, timezone.get_default_timezone()) if written else None
    except ValueError:
        return None
    known = Moment.parse(found.received_text, timezone.get_default_timezone())
    earlier = moment is not None and (moment.day, moment.sort_key()) < (known.day, known.sort_key())
    return moment if earlier else None


def how_first_came(found: Arrival) -> str:
    """By what it is known that it came earlier, in words."""
    return str(wording.EARLIER.get((found.details.get("earlier") or {}).get("how", ""), ""))


def suggested_case(found: Arrival, actor: Actor) -> dict[str, Any] | None:
    """The case on which it may belong, if this officer may see it."""
    if found.suggested is None or found.state == State.FILED:
        return None
    seen = find.visible_to(actor, found.council_id).filter(find.identity_known(actor, found.council_id))
    case = seen.select_related("service").filter(pk=found.suggested_id).first()
    return None if case is None else _as_shown(case)


def earlier_of(found: Arrival, actor: Actor) -> list[dict[str, Any]]:
    """The latest cases of somebody with the address it came from, as far as this officer may see them: one query."""
    address = found.sender_address.strip()
    if not address or found.source == Source.POST:
        return []
    same = Q(person__email__iexact=address) if "@" in address else Q(person__telephone=address)
    parties = Party.objects.filter(same, person__council=found.council_id).exclude(part=Part.BODY)
    seen = find.visible_to(actor, found.council_id).filter(find.identity_known(actor, found.council_id))
    shown = [pk for pk in (found.case_id, found.suggested_id) if pk is not None]
    rows = seen.filter(pk__in=parties.values("case")).exclude(pk__in=shown)
    return [_as_shown(case) for case in rows.select_related("service").order_by("-received_day", "-pk")[:EARLIER_SHOWN]]


def _as_shown(case: Case) -> dict[str, Any]:
    return {"case": case, "reference": case.reference, "stands": status_words(case.status)}


# --- what is handed out --------------------------------------------------------------------------


@for_officers
@require_safe
def original(request: Any, pk: int) -> FileResponse:
    """The message byte for byte as it came, as a download that no browser opens."""
    found = arrival_for(request, pk, f"original of arrival {pk}")
    if not found.raw_as:
        raise Http404
    ending = "eml" if found.source == Source.EMAIL else "txt"
    kind = "message/rfc822" if found.source == Source.EMAIL else "application/octet-stream"
    return handed_out(found.raw_as, safe_name(f"{_('message')}-{found.pk}.{ending}"), kind, download=True)


@for_officers
@require_safe
def page_picture(request: Any, pk: int, number: int) -> FileResponse:
    """How one page of a scanned letter looks."""
    found = arrival_for(request, pk, f"page {number} of arrival {pk}")
    letter: PostLetter | None = getattr(found, "letter", None)
    page = letter.pages.filter(number=number).first() if letter else None
    if page is None:
        raise Http404
    name = page.small_as if request.GET.get("size") == "small" else page.large_as
    return handed_out(name, f"page-{number}.jpg", "image/jpeg", download=False)


def handed_out(stored_as: str, name: str, kind: str, *, download: bool) -> FileResponse:
    """Something that is kept, handed out so that no browser guesses at it or keeps it."""
    try:
        file = default_storage.open(stored_as)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=download, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
