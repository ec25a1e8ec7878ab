"""Which questions are asked, in which order, and of whom?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from redress.accounts.models import Council, Landlord, Service
from redress.intake import forms, forms_address, forms_behalf, forms_service, matters
from redress.intake.answers import ORGANISATION, SOMEONE_ELSE, Answers
from redress.intake.lengths import is_late
from redress.records.addresses import file_of
from redress.rules.policy import Policy

Applies = Callable[[Answers, Council, Policy], bool]


def _always(answers: Answers, council: Council, policy: Policy) -> bool:
    return True


def _may_be_a_landlord_matter(answers: Answers, council: Council, policy: Policy) -> bool:
    """Not asked about a service in which the council is never a landlord."""
    if not answers.service:
        return True
    return not Service.objects.filter(council=council, slug=answers.service, landlord=Landlord.NO).exists()


def _has_services(answers: Answers, council: Council, policy: Policy) -> bool:
    return Service.objects.filter(council=council).exists()


def _has_suggestions(answers: Answers, council: Council, policy: Policy) -> bool:
    return bool(answers.suggested)


def _chooses_from_all(answers: Answers, council: Council, policy: Policy) -> bool:
    """Where their own words suggested no service, or none that was meant."""
    return _has_services(answers, council, policy) and (not answers.suggested or answers.every_service == "yes")


def _may_be_for_others(answers: Answers, council: Council, policy: Policy) -> bool:
    """Asked when their own words speak of such a matter, and of everybody who said nothing in their own words."""
    return not answers.topic or bool(matters.suggested(answers, council, policy))


def _asks_for_an_address(answers: Answers, council: Council, policy: Policy) -> bool:
    hidden = any(each.id == "address" and each.asked == "hidden" for each in policy.public.fields)
    return not answers.is_anonymous and not hidden


def _looks_up(answers: Answers, council: Council, policy: Policy) -> bool:
    by_hand = answers.by_hand == "yes"
    return _asks_for_an_address(answers, council, policy) and not by_hand and file_of(council) is not None


def _chooses_address(answers: Answers, council: Council, policy: Policy) -> bool:
    return bool(answers.sought) and _looks_up(answers, council, policy)


def _writes_address(answers: Answers, council: Council, policy: Policy) -> bool:
    return _asks_for_an_address(answers, council, policy) and not _looks_up(answers, council, policy)


def _was_long_ago(answers: Answers, council: Council, policy: Policy) -> bool:
    return is_late(answers.happened_on, policy, timezone.localdate())


def _is_named(answers: Answers, council: Council, policy: Policy) -> bool:
    return not answers.is_anonymous


def _comes_from_somewhere(answers: Answers, council: Council, policy: Policy) -> bool:
    """Asked of councillors, MPs and those who may come from an organisation."""
    asked = (forms_behalf.COUNCILLOR, forms_behalf.MP, *forms_behalf.ORGANISATIONS)
    return answers.for_whom == SOMEONE_ELSE and answers.part in asked


@dataclass(frozen=True, slots=True)
class Question:
    """A page of the form: the last part of its address, its form, and whom it is asked of."""

    slug: str
    form: type[forms.QuestionForm]
    applies: Applies = _always


QUESTIONS: tuple[Question, ...] = (
    Question("about", forms.SubjectForm),
    Question("topic", forms_service.TopicForm, _has_services),
    Question("suggested", forms_service.SuggestedForm, _has_suggestions),
    Question("service", forms.ServiceForm, _chooses_from_all),
    Question("home", forms.HomeForm, _may_be_a_landlord_matter),
    Question("elsewhere", forms.ElsewhereForm, _may_be_for_others),
    Question("for-whom", forms.ForWhomForm),
    Question("them", forms_behalf.ThemForm, lambda answers, council, policy: answers.for_whom == SOMEONE_ELSE),
    Question("your-part", forms_behalf.YourPartForm, _comes_from_somewhere),
    Question("organisation", forms.OrganisationForm, lambda answers, council, policy: answers.for_whom == ORGANISATION),
    Question("what-happened", forms.WhatHappenedForm),
    Question("when", forms.WhenForm),
    Question("why-now", forms.WhyLateForm, _was_long_ago),
    Question("put-right", forms.PutRightForm),
    Question("files", forms.FilesForm),
    Question("anonymous", forms.AnonymousForm),
    Question("name", forms.NameForm, _is_named),
    Question("contact", forms.ContactForm, _is_named),
    Question("postcode", forms_address.PostcodeForm, _looks_up),
    Question("address", forms_address.ChooseAddressForm, _chooses_address),
    Question("address-by-hand", forms_address.ByHandForm, _writes_address),
    Question("help", forms.NeedsForm, _is_named),
)
BY_SLUG = {question.slug: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Path:
    """The questions that apply to these answers, in order."""

    questions: tuple[Question, ...]

    @classmethod
    def of(cls, answers: Answers, council: Council, policy: Policy) -> Path:
        return cls(tuple(question for question in QUESTIONS if question.applies(answers, council, policy)))

    def before(self, slug: str) -> str:
        """The question before this one; empty before the first."""
        order = [question.slug for question in QUESTIONS]
        earlier = [question.slug for question in self.questions if order.index(question.slug) < order.index(slug)]
        return earlier[-1] if earlier else ""

    def after(self, slug: str) -> str:
        """The question after this one; empty after the last."""
        order = [question.slug for question in QUESTIONS]
        later = [question.slug for question in self.questions if order.index(question.slug) > order.index(slug)]
        return later[0] if later else ""

    def first_unanswered(self, answered: list[str]) -> str:
        """The first question that was neither answered nor passed over; empty when there is none."""
        return next((question.slug for question in self.questions if question.slug not in answered), "")
