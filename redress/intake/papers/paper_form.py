"""How are the questions of the online form asked on paper?

The paper form is made from the online form: the same questions in the same order, so that a new question cannot be
forgotten. What sounds odd on paper is said in other words here; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redress.accounts.models import Council
from redress.correspondence.bodies import told
from redress.correspondence.said import said, without_html
from redress.design.fields import MemorableDateField
from redress.design.parts import Day, Heading, Items, Line, NewPage, Note, Part, Space, Ticks, Words
from redress.intake import lengths
from redress.intake.answers import Answers
from redress.intake.questions import QUESTIONS, Question
from redress.rules.policy import Policy

#: What only a screen can ask, with the reason: the answer stands elsewhere on paper.
ONLINE_ONLY: Mapping[str, str] = {
    "suggested": "It offers the services that fit the words above; on paper all of them stand under the next question.",
    "postcode": "It finds addresses; on paper the address is written out.",
    "address": "It lists the addresses that were found; on paper the address is written out.",
}

#: More answers than this are not printed with a box each: people write theirs on a line.
MOST_BOXES = 16

#: What is said on paper in place of the hint of a field, where that speaks of the site.
HINTS: Mapping[str, Any] = {
    "elsewhere": gettext_lazy("There is a better way to deal with these. We will tell you who can help."),
    "service": gettext_lazy("This helps your complaint reach the right people. You can leave it out."),
    "consent": gettext_lazy("We may need their agreement in writing before we can tell you things about them."),
}

#: How much room there is to write, where it is not the usual, in lines.
ROOM: Mapping[str, int] = {"what_happened": 16, "why_late": 5, "put_right": 6, "address": 4}
_USUAL_ROOM = 4


def title() -> str:
    return _("Complaint form")


def paper_form(council: Council, policy: Policy) -> tuple[Part, ...]:
    """The form with the address it is sent to, room for our own notes, and the questions."""
    return tuple(_parts(council, policy))


def _parts(council: Council, policy: Policy) -> Iterator[Part]:
    to = policy.contacts[policy.public.form_to or policy.council.complaints_contact]
    yield Words(
        _("Use a pen. Leave out what you do not want to answer. If you need more room, add a sheet."), lead=True
    )
    yield Heading(_("Send the form to"), id="send")
    yield told(to, purpose=False)
    yield Heading(_("For us to fill in"), id="ours")
    yield Line(_("Reference"))
    yield Line(_("Day we got it"))
    yield NewPage()
    for number, question in enumerate(questions(), start=1):
        yield from asked(question, council, policy, number=number)
    yield Heading(_("Your name and the date"), id="signed")
    yield Line(_("Sign here"))
    yield Day(_("Today’s date"), _day_labels())
    yield Heading(_("Your personal information"), id="form-privacy")
    yield Words(said(policy.public.privacy))


def questions() -> tuple[Question, ...]:
    """The questions that paper asks, in their order."""
    return tuple(question for question in QUESTIONS if question.slug not in ONLINE_ONLY)


def asked(question: Question, council: Council, policy: Policy, *, number: int) -> Iterator[Part]:
    """One page of the online form, on paper, under its number. A page with one question is headed by that."""
    form = question.form(council=council, policy=policy, answers=Answers())
    fields = {name: field for name, field in form.fields.items() if not field.widget.is_hidden}
    titled = bool(form.title) and form.title not in [field.label for field in fields.values()]
    if titled:
        yield Heading(f"{number}. {form.title}", id=f"form-{question.slug}")
        yield from _before(question, policy)
    for name, field in fields.items():
        if not titled and name == next(iter(fields)):
            yield from on_paper(name, field, f"{number}. {field.label}", level=2, only=_only(question, policy))
        else:
            yield from on_paper(name, field, str(field.label))
    if question.slug == "them":
        yield Line(_("If they agree, they can sign here"))


def _only(question: Question, policy: Policy) -> str:
    """Whom a page is for, where it is not for everybody."""
    limit = {"limit": lengths.limit_for_complaining(policy)}
    told = {
        "them": _("Only if you are complaining for someone else."),
        "your-part": _("Only if you are complaining for someone else."),
        "organisation": _("Only if you are complaining for an organisation or a business."),
        "why-now": _("Only if it happened more than %(limit)s ago.") % limit,
        "name": _("Leave this out if you want to stay anonymous."),
        "contact": _("Leave this out if you want to stay anonymous."),
        "address-by-hand": _("Leave this out if you want to stay anonymous."),
    }
    return told.get(question.slug, "")


def _before(question: Question, policy: Policy) -> Iterator[Part]:
    """What is said before the questions of a page: whom they are for, and what they should know."""
    only = _only(question, policy)
    if only:
        yield Note(only)
    if question.slug == "anonymous":
        yield Words(_("If you stay anonymous, we will read your complaint. But:"))
        yield Items(
            (
                _("we cannot write to you, or tell you what we find"),
                _("we cannot ask you questions, so it is harder to look into it and to put it right"),
            )
        )


def on_paper(name: str, field: forms.Field, label: str, *, level: int = 3, only: str = "") -> Iterator[Part]:
    """One field under its label: boxes to tick, a line, or room to write. ``only``: whom it is for."""
    hint = " ".join(filter(None, (only, str(HINTS.get(name, field.help_text or "")))))
    choices = [without_html(str(says)) for _id, says in getattr(field, "choices", ())]
    if isinstance(field, forms.FileField):
        if name != "files":
            return  # a second way to choose files is one for screens
        yield Words(_("You can send letters or photos with this form. Send copies, and keep your own."))
    elif isinstance(field, MemorableDateField):
        yield Day(label, _day_labels(), hint, level)
    elif choices and len(choices) <= MOST_BOXES:
        yield Ticks(label, tuple(choices), hint, level)
    elif isinstance(field, forms.BooleanField):
        yield Ticks("", (str(field.label),))
    elif isinstance(field.widget, forms.Textarea):
        yield Space(label, hint, ROOM.get(name, _USUAL_ROOM), level)
    else:
        yield Line(label, hint, level)


def _day_labels() -> tuple[str, str, str]:
    return (_("Day"), _("Month"), _("Year"))
