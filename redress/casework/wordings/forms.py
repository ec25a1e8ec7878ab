"""What does a policy owner fill in to word a letter, and what stands there whatever they write?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.correspondence.wordings import ContentWording, Wording
from redress.correspondence.wordings.checks import Fault, faults_of, fields_for
from redress.design.fields import MemorableDateField
from redress.rules import phrases
from redress.rules.policy import Always, ContactDetails, Content, Fixed, FromCase, Letter, Policy, WhenOutcome, Written

#: What a content says that is taken from the case.
_FROM_CASE: dict[str, str | Promise] = {
    "reference": _("The reference of the case."),
    "officer": _("Who has the complaint, and how to reach them."),
    "due-date": _("The last day, as the clock counts it."),
    "outcome": _("The outcome, and what was found of each point."),
    "extension-days": _("How much more time is needed."),
    "new-date": _("The new date, as the clock counts it."),
    "request-finding": _("What was found of the request."),
    "window-end": _("The last day to ask for the next stage."),
    "contact": _("Whom to contact, with the reference."),
}


@dataclass(frozen=True, slots=True)
class StandingContent:
    """One content as it always stands in the letter: its words, who or what gives them, and when it must be there."""

    content: Content
    gives: str
    words: str
    when: str
    fields: tuple[forms.BoundField, ...]

    @property
    def open(self) -> bool:
        """Whether the council has words of its own here, or something is wrong with them."""
        return self.own or any(bound.errors for bound in self.fields)

    @property
    def own(self) -> bool:
        """Whether what stands in the boxes is not what the policy has."""
        return any(str(bound.value() or "").strip() not in ("", self.content.heading) for bound in self.fields)


class WordingForm(forms.Form):
    """The council's words for one letter. ``version`` is that of the draft which the page began with."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, letter: Letter, policy: Policy, wording: Wording, version: int) -> None:
        self.letter, self.policy = letter, policy
        super().__init__(data, initial={"version": version, **_initial(letter, wording)})
        usable = ", ".join(f"{{{name}}}" for name in fields_for(letter, policy))
        fields = say("You can use %(fields)s.") % {"fields": usable}
        if letter.subject:  # that of an automatic notice stands in its template
            self.fields["subject"] = _line(_("Subject"), say("Enter a subject"), fields)
        self.fields["opening"] = _block(_("Opening words"), say("They stand before everything else. %s") % fields)
        for content in letter.contents:
            missing = say("Enter a heading for “%(heading)s”") % {"heading": content.heading}
            self.fields[f"heading-{content.id}"] = _line(_("Heading"), missing)
            self.fields[f"before-{content.id}"] = _block(_("Words before it"))
            if isinstance(content.source, Written):
                self.fields[f"starter-{content.id}"] = _block(
                    _("What the officer begins with"),
                    say("Put what they must fill in into square brackets: [the date of the visit]."),
                )
        self.fields["closing"] = _block(_("Closing words"), say("They stand after everything else. %s") % fields)

    def clean(self) -> dict[str, Any]:
        """What stops the words stands beside its field; what is only pointed to is no error."""
        given = super().clean() or {}
        for fault in faults_of(self.wording(), self.letter, self.policy):
            if fault.blocks:
                self.add_error(field_of(fault), fault.sentence)
        return given

    def wording(self) -> Wording:
        """What was filled in; what is as the policy has it is not the council's own."""
        parts = {content.id: self._of(content) for content in self.letter.contents}
        subject = self._text("subject")
        return Wording(
            subject="" if subject == self.letter.subject else subject,
            opening=self._text("opening"),
            closing=self._text("closing"),
            contents={id: each for id, each in parts.items() if each != ContentWording()},
        )

    @property
    def subject_field(self) -> forms.BoundField | None:
        """The field for the subject, where the letter has one that can be worded."""
        return self["subject"] if "subject" in self.fields else None

    def _of(self, content: Content) -> ContentWording:
        heading = self._text(f"heading-{content.id}")
        return ContentWording(
            heading="" if heading == content.heading else heading,
            before=self._text(f"before-{content.id}"),
            starter=self._text(f"starter-{content.id}"),
        )

    def _text(self, name: str) -> str:
        return str(self.cleaned_data.get(name, "") or "").replace("\r\n", "\n").replace("\r", "\n").strip()

    def standing(self) -> Iterator[StandingContent]:
        """The contents in the order of the letter, each with what can be written around it."""
        for content in self.letter.contents:
            names = (f"{part}-{content.id}" for part in ("heading", "before", "starter"))
            gives, words = _given(content, self.policy)
            fields = tuple(self[name] for name in names if name in self.fields)
            yield StandingContent(content, gives, words, _when(content, self.policy), fields)


class AdoptForm(forms.Form):
    """Why, and from which day. ``seen`` is the version of the draft that is adopted."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why are the words changed?"),
        help_text=_("Say who asked for it or approved it. It is kept with the version."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        error_messages={
            "required": _("Say why the words are changed"),
            "max_length": _("Use %(limit_value)d characters or fewer. You have used %(show_value)d"),
        },
    )
    on = MemorableDateField(
        label=_("From which day do they count?"),
        what=_("The day from which they count"),
        help_text=_("Today or later. Letters of that day or later have them; letters that were sent never change."),
    )
    looked = forms.BooleanField(
        label=_("I have looked at what is pointed out above, and the words are right"),
        required=False,
    )

    def __init__(self, data: Any = None, *, seen: int = 0, to_look_at: Iterable[Fault] = ()) -> None:
        super().__init__(data, initial={"seen": seen, "on": timezone.localdate()})
        self.must_look = bool(tuple(to_look_at))
        if not self.must_look:
            del self.fields["looked"]

    def clean_on(self) -> date:
        """Nothing is worded differently on a day that is past: letters of that day were sent."""
        day: date = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise forms.ValidationError(say("The day from which they count must be today or later"))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.must_look and not given.get("looked"):
            self.add_error("looked", say("Say that you have looked at what is pointed out"))
        return given


def field_of(fault: Fault) -> str:
    """The field of the form beside which a fault stands."""
    return fault.where.replace(":", "-", 1)


def _initial(letter: Letter, wording: Wording) -> dict[str, str]:
    boxes = {
        "subject": wording.subject or letter.subject,
        "opening": wording.opening,
        "closing": wording.closing,
    }
    for content in letter.contents:
        own = wording.content(content.id)
        boxes[f"heading-{content.id}"] = own.heading or content.heading
        boxes[f"before-{content.id}"] = own.before
        boxes[f"starter-{content.id}"] = own.starter
    return boxes


def _line(label: str | Promise, missing: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, error_messages={"required": missing})


def _block(label: str | Promise, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea)


# --- what stands there whatever is written ----------------------------------------------------------


def _given(content: Content, policy: Policy) -> tuple[str, str]:
    """Who or what gives the words of a content, and the words as far as they are known beforehand."""
    source = content.source
    if isinstance(source, Fixed):
        return say("The policy says:"), source.text
    if isinstance(source, ContactDetails):
        names = [policy.contacts[key].name for key in source.contacts]
        names += [say("the Ombudsmen for the points of the case")] if source.ombudsmen else []
        told = say("How to reach: %(bodies)s.") % {"bodies": "; ".join(names)}
        return say("The policy says:"), "\n\n".join(filter(None, (source.text, told)))
    if isinstance(source, FromCase):
        return say("Taken from the case:"), str(_FROM_CASE[source.fact])
    if isinstance(source, Written):
        return say("The officer writes it."), source.hint
    return say("The officer answers it when the letter is sent."), ""


def _when(content: Content, policy: Policy) -> str:
    """On which letters the content must stand, with its paragraph."""
    under = phrases.under(content.paragraph, say)
    if isinstance(content.when, Always):
        return say("In every such letter %(paragraph)s.") % {"paragraph": under}
    if isinstance(content.when, WhenOutcome):
        names = phrases.either((policy.outcome(id).name for id in content.when.any_of), say)
        told = {"outcomes": names, "paragraph": under}
        return say("Where the outcome is %(outcomes)s %(paragraph)s.") % told
    return say("Where the case calls for it %(paragraph)s.") % {"paragraph": under}
