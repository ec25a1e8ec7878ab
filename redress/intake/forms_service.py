"""How does somebody who knows no names of services find the one they mean?

They say in a few words of their own what it is about, and choose among what those words suggest.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from redress.intake.forms import QuestionForm, choice, line
from redress.intake.languages import said
from redress.suggestions.service_search import services_for

ANOTHER, UNSURE = "another", "unsure"
MOST_SUGGESTED = 5


class TopicForm(QuestionForm):
    template = "intake/question_topic.html"
    topic = line(
        _("In a few words, what is it about?"),
        hint=_("For example: bin not emptied, damp in my flat, council tax bill. You can leave this empty."),
        limit=100,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        found = services_for(self.council, cleaned.get("topic", ""), limit=MOST_SUGGESTED)
        cleaned["suggested"] = [each.service.slug for each in found]
        return cleaned

    @property
    def reopens(self) -> tuple[str, ...]:
        """Other words, other services: the choice is to be made again."""
        return () if self.cleaned_data["topic"] == self.answers.topic else ("suggested", "service", "elsewhere")


class SuggestedForm(QuestionForm):
    service = choice(_("Which service is it about?"), (), _("Choose a service, or choose “I am not sure”"))

    def prepare(self) -> None:
        field: Any = self.fields["service"]
        found = services_for(self.council, self.answers.topic, limit=MOST_SUGGESTED)
        field.choices = [
            *((each.service.slug, said(each.service.name)) for each in found),
            (ANOTHER, _("Another service: show me all of them")),
            (UNSURE, _("I am not sure")),
        ]
        field.choice_hints = {each.service.slug: _why(each.why) for each in found}
        field.help_text = _("These fit what you wrote. If you are not sure, we will find out.")
        if self.answers.every_service == "yes":
            self.initial["service"] = ANOTHER

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("service", "")
        cleaned["every_service"] = "yes" if chosen == ANOTHER else ""
        cleaned["service"] = "" if chosen in (ANOTHER, UNSURE) else chosen
        return cleaned

    @property
    def reopens(self) -> tuple[str, ...]:
        """Who wants to see all services is shown them."""
        return ("service",) if self.cleaned_data["every_service"] else ()


def _why(words: tuple[str, ...]) -> str:
    written = ", ".join(f"“{word}”" for word in words)
    return gettext("You wrote %(words)s") % {"words": written} if written else ""
