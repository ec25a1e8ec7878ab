"""What do the pages ask on which the answer of others is recorded, and what was asked is settled?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from redress.casework.act_form import ActForm, LongText
from redress.correspondence.asks.asking import WAYS, Given
from redress.correspondence.models import Ask, AskState
from redress.design.fields import ManyFilesField, ManyFilesInput
from redress.records import documents
from redress.records.documents import DocumentRefused
from redress.records.models import HeldDocument
from redress.rules.asks import ACCEPTED, WITHOUT


class _OfOne(ActForm):
    """Something about one question that was asked before: which, picked from those it can be about."""

    states: tuple[str, ...] = ()

    def ask(self) -> None:
        found = Ask.objects.filter(case=self.desk.row, state__in=self.states).order_by("id")
        self.asks = {str(each.pk): each for each in found.select_related("case", "party__person")}
        only = next(iter(self.asks)) if len(self.asks) == 1 else ""
        self.fields["which"] = forms.ChoiceField(
            label=_("What was asked"),
            choices=[(pk, _in_short(each)) for pk, each in self.asks.items()],
            widget=forms.RadioSelect,
            initial=only,
            error_messages={"required": _("Choose what it is about")},
        )
        self.order_fields(["which"])


class AnswerAskForm(_OfOne):
    """An answer that did not come by the link: how it came, who gave it, and what they said."""

    states = (AskState.WAITING,)
    field_of_refusal = {"ask-answered": "which", "ask-closed": "which"}

    came_by = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[
            ("telephone", _("By telephone")),
            ("email", _("By e-mail")),
            ("letter", _("By letter")),
            ("meeting", _("In a meeting")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it came")},
    )
    told_by = forms.CharField(
        label=_("Who answered?"), max_length=200, error_messages={"required": _("Enter who answered")}
    )
    declined = forms.BooleanField(label=_("They cannot answer, or it is not for them"), required=False)
    text = LongText(label=_("What did they say?"), error_messages={"required": _("Enter what they said")})
    files = ManyFilesField(
        label=_("Files that came with it"),
        help_text=_("You can choose several at once. They stand on the case with the answer."),
        required=False,
        widget=ManyFilesInput(attrs={"accept": documents.ACCEPT}),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Files are kept at once, so that a mistake elsewhere on the page loses none; what is not taken is said."""
        given = super().clean()
        council, kept = self.desk.row.council_id, [each.token for each in self.files_held]
        for file in given.get("files") or ():
            if len(kept) >= settings.UPLOAD_MAX_FILES:
                most = settings.UPLOAD_MAX_FILES
                words = ngettext("Choose %(most)s file at most", "Choose %(most)s files at most", most)
                self.add_error("files", words % {"most": most})
                break
            try:
                kept.append(documents.hold(council, file).token)
            except DocumentRefused as refused:
                self.add_error("files", str(refused))
        self.data = self.data.copy()
        self.data["held"] = ",".join(kept)
        return given

    @property
    def files_held(self) -> list[HeldDocument]:
        """The files that are kept for this answer and stand on no case yet."""
        tokens = str(self.data.get("held", "")).split(",")
        found = HeldDocument.objects.filter(council=self.desk.row.council_id, token__in=tokens)
        held = {each.token: each for each in found}
        return [held[token] for token in tokens if token in held]

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        assert given["came_by"] in WAYS
        said = {"declined": given["text"]} if given["declined"] else {"answers": (given["text"],)}
        return {
            "which": self.asks[given["which"]],
            "given": Given(way=given["came_by"], told_by=given["told_by"], held=self.files_held, **said),
        }


class CloseAskForm(_OfOne):
    """Whether an answer is enough, or why the case goes on without one."""

    states = (AskState.WAITING, AskState.ANSWERED, AskState.DECLINED)
    field_of_refusal = {"ask-unanswered": "outcome", "reason-needed": "reason", "ask-closed": "which"}

    outcome = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=[
            (ACCEPTED, _("The answer is enough")),
            (WITHOUT, _("We go on without it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what comes of it")},
    )
    reason = LongText(label=_("Why, if you go on without it"), required=False)

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"which": self.asks[given["which"]], "outcome": given["outcome"], "reason": given["reason"]}


def _in_short(ask: Ask) -> str:
    first = str(ask.questions[0]) if ask.questions else ask.about
    return f"{ask.to_name}: {first[:120]}"
