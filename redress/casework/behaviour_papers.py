"""What was done about a person's behaviour, from the evidence to the last review, as one bundle?

The Ombudsman is unlikely to criticise a policy that was operated properly and fairly (DA 3.10): this shows how it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from redress.cases import find
from redress.cases.models import Case
from redress.casework.bundling.secrets_out import without_secrets
from redress.casework.case_page import case_to_read
from redress.casework.decided import Decision, decisions_of
from redress.casework.officers import for_officers
from redress.casework.timeline import Beside, People
from redress.correspondence.letters import letters_of
from redress.design.templatetags.design import long_date
from redress.records import documents, packages, people, words
from redress.records.models import Restriction
from redress.records.packages import Paper

KIND = "behaviour"


@for_officers
@require_POST
def behaviour_papers(request: Any, reference: str) -> HttpResponse:
    """Evidence, opinions, warning, decisions, letters and reviews of one case in an archive; that is written down."""
    row = case_to_read(request, reference, "papers on behaviour")
    found = list(Restriction.objects.filter(case=row).select_related("named").order_by("pk"))
    if not found:
        raise Http404
    papers = [_what_applied(found), *_decisions(row, {each.paragraph for each in found})]
    purpose = _("How the council dealt with a person’s contacts")
    packages.log(row, KIND, purpose=purpose, names=[paper.name for paper in papers], by=request.actor)
    response = HttpResponse(packages.packed(papers, head=[row.reference, purpose]), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{row.reference}-{KIND}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _what_applied(found: list[Restriction]) -> Paper:
    """Everything that applied to the person, with its dates."""
    lines = [
        " ".join(
            filter(
                None,
                (
                    f"{each.get_what_display()}:",
                    _("from %(since)s until %(until)s.")
                    % {"since": long_date(each.since), "until": long_date(each.until)},
                    _("Ended or replaced on %(day)s.") % {"day": long_date(each.ended_on)} if each.ended_on else "",
                    _("Named contact: %(name)s.") % {"name": each.named.name} if each.named else "",
                    "; ".join(term["name"] for term in each.terms),
                ),
            )
        )
        for each in found
    ]
    return _text(_("What applied.txt"), lines, found[0].since)


def _decisions(row: Case, paragraphs: set[str]) -> Iterator[Paper]:
    """Each decision under the paragraph with its answers, the first first, followed by the letter that went with it."""
    standing = find.standing(row)
    known = People(standing, people.parties_of(row))
    beside = Beside(words.of(row), [], letters_of(row), {})
    taken = [each for of_run in decisions_of(standing, known, beside).values() for each in of_run]
    for each in sorted(taken, key=lambda decision: decision.seq):
        if each.paragraph in paragraphs:
            yield _text(f"{each.name}.txt", _told(each), _day(each.at))
            if each.letter is not None:
                sent = without_secrets(each.letter.html)
                yield Paper(documents.safe_name(f"{each.letter.name}.html"), _day(each.at), sent.encode())


def _told(decision: Decision) -> Iterator[str]:
    yield f"{decision.name}: {decision.option}"
    yield f"{decision.by}, {long_date(_day(decision.at))}"
    for answer in decision.answers:
        yield ""
        yield answer.label
        yield answer.said


def _text(name: str, lines: Any, day: date) -> Paper:
    return Paper(documents.safe_name(name), day, "\r\n".join(lines).encode())


def _day(at: date | datetime) -> date:
    return timezone.localdate(at) if isinstance(at, datetime) else at
