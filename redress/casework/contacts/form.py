"""What does an officer write down when somebody complains by telephone, in person, by letter or e-mail?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Service
from redress.casework.contacts.facts import OfThePerson
from redress.design.fields import MemorableDateField, TimeOfDayField
from redress.records.adjustments import OTHER, supports_in
from redress.records.documents import ACCEPT, KINDS_IN_WORDS
from redress.records.models import Preferred
from redress.rules.moments import Moment
from redress.rules.policy import Policy, Stage

FIRST_CONTACT = "first-contact"  # the list of a policy that says what can come of a first contact
WEB = "web"  # the public's own form: nobody logs that for them
USUAL = "telephone"  # how most contacts that are logged come
LONG = {"widget": forms.Textarea, "max_length": 20_000}

CONSENTS = [
    ("written", _("Yes, in writing")),
    ("spoken", _("Yes, but not in writing yet")),
    ("none", _("No")),
]

#: What somebody who acts for a complainant is to them; the public form keeps the same words.
CAPACITIES = [
    ("relative", _("Relative")),
    ("friend", _("Friend")),
    ("carer", _("Carer")),
    ("advocate", _("Advocate")),
    ("support organisation", _("Support organisation")),
    ("professional", _("Professional, such as a doctor or a solicitor")),
    ("councillor", _("Councillor")),
    ("MP", _("MP")),
    ("other", _("Somebody else")),
]

MP = "MP"
NOT_NOW = _("This is the day on which you opened this page. Enter when it reached us, or save again if that was today")
MATTERS = [("complaint", _("A complaint")), ("enquiry", _("An enquiry for a constituent"))]


class ContactForm(OfThePerson):
    """One page: how and when it came, who, what, and how to reach them. ``moment`` is when it truly reached us."""

    channel = forms.ChoiceField(
        label=_("How did it reach us?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it reached us")},
    )
    first_contact = forms.ChoiceField(
        label=_("What came of it, if somebody has talked to them?"), widget=forms.RadioSelect, required=False
    )
    received_on = MemorableDateField(
        label=_("On which day?"),
        what=_("The date it reached us"),
        help_text=_("The day it truly reached the council, whoever opened it and whenever."),
        today=timezone.localdate,
    )
    received_at = TimeOfDayField(label=_("At what time?"), help_text=_("For example, 9am or 5:30pm"), required=False)
    time_unknown = forms.BooleanField(label=_("The time is not known"), required=False)
    suggested = forms.CharField(widget=forms.HiddenInput, required=False)  # the moment that the page put there itself
    questioned = forms.CharField(widget=forms.HiddenInput, required=False)  # and that was called into question once

    anonymous = forms.BooleanField(label=_("They do not want to say who they are"), required=False)
    name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    behalf = forms.ChoiceField(
        label=_("Is somebody else acting for them?"),
        choices=[("no", _("No, they contacted us themselves")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        initial="no",
    )
    their_name = forms.CharField(label=_("Name of whoever acts for them"), max_length=200, required=False)
    capacity = forms.ChoiceField(
        label=_("What they are to the complainant"), choices=[("", _("Choose one")), *CAPACITIES], required=False
    )
    ward = forms.CharField(label=_("Their ward or constituency"), max_length=200, required=False)
    matter = forms.ChoiceField(
        label=_("What does the MP or councillor ask for?"), choices=MATTERS, widget=forms.RadioSelect, required=False
    )
    consent = forms.ChoiceField(
        label=_("Has the complainant agreed to that?"), choices=CONSENTS, widget=forms.RadioSelect, required=False
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        error_messages={"invalid": _("Enter an e-mail address in the right format, like name@example.com")},
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    address = forms.CharField(
        label=_("Postal address"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    preferred = forms.ChoiceField(
        label=_("How would they like to hear from us?"),
        choices=[("", _("They did not say")), *Preferred.choices],
        required=False,
    )
    supports = forms.MultipleChoiceField(
        label=_("What do they need from us?"),
        help_text=_("Always ask. It is shown on every page of the case, and letters obey it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    adjustments = forms.CharField(
        label=_("What they need, in their own words"),
        help_text=_("For example, which language, or calls after 6pm only"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
        required=False,
    )

    words = forms.CharField(
        label=_("What happened, in their own words"),
        help_text=_("Write it as they said it. Read it back to them if you can."),
        error_messages={"required": _("Enter what happened, in their own words")},
        **LONG,
    )
    outcome = forms.CharField(
        label=_("What would put it right, in their own words"), required=False, **{**LONG, "max_length": 5000}
    )
    outcome_not_stated = forms.BooleanField(label=_("They were asked and did not say"), required=False)
    happened_on = MemorableDateField(
        label=_("When did it happen?"),
        what=_("The date it happened"),
        help_text=_("If it went on for a while, when it began or when they first knew of it."),
        required=False,
        today=timezone.localdate,
    )
    subject = forms.ChoiceField(label=_("What kind of complaint is it?"), required=False)
    service = forms.ChoiceField(label=_("Which service is it about?"), required=False)
    landlord = forms.ChoiceField(
        label=_("Is it about the council as their landlord?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not known"))],
        widget=forms.RadioSelect,
        required=False,
    )
    about_me = forms.BooleanField(
        label=_("The complaint is about me"),
        help_text=_("Log it all the same. It goes to somebody else at once, and you cannot open it any more."),
        required=False,
    )
    file = forms.FileField(
        label=_("The letter, or another file"),
        help_text=KINDS_IN_WORDS,
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    summary = forms.CharField(
        label=_("Your summary or remarks"),
        help_text=_("Kept apart from their words, as an internal note. It is never part of a letter."),
        required=False,
        **{**LONG, "max_length": 5000},
    )

    begins_at = forms.ChoiceField(
        label=_("Where does it begin?"),
        help_text=_("In another stage than the first only where the policy says so for such a complaint."),
        required=False,
    )

    is_questioned = False

    def __init__(
        self, *arguments: Any, council: Council, policy: Policy, entries: tuple[Stage, ...] = (), **keywords: Any
    ) -> None:
        """``entries``: the later stages in which whoever logs it may let it begin."""
        self.policy = policy
        keywords["initial"] = {**_usual(policy), **(keywords.get("initial") or {})}
        super().__init__(*arguments, **keywords)
        fields: Any = self.fields
        fields["begins_at"].choices = [("", _("In the usual stage")), *((each.id, each.name) for each in entries)]
        if not entries:
            del fields["begins_at"]
        entries_of_contact = policy.lists.get(FIRST_CONTACT, ())
        fields["first_contact"].choices = [(each.id, each.name) for each in entries_of_contact]
        if not entries_of_contact:
            del fields["first_contact"]
        fields["channel"].choices = [(each.id, each.name) for each in policy.channels if each.id != WEB]
        fields["supports"].choices = [(each.id, each.name) for each in supports_in(policy) if each.id != OTHER]
        fields["subject"].choices = [("", _("Not sure yet")), *((each.id, each.name) for each in policy.subjects)]
        services = Service.objects.filter(council=council).order_by("name").values_list("slug", "name")
        fields["service"].choices = [("", _("Not sure yet")), *services]
        self._fill_lists(policy)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._about_the_time(given)
        self._about_the_person(given)
        self._about_the_channel(given)
        self._about_what_they_need(given, self.policy)
        if given.get("outcome") and given.get("outcome_not_stated"):
            self.add_error("outcome_not_stated", say("Enter what would put it right, or that they did not say"))
        if given.get("happened_on") and given.get("received_on") and given["happened_on"] > given["received_on"]:
            self.add_error("happened_on", say("The date it happened must not be after the day it reached us"))
        return given

    def _about_the_time(self, given: dict[str, Any]) -> None:
        day, _space, clock = given.get("suggested", "").partition(" ")
        untouched = bool(clock) and _clock_of(given) == clock
        if given.get("time_unknown") and untouched:
            given["received_at"] = None  # nobody typed it
        self.is_questioned = bool(given.get("questioned"))
        if not self.is_questioned and (untouched or given.get("time_unknown")) and self._is_only_suggested(given, day):
            self.is_questioned = True
            self.add_error("received_on", say(NOT_NOW))
        if given.get("received_at") and given.get("time_unknown"):
            self.add_error("received_at", say("Enter the time, or say that it is not known, but not both"))
        elif "received_at" not in self.errors and not given.get("received_at") and not given.get("time_unknown"):
            self.add_error("received_at", say("Enter the time it reached us, or say that it is not known"))
        moment = self.moment()
        if moment is not None and moment.instant is not None and moment.instant > timezone.now():
            self.add_error("received_at", say("The time it reached us must be in the past"))

    def _is_only_suggested(self, given: dict[str, Any], suggested: str) -> bool:
        """Whether something that nobody told us just now still bears the day on which the page was opened."""
        channel, day = self.policy.channel(given.get("channel", "")), given.get("received_on")
        is_told_now = channel is None or channel.conversation
        return not is_told_now and day is not None and day.isoformat() == suggested

    def _about_the_person(self, given: dict[str, Any]) -> None:
        known = [name for name in ("name", "email", "telephone", "address") if given.get(name)]
        if given.get("anonymous") and known and given.get("behalf") != "yes":
            self.add_error("anonymous", say("Leave name and contact details empty if they stay unknown"))
        if not given.get("anonymous") and not given.get("name"):
            self.add_error("name", say("Enter their name, or say that they do not want to give it"))
        routes = ("email", "telephone", "address")
        if not given.get("anonymous") and not any(given.get(name) or name in self.errors for name in routes):
            self.add_error("email", say("Enter at least one way to reach them: e-mail, telephone or address"))
        if given.get("behalf") == "yes":
            if not given.get("capacity"):
                self.add_error("capacity", say("Say what they are to the complainant"))
            if not given.get("their_name"):
                self.add_error("their_name", say("Enter the name of whoever acts for them"))
            if not given.get("consent"):
                self.add_error("consent", say("Say whether the complainant has agreed"))
            if given.get("capacity") == MP and self._asks_an_mp() and not given.get("matter"):
                self.add_error("matter", say("Say whether the MP makes a complaint or an enquiry"))

    def _asks_an_mp(self) -> bool:
        """Whether the policy tells an MP's complaints from their enquiries."""
        return any("mp-choice" in channel.asks for channel in self.policy.channels)

    def moment(self) -> Moment | None:
        """When it reached us: the day with the time, or the day alone where the time is not known."""
        return moment_of(self.cleaned_data.get("received_on"), self.cleaned_data.get("received_at"))


def _usual(policy: Policy) -> dict[str, Any]:
    """What most contacts have in common: somebody is on the telephone now."""
    now = timezone.localtime()
    day = [str(part) for part in (now.day, now.month, now.year)]
    channel = USUAL if policy.channel(USUAL) else ""
    suggested = now.strftime("%Y-%m-%d %H:%M")
    return {"channel": channel, "received_on": day, "received_at": now.strftime("%H:%M"), "suggested": suggested}


def _clock_of(given: dict[str, Any]) -> str:
    """The time that was entered, as it would be suggested."""
    at = given.get("received_at")
    return f"{at:%H:%M}" if at else ""


def moment_of(day: date | None, time: Any) -> Moment | None:
    """A local day and time as a moment; none without a day."""
    if day is None:
        return None
    if not time:
        return Moment.on(day)
    return Moment.local(datetime.combine(day, time), timezone.get_default_timezone())
