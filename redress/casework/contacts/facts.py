"""What else is asked when a contact is logged: of its way in alone, and of what the person wants and needs?

Everything here may be left empty but what the way in makes compulsory. What is asked of one way alone is on the page
only when that way is chosen.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.design.fields import MemorableDateField
from redress.records.contacts import Moved
from redress.rules.policy import Channel, Policy

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
CAPACITIES, COMPLEXITY, STANDARDS = "capacities", "complexity", "service-standards"

#: What was done with the note: it was read back and confirmed, it goes to them to look at, or neither.
READ_BACK = [
    ("yes", _("Yes, and they confirmed it")),
    ("send", _("No. Send it to them to look at")),
    ("no", _("No, it could not be done")),
]


def _text(label: Any, *, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def _line(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200, **more)


def _yes_no(label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect, required=False, **more)


def asks_of(channel: Channel | None) -> frozenset[str]:
    """What is asked of a way in, in words of the policy file and some more; nothing while none is chosen."""
    if channel is None:
        return frozenset()
    more = {"conversation": channel.conversation, "original": channel.original}
    more["note"] = channel.conversation or channel.original or any(each.what == "read-back" for each in channel.records)
    return frozenset((*channel.asks, *(name for name, so in more.items() if so)))


class OfTheChannel(forms.Form):
    """What is asked of one way in alone. ``chosen`` is the way in, as far as it is chosen."""

    policy: Policy

    help_offered = _yes_no(_("Did you offer help to write it down?"))
    read_back = forms.ChoiceField(
        label=_("Did you read it back to them?"), choices=READ_BACK, widget=forms.RadioSelect, required=False
    )
    waited = forms.IntegerField(label=_("How many minutes did they wait?"), required=False, min_value=0, max_value=1000)
    wanted_person = _line(_("Whom did they ask to speak to?"))
    passed_to = _line(_("To whom was the call passed on?"))
    passed_why = _text(_("Why was it passed on?"))
    told_why = _yes_no(_("Were they told why?"))
    told_name = _yes_no(_("Were they told the name of whoever deals with it?"))
    tried = _text(_("What was tried to settle it at once?"))
    out_of_scope = _text(_("Why could it not be settled there?"))

    platform = _line(_("On which platform?"), help_text=_("For example, Facebook"))
    link = forms.URLField(label=_("Link of the post"), max_length=500, required=False, assume_scheme="https")
    moved = forms.ChoiceField(
        label=_("What was done to take it out of public view?"),
        choices=Moved.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    item_what = _line(_("What came?"), help_text=_("For example, one cassette, or a letter in Braille of three pages"))
    item_place = _line(_("Where is it kept?"), help_text=_("So that somebody else can find it"))
    approved_by = forms.ChoiceField(
        label=_("Who has approved the transcript?"),
        choices=[("", _("Nobody yet")), ("complainant", _("The complainant")), ("representative", _("Whoever acts"))],
        required=False,
    )
    approved_on = MemorableDateField(
        label=_("When was it approved?"), what=_("The date of the approval"), required=False, today=timezone.localdate
    )

    survey = _line(_("Which survey was it?"))
    survey_told = _yes_no(_("Have they been told how to complain?"))

    @property
    def chosen(self) -> Channel | None:
        """The way in that is chosen on the page as it stands."""
        return self.policy.channel(str(self["channel"].value() or ""))

    @property
    def asks(self) -> frozenset[str]:
        """What the page asks of the chosen way, in words of the policy file and some more."""
        return asks_of(self.chosen)

    def opens(self, *names: str) -> bool:
        """Whether something folded must be seen: one of these was answered, or has a mistake."""
        return any(name in self.fields and (self[name].value() or name in self.errors) for name in names)

    @property
    def opens_talk(self) -> bool:
        return self.opens("wanted_person", "tried", "out_of_scope", *OF_WHAT["re-routed"])

    def _about_the_channel(self, given: dict[str, Any]) -> None:
        asks = self.asks
        for name in self.not_asked(asks):
            given[name] = "" if isinstance(self.fields[name], forms.CharField | forms.ChoiceField) else None
            self.errors.pop(name, None)
        if "conversation" in asks and not given.get("help_offered"):
            self.add_error("help_offered", say("Say whether you offered help to write it down"))
        if "public-post" in asks and not given.get("platform") and not given.get("link") and "link" not in self.errors:
            self.add_error("platform", say("Enter the platform or the link of the post"))
        if given.get("passed_to") and not given.get("passed_why"):
            self.add_error("passed_why", say("Enter why it was passed on"))
        if "original" in asks:
            self._about_the_original(given)

    def _about_the_original(self, given: dict[str, Any]) -> None:
        for name, words in (
            ("item_what", say("Enter what came, so that it can be found again")),
            ("item_place", say("Enter where it is kept")),
        ):
            if not given.get(name):
                self.add_error(name, words)
        if given.get("approved_by") and not given.get("approved_on") and "approved_on" not in self.errors:
            self.add_error("approved_on", say("Enter when the transcript was approved"))

    @staticmethod
    def not_asked(asks: frozenset[str]) -> list[str]:
        """The fields that the page does not show for what it asks."""
        return [name for what, names in OF_WHAT.items() if what not in asks for name in names]


#: Which fields belong to what is asked of a way in.
OF_WHAT: dict[str, tuple[str, ...]] = {
    "conversation": ("help_offered", "tried", "out_of_scope"),
    "note": ("read_back",),
    "wait": ("waited",),
    "wanted-person": ("wanted_person",),
    "re-routed": ("passed_to", "passed_why", "told_why", "told_name"),
    "public-post": ("platform", "link", "moved"),
    "original": ("item_what", "item_place", "approved_by", "approved_on"),
    "survey": ("survey", "survey_told"),
}


#: What stands folded under what somebody needs.
OF_THE_PERSON = (
    *("needs", "expects", "explanation", "supporter_wanted", "supporter", "vulnerable", "support"),
    *("complexity", "standard", "standard_words"),
)


class OfThePerson(OfTheChannel):
    """What the person wants, needs and expects, and in which capacity they complain."""

    supporter_wanted = _yes_no(_("Do they want an advocate or somebody to support them?"))
    supporter = _text(_("Who, and how are they reached?"))
    needs = _text(_("What do they need?"))
    expects = _text(_("What do they expect of us?"))
    explanation = forms.BooleanField(label=_("They ask for an explanation"), required=False)
    vulnerable = forms.BooleanField(
        label=_("They are vulnerable, or depend on the service"),
        help_text=_("Only those who handle the case see it."),
        required=False,
    )
    support = _text(_("What support is arranged?"))
    person_capacity = forms.ChoiceField(label=_("In which capacity do they complain?"), required=False)
    organisation = _line(
        _("Name of the organisation"), help_text=_("If they complain for one. The name above is whom we contact there.")
    )
    complexity = forms.ChoiceField(label=_("How serious or complex is it?"), required=False)
    standard = forms.ChoiceField(label=_("Which of our standards was not met?"), required=False)
    standard_words = _line(_("Or which published standard, in their words?"))
    others = _text(
        _("Who else complains of the same with them?"),
        rows=3,
        help_text=_("One person a line: the name, then an e-mail address or telephone number if you have it."),
    )

    @property
    def opens_several(self) -> bool:
        return self.opens("person_capacity", "organisation", "others")

    @property
    def opens_supports(self) -> bool:
        return self.opens("supports", "adjustments")

    @property
    def opens_needs(self) -> bool:
        return self.opens(*OF_THE_PERSON)

    def _fill_lists(self, policy: Policy) -> None:
        """The policy's own lists; what it has no list for is not asked."""
        for field, listed, nothing in (
            ("person_capacity", CAPACITIES, say("Not asked")),
            ("complexity", COMPLEXITY, say("Not judged yet")),
            ("standard", STANDARDS, say("None named")),
        ):
            entries = policy.lists.get(listed, ())
            if entries:
                self.fields[field].choices = [("", nothing), *((each.id, each.name) for each in entries)]
            else:
                del self.fields[field]

    def _about_what_they_need(self, given: dict[str, Any], policy: Policy) -> None:
        capacity = next(
            (one for one in policy.lists.get(CAPACITIES, ()) if one.id == given.get("person_capacity")), None
        )
        if capacity is not None and capacity.organisation and not given.get("organisation"):
            self.add_error("organisation", say("Enter the name of the organisation"))
        if given.get("supporter_wanted") == "yes" and not given.get("supporter"):
            self.add_error("supporter", say("Enter who supports them, or that somebody is to be found"))
        if given.get("support") and not given.get("vulnerable"):
            self.add_error("vulnerable", say("Say that they are vulnerable if support is arranged for that"))
