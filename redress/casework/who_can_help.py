"""Who can help this person to complain, and how do they get the sheet that says so (DA 6.7.1)?

The sheet of a case names everybody who helps, and of those who help with one kind of complaint only those whose kind
it is. It goes by e-mail, or is printed and given or posted; an internal note keeps which, when and by whom.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from redress.cases import find
from redress.cases.models import Case
from redress.casework import acts
from redress.casework.act_form import ActForm
from redress.casework.acting import Done
from redress.casework.action_pages import ActionPage
from redress.casework.action_views import answered
from redress.casework.case_page import case_to_read
from redress.casework.desk import Desk, desk_for
from redress.casework.identity import must_know_identity
from redress.casework.officers import for_officers
from redress.correspondence import assistance
from redress.correspondence.notices import notify
from redress.design import paper
from redress.design.parts import Body, Heading, Link, Part, Words
from redress.records import people
from redress.records.models import Party
from redress.records.whose_paper import look_of
from redress.rules.letters import flags_of

PRINTED = "printed"


class SheetForm(ActForm):
    """To whom the sheet goes."""

    to = forms.ChoiceField(
        label=_("How do they get it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how they get it"), "invalid_choice": _("Say how they get it")},
    )

    def ask(self) -> None:
        """Those of the case who have an e-mail address, and paper."""
        self.parties = {str(party.pk): party for party in _reached(self.desk.row)}
        ways = [(pk, _by_email(party)) for pk, party in self.parties.items()]
        field: Any = self.fields["to"]
        field.choices = [*ways, (PRINTED, _("Printed, and given or posted to them"))]

    def answers(self) -> dict[str, Any]:
        return {"to": self.parties.get(self.cleaned_data["to"])}


def _by_email(party: Party) -> str:
    told = {"name": party.person.name, "email": party.person.email}
    return gettext("By e-mail to %(name)s, %(email)s") % told


def _reached(case: Case) -> list[Party]:
    """The people of the case who can be reached by e-mail; bodies need no help to complain."""
    return [one for one in people.parties_of(case) if one.person.email and one.part != "body" and not one.until]


def send_sheet(case: Case, *, to: Party | None, **envelope: Any) -> Done:
    """Send the sheet by e-mail, or record that it was printed for them."""
    parts = sheet_of(case)
    if to is None:
        return acts.note(case, text=gettext("The sheet on who can help was printed for them."), **envelope)
    said = {"name": to.person.name, "email": to.person.email}
    text = gettext("The sheet on who can help was sent by e-mail to %(name)s, %(email)s.") % said
    with transaction.atomic():
        done = acts.note(case, text=text, **envelope)
        notify(case, to.person.email, "helpers", {"sheet": in_lines(parts)}, envelope["key"], to_name=to.person.name)
    return done


def sheet_of(case: Case) -> tuple[Part, ...]:
    """The sheet for this case, by the policy that it is under."""
    standing = find.standing(case, today=timezone.localdate())
    return assistance.sheet(standing.policy, flags_of(standing.case, standing.run, standing.policy))


def in_lines(parts: tuple[Part, ...]) -> str:
    """The sheet as the text of an e-mail."""
    return "\n\n".join(filter(None, map(_in_lines, parts)))


def _in_lines(part: Part) -> str:
    if isinstance(part, Body):
        ways = [f"{way.label} {way.shown}" for way in part.ways]
        return "\n".join(filter(None, (part.name, part.purpose, *part.lines, *ways)))
    if isinstance(part, Link):
        return f"{part.text}\n{part.address}"
    return part.text if isinstance(part, (Heading, Words)) else ""


PAGE = ActionPage(
    action="note",
    title=_("Who can help them"),
    button=_("Record and send"),
    follows=_("By e-mail it goes at once. A note on the case keeps that they got it."),
    done=_("It is on record that they got the sheet"),
    form=SheetForm,
    act=send_sheet,
    template="casework/who_can_help.html",
    beside=lambda desk, form: {
        "parts": sheet_of(desk.row),
        "prints": paper.PRINTS.values(),
    },
)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def who_can_help(request: HttpRequest, reference: str) -> HttpResponse:
    """The sheet for this case: read it, print it, send it."""
    desk: Desk = desk_for(request, reference, "note")
    must_know_identity(desk.row, desk.actor, desk.action)
    return answered(request, desk, PAGE)


@for_officers
@require_safe
def printed(request: HttpRequest, reference: str, size: str) -> HttpResponse:
    """The sheet for this case as a PDF."""
    if size not in paper.PRINTS:
        raise Http404
    row = case_to_read(request, reference, "sheet on who can help")
    made = paper.document(
        sheet_of(row),
        look=look_of(row.council_id),
        title=assistance.title(),
        lang=get_language() or "en",
        page_of=gettext("Page {page} of {pages}"),
        size=paper.PRINTS[size].size,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="help-to-complain-{size}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
