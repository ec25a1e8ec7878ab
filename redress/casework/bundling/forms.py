"""What is asked of whoever orders a bundle, and what of it cannot be?"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.casework.bundling import leaving_out, told_documents, told_letters
from redress.casework.bundling.kinds import PARTS, Kind
from redress.correspondence.models import Letter
from redress.design.templatetags.design import long_date
from redress.records import redaction
from redress.records.bundled import BundleKind
from redress.records.models import Document, Mark, Part, Person
from redress.records.packages import CONFIDENTIAL, PAPERS
from redress.records.redaction_models import Redaction, RedactionState
from redress.records.watermark import can_be_marked

OUT = "out"
REVIEW, FINAL = "review", "final"
_MARKED = {Mark.NOT_NECESSARY: OUT, Mark.OFFENCES: OUT, Mark.CONFIDENTIAL: CONFIDENTIAL}


def _choice(letter: Letter) -> str:
    told = {"letter": letter.name, "who": letter.to_name, "day": long_date(letter.approved_at)}
    return say("%(letter)s to %(who)s, %(day)s") % told


@dataclass(frozen=True, slots=True)
class Own:
    """Of an order of somebody's own papers: who they are, what can stay out one by one, the things of which nobody has
    said whose they are, and whether a copy to review was made."""

    people: tuple[Person, ...]
    things: tuple[leaving_out.Thing, ...] = ()
    unsettled: tuple[str, ...] = ()
    was_reviewed: bool = False


class OrderForm(forms.Form):
    """For whom, what for, which parts, letters and documents, and what is confidential."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    recipient = forms.CharField(
        label=_("Who is it for?"), max_length=300, error_messages={"required": _("Say who it is for")}
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("It goes on record with your name and the list of what was packed."),
        max_length=500,
        error_messages={"required": _("Say what it is for")},
    )
    copy = forms.ChoiceField(
        label=_("Which copy do you need?"),
        choices=[
            (REVIEW, _("A copy to review: what may be about others is marked in it")),
            (FINAL, _("The copy for the person: I have reviewed what is about others")),
        ],
        widget=forms.RadioSelect,
        initial=REVIEW,
        error_messages={"required": _("Say which copy you need")},
    )
    parts = forms.MultipleChoiceField(
        label=_("What goes in?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part")},
    )
    letters = forms.MultipleChoiceField(label=_("Which letters?"), widget=forms.CheckboxSelectMultiple, required=False)
    redacted = forms.BooleanField(
        label=_("Use the redacted version of a document where one was approved"), required=False
    )
    things = forms.MultipleChoiceField(
        label=_("Which notices, messages and notes go into the copy for the person?"),
        help_text=_(
            "Read each that may be about others. What went to somebody else, or came from them, stays out unless you "
            "tick it. The copy says what was left out. The copy to review has all of them, and all letters."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    tell_apart = forms.BooleanField(
        label=_("Say in the papers that there are confidential items, which go apart"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kind: Kind,
        documents: list[Document],
        letters: list[Letter],
        readers: Collection[str] = (),
        own: Own | None = None,
        under_notice: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.own, self.under_notice = own, under_notice
        self.kind, self.documents, self.sent = kind, documents, letters
        self._redacted = _with_redacted_version(documents, readers)
        self.fields["key"].initial = secrets.token_hex(16)
        self._ask_for_parts()
        self._ask_for_letters()
        if own is None:
            del self.fields["copy"]
        self._ask_for_things()
        if not kind.apart:
            del self.fields["tell_apart"], self.fields["redacted"]
        else:
            self.fields["tell_apart"].initial = True
        for document in documents:
            self.fields[self.name_of(document)] = self._where(document)

    def _ask_for_parts(self) -> None:
        self.fields["parts"].choices = [(part, PARTS[part]) for part in self.kind.parts]  # type: ignore[attr-defined]
        self.fields["parts"].initial = [part for part in self.kind.parts if part not in self.kind.left_out]

    def _ask_for_letters(self) -> None:
        if self.kind.anonymous or not self.sent:
            del self.fields["letters"]
            return
        self.fields["letters"].choices = [  # type: ignore[attr-defined]
            (
                str(each.pk),
                ", ".join(filter(None, (_choice(each), told_letters.never_sent(each)))),
            )
            for each in self.sent
        ]
        gone = [each for each in self.sent if not told_letters.never_sent(each)]
        usual = [each for each in gone if self._is_theirs(each)]
        self.fields["letters"].initial = [str(each.pk) for each in usual]

    def _is_theirs(self, letter: Letter) -> bool:
        """What was written to an Ombudsman they have already; the person is to have what was written to them."""
        if self.own is not None:
            return leaving_out.is_theirs(letter, self.own.people)
        return bool(letter.recipient.part != Part.BODY)

    def _ask_for_things(self) -> None:
        if self.own is None or not self.own.things:
            del self.fields["things"]
            return
        things = self.own.things
        self.fields["things"].choices = [(each.key, each.label) for each in things]  # type: ignore[attr-defined]
        self.fields["things"].initial = [each.key for each in things if not each.is_others]

    def _where(self, document: Document) -> forms.ChoiceField:
        ways = [(PAPERS, _("In the papers")), (OUT, _("Leave it out"))]
        if self.kind.apart and can_be_marked(document.media_type):
            ways.insert(1, (CONFIDENTIAL, _("Confidential: marked on every page, packed apart")))
        return forms.ChoiceField(
            label=document.name,
            help_text=self._hint(document),
            choices=ways,
            widget=forms.RadioSelect,
            initial=self._usual(document, dict(ways)),
            error_messages={"required": say("Say where %(document)s goes") % {"document": document.name}},
        )

    def _usual(self, document: Document, ways: Collection[str]) -> str:
        """Where a document goes unless somebody says otherwise; never where it could not go."""
        marked = document.mark and self.own is None  # of their own, all that is held, whatever it is marked for others
        usual = _MARKED[Mark(document.mark)] if marked else PAPERS
        to_review = self.own is not None and not self.own.was_reviewed
        refused = self._refused(document, usual, for_review=to_review)
        return OUT if refused or usual not in ways else usual

    def _hint(self, document: Document) -> str:
        said = [str(document.get_mark_display())] if document.mark else []
        if document.redact_first and document.pk not in self._redacted:
            said.append(say("Marked to be redacted before it leaves, and no redacted version is approved."))
            said += [] if self.own else [say("Until one is, it stays out of the papers.")]
        elif document.pk in self._redacted:
            said.append(say("There is an approved redacted version."))
        if document.redact_first and self.kind.id == BundleKind.OMBUDSMAN and can_be_marked(document.media_type):
            said.append(self._how_it_goes_apart())
        if self.kind.apart and not can_be_marked(document.media_type):
            said.append(say("Save it as a PDF first if it must be marked confidential."))
        return " ".join(said)

    def _how_it_goes_apart(self) -> str:
        """What becomes of a document that must be redacted where it is confidential."""
        if self.under_notice:
            return say("As a confidential item it goes whole: the notice under section 32(3) keeps it from others.")
        return say("It goes whole only under a notice under section 32(3), and none has been written yet.")

    @staticmethod
    def name_of(document: Document) -> str:
        return f"document-{document.pk}"

    def asked(self) -> list[forms.BoundField]:
        """The questions on where each document goes."""
        return [self[self.name_of(document)] for document in self.documents]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for document in self.documents:
            name = self.name_of(document)
            trouble = self._trouble(document, given.get(name, ""), given)
            if trouble:
                self.add_error(name, say("%(document)s: %(why)s") % {"document": document.name, "why": trouble})
        if given.get("copy") == FINAL and self.own is not None:
            for trouble in self._not_yet(self.own):
                self.add_error("copy", trouble)
        return given

    @staticmethod
    def _not_yet(own: Own) -> Iterator[str]:
        """Why the copy for the person cannot be made yet."""
        if own.unsettled:
            told = {"things": "; ".join(own.unsettled)}
            yield say("Nobody has said whose these things are. Say so first, on the page of things: %(things)s") % told
        if not own.was_reviewed:
            yield say("No copy to review was made of all these cases yet. Order it first, and look through it.")

    def _trouble(self, document: Document, where: str, given: dict[str, Any]) -> str:
        """Why a document cannot go where it was sent, or nothing."""
        if where == CONFIDENTIAL and not told_documents.opens(document):
            return say("This file is locked or damaged, so its pages cannot be marked. Put an open copy on the case.")
        return self._refused(document, where, for_review=given.get("copy") == REVIEW)

    def _refused(self, document: Document, where: str, *, for_review: bool) -> str:
        """Why a document of which there may be no redacted version cannot go there, or nothing."""
        if where == OUT or document.pk in self._redacted:
            return ""
        if where == CONFIDENTIAL:
            return self._trouble_apart(document)
        if self.kind.anonymous:
            return say("Leave it out: it has no redacted version that was approved, and nothing else may go in.")
        if document.redact_first and not for_review:
            return say("This document is marked to be redacted, and no redacted version is approved yet.")
        return ""

    def _trouble_apart(self, document: Document) -> str:
        """Why a document of which there is no redacted version cannot go as a confidential item, or nothing."""
        if not document.redact_first or (self.under_notice and self.kind.id == BundleKind.OMBUDSMAN):
            return ""
        if self.kind.id == BundleKind.OMBUDSMAN:
            return say("It must be redacted, or covered by a notice under section 32(3). Write the notice first.")
        return say("This document is marked to be redacted, and no redacted version is approved yet.")

    def chosen(self) -> dict[str, Any]:
        """What goes on record as chosen."""
        given, for_review = self.cleaned_data, self.cleaned_data.get("copy") == REVIEW
        letters = [each.pk for each in self.sent] if for_review else [int(each) for each in given.get("letters", [])]
        places = {str(each.pk): given[self.name_of(each)] for each in self.documents}
        return {
            "parts": given["parts"],
            "letters": letters,
            "documents": {pk: where for pk, where in places.items() if where != OUT},
            "redacted": given.get("redacted", False),
            "tell_apart": given.get("tell_apart", False),
            "for_review": for_review,
            **self._left_out(for_review=for_review),
        }

    def _left_out(self, *, for_review: bool) -> dict[str, list[str]]:
        """What stays out of somebody's own papers, one by one; nothing of the copy to review."""
        if self.own is None:
            return {}
        goes = set(self.cleaned_data.get("things", []))
        letters = set(self.cleaned_data.get("letters", []))
        out = [each.key for each in self.own.things if each.key not in goes]
        out += [f"letter-{each.pk}" for each in self.sent if str(each.pk) not in letters]
        return {"left_out": [] if for_review else out}

    def names(self) -> list[str]:
        """The documents and letters that go, by name, for the record."""
        given = self.cleaned_data
        letters = set(given.get("letters", []))
        return [
            *(each.name for each in self.documents if given[self.name_of(each)] != OUT),
            *(each.name for each in self.sent if str(each.pk) in letters),
        ]


def _with_redacted_version(documents: list[Document], readers: Collection[str]) -> frozenset[int]:
    """Those of which the version for anybody, or these readers, that was approved last still holds: one query."""
    by_id = {each.pk: each for each in documents}
    approved = Redaction.objects.filter(document__in=by_id, state=RedactionState.APPROVED).order_by("pk")
    approved = approved.filter(meant_for__in=["", *readers])
    last = {each.document_id: each for each in approved.defer("boxes", "found", "pages")}
    return frozenset(pk for pk, each in last.items() if not redaction.is_stale(each, by_id[pk]))
