"""What does each page of the complaint form ask, and what is said when an answer will not do?

One form a page. ``title`` heads a page that has several fields; a page with one field is headed by the
field's own label. A form is told the ``council``, its ``policy`` and the ``answers`` given so far.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Service
from redress.design.fields import ManyFilesField, ManyFilesInput, MemorableDateField
from redress.intake import answers as given
from redress.intake import matters
from redress.intake.answers import NONE_OF_THESE, Answers
from redress.intake.languages import said, said_plainly
from redress.intake.lengths import limit_for_complaining
from redress.intake.wording import NEEDS, WAYS
from redress.records import documents
from redress.rules.phrases import either, role_name
from redress.rules.policy import Policy

LONGEST_TELLING = 10_000
LONGEST_NOTE = 2_000


def telling(label: Any, error: Any, *, required: bool = True, hint: Any = "", limit: int = LONGEST_TELLING) -> Any:
    """A box for a person's own words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=limit,
        widget=forms.Textarea,
        error_messages={
            "required": error,
            "max_length": _("Use %(limit_value)d characters or fewer. You have used %(show_value)d"),
        },
    )


def choice(label: Any, choices: Any, error: Any, *, hint: Any = "") -> Any:
    """One of a few."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": error, "invalid_choice": error},
    )


def line(label: Any, error: Any = "", *, required: bool = False, limit: int = 200, hint: Any = "", **attrs: str) -> Any:
    """One line of text."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=limit,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": error, "max_length": _("Use %(limit_value)d characters or fewer")},
    )


def telephone_number(said: str) -> str:
    """A number that can be rung, or nothing; refused where it holds too few digits to be one."""
    number = said.strip()
    if number and len(re.sub(r"\D", "", number)) < 6:
        raise forms.ValidationError(_("Enter a telephone number, like 01632 960 001 or +44 808 157 0192"))
    return number


class QuestionForm(forms.Form):
    """A page of the complaint form."""

    title: Any = ""
    template = "intake/question.html"
    #: The questions that are to be answered again after this answer.
    reopens: tuple[str, ...] = ()

    def __init__(self, *arguments: Any, council: Council, policy: Policy, answers: Answers, **more: Any) -> None:
        self.council, self.policy, self.answers = council, policy, answers
        more.setdefault("initial", {name: getattr(answers, name, None) for name in self.base_fields})
        super().__init__(*arguments, **more)
        self.prepare()

    def prepare(self) -> None:
        """Fill in what comes from the policy or from earlier answers."""

    def more(self) -> dict[str, Any]:
        """What else the page says, from the policy."""
        return {}

    @property
    def tellings(self) -> list[str]:
        """The boxes for a person's own words: they are kept while the person writes."""
        return [name for name, field in self.fields.items() if isinstance(field.widget, forms.Textarea)]


class SubjectForm(QuestionForm):
    subject = choice(_("What is your complaint about?"), (), _("Choose what your complaint is about"))

    def prepare(self) -> None:
        field: Any = self.fields["subject"]
        offered = [subject for subject in self.policy.subjects if not subject.officers_only]
        field.choices = [(subject.id, said(subject.name)) for subject in offered]
        field.choice_hints = {subject.id: said(subject.hint) for subject in offered}
        field.help_text = _("Choose the one that fits best. You can tell us more later.")


class ServiceForm(QuestionForm):
    service = choice(_("Which service is it about?"), (), _("Choose a service, or choose “I am not sure”"))

    def prepare(self) -> None:
        field: Any = self.fields["service"]
        services = Service.objects.filter(council=self.council).order_by("name").values_list("slug", "name")
        field.choices = [*((slug, said(name)) for slug, name in services), ("unsure", _("I am not sure"))]
        field.help_text = _("This helps your complaint reach the right people. If you are not sure, we will find out.")
        if "service" in self.initial and not self.initial["service"] and self.answers.landlord:
            self.initial["service"] = "unsure"

    def clean_service(self) -> str:
        chosen = self.cleaned_data["service"]
        return "" if chosen == "unsure" else chosen


class HomeForm(QuestionForm):
    landlord = choice(
        _("Is it about a home that you rent or lease from the council?"),
        [("yes", _("Yes")), ("no", _("No")), ("unsure", _("I am not sure"))],
        _("Choose yes if it is about a home that you rent or lease from the council"),
        hint=_("For example, repairs, rent, service charges or your estate. A different Ombudsman looks at these."),
    )


class ElsewhereForm(QuestionForm):
    template = "intake/question_elsewhere.html"

    elsewhere = choice(
        _("Is it about one of these?"),
        (),
        _("Choose what it is about, or choose “No”"),
        hint=_("There is a better way to deal with these. We will show you who can help, and you can still go on."),
    )

    def prepare(self) -> None:
        """Offer what their own words speak of; all of it where they said nothing in their own words."""
        field: Any = self.fields["elsewhere"]
        meant = matters.suggested(self.answers, self.council, self.policy) if self.answers.topic else ()
        field.choices = [(matter.id, said(matter.name)) for matter in meant or self.policy.elsewhere]
        field.choices += [(NONE_OF_THESE, _("No, none of these") if len(field.choices) > 1 else _("No"))]
        if len(meant) == 1:
            field.label = _("Is it about this?")


class ForWhomForm(QuestionForm):
    for_whom = choice(
        _("Who are you complaining for?"),
        [
            (given.MYSELF, _("Myself")),
            (given.SOMEONE_ELSE, _("Someone else")),
            (given.ORGANISATION, _("An organisation or a business")),
        ],
        _("Choose who you are complaining for"),
    )


class OrganisationForm(QuestionForm):
    organisation = line(
        _("What is the name of the organisation?"),
        _("Enter the name of the organisation"),
        required=True,
        autocomplete="organization",
    )


class WhatHappenedForm(QuestionForm):
    what_happened = telling(
        _("What happened?"),
        _("Tell us what happened"),
        hint=_("Use your own words. It helps to say where it was, who was there, and what you have done about it."),
    )


class WhenForm(QuestionForm):
    template = "intake/question_when.html"
    title = _("When did it happen?")

    happened_on = MemorableDateField(
        label=_("When did it happen?"),
        what=_("The date it happened"),
        help_text=_("For example, 27 3 2026. If it went on for some time, give the first day."),
        required=False,
        today=timezone.localdate,
    )
    when_unknown = forms.BooleanField(label=_("I do not know the date"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "happened_on" in self.errors:
            return cleaned
        day, unknown = cleaned.get("happened_on"), cleaned.get("when_unknown")
        if not day and not unknown:
            self.add_error("happened_on", _("Enter the date it happened, or tick “I do not know the date”"))
        if day and unknown:
            self.add_error("happened_on", _("Enter a date or tick “I do not know the date”, but not both"))
        cleaned["when_unknown"] = "yes" if unknown else ""
        return cleaned


class WhyLateForm(QuestionForm):
    template = "intake/question_why_late.html"

    why_late = telling(
        _("Why did you not tell us sooner?"),
        _("Tell us why you did not complain sooner"),
        limit=LONGEST_NOTE,
        hint=_("For example, you were ill, you have only just found out, or you were still talking to us about it."),
    )

    def more(self) -> dict[str, Any]:
        roles = (said_plainly(role_name(self.policy, role, gettext)) for role in self.policy.late.decided_by)
        return {"limit": limit_for_complaining(self.policy), "decided_by": either(roles, gettext)}


class PutRightForm(QuestionForm):
    put_right = telling(
        _("What would put it right?"),
        "",
        required=False,
        limit=LONGEST_NOTE,
        hint=_(
            "For example, an apology, a repair, or a change in how we do things. "
            "You can leave this empty if you are not sure."
        ),
    )


class FilesForm(QuestionForm):
    title = _("Do you want to send us any files?")

    files = ManyFilesField(
        label=_("Choose files"),
        required=False,
    )
    photo = ManyFilesField(
        label=_("Or take a photo now"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/*", "capture": "environment"}),
    )

    def prepare(self) -> None:
        self.fields["files"].widget.attrs["accept"] = documents.ACCEPT


class AnonymousForm(QuestionForm):
    template = "intake/question_anonymous.html"
    title = _("Your name")

    anonymous = choice(
        _("Do you want to tell us your name?"),
        [("no", _("Yes, I will give my name")), ("yes", _("No, I want to stay anonymous"))],
        _("Choose whether you want to tell us your name"),
    )


class NameForm(QuestionForm):
    name = line(_("What is your full name?"), _("Enter your full name"), required=True, autocomplete="name")


class ContactForm(QuestionForm):
    title = _("How can we contact you?")
    template = "intake/question_contact.html"

    preferred = choice(
        _("How would you like us to contact you?"), [*WAYS.items()], _("Choose how you would like us to contact you")
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Enter an e-mail address in the right format, like name@example.com"),
            "max_length": _("Use %(limit_value)d characters or fewer"),
        },
    )
    telephone = line(
        _("Telephone number"), limit=40, autocomplete="tel", inputmode="tel", hint=_("For example, 01632 960 001")
    )

    def prepare(self) -> None:
        """Ask for what the policy asks: what it hides is no way to be reached either."""
        asked = {each.id: each.asked for each in self.policy.public.fields}
        if asked.get("telephone") == "hidden":
            del self.fields["telephone"]
        elif asked.get("telephone") == "needed":
            self.fields["telephone"].required = True
            self.fields["telephone"].error_messages["required"] = _("Enter your telephone number")
        ways = {"email", *(("telephone",) if "telephone" in self.fields else ())}
        if asked.get("address") != "hidden":
            ways.add("letter")
        preferred: Any = self.fields["preferred"]
        preferred.choices = [(way, says) for way, says in WAYS.items() if way in ways]

    def clean_telephone(self) -> str:
        return telephone_number(self.cleaned_data["telephone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        missing = {
            "email": ("email", _("Enter your e-mail address, or choose another way for us to contact you")),
            "telephone": ("telephone", _("Enter your telephone number, or choose another way for us to contact you")),
        }.get(cleaned.get("preferred", ""))
        if missing and not cleaned.get(missing[0]) and missing[0] not in self.errors:
            self.add_error(missing[0], missing[1])
        return cleaned


class NeedsForm(QuestionForm):
    template = "intake/question_needs.html"
    title = _("Do you need any help from us?")

    needs = forms.MultipleChoiceField(
        label=_("Tick what you need"),
        choices=[*NEEDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list")},
    )
    other_needs = telling(
        _("Is there anything else we should know?"),
        "",
        required=False,
        limit=LONGEST_NOTE,
        hint=_("For example, your language, when it is best to ring you, or how we should speak to you."),
    )
