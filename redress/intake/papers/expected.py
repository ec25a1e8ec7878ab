"""What can people expect of this council: how long it takes, how they are treated, and what is learnt?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redress.accounts.models import Council, Service
from redress.correspondence.bodies import all_told
from redress.correspondence.said import all_said, said
from redress.design.parts import Heading, Items, Link, Part, Words
from redress.intake import lengths
from redress.rules.policy import Policy


def title() -> str:
    return _("What you can expect from us")


def stages(policy: Policy) -> Iterator[Part]:
    """What happens to a complaint, stage by stage, with the times that the clocks of the policy set."""
    for stage in lengths.stages(policy):
        yield Heading(said(stage.name), level=3)
        if stage.what_happens:
            yield Words(said(stage.what_happens))
        yield Items(tuple(times(stage)))
    yield Words(_("If we need longer, we will write to you before that, say why and give you a new date."))


def times(stage: lengths.StageTimes) -> Iterator[str]:
    """Each time of a stage in a sentence."""
    if stage.asked_within:
        yield _("You ask for this stage within %(time)s.") % {"time": stage.asked_within}
    if stage.acknowledged_within:
        yield _("We write within %(time)s to say we have it.") % {"time": stage.acknowledged_within}
    if stage.accepted_within:
        yield _("We tell you within %(time)s if we can take it on.") % {"time": stage.accepted_within}
    if stage.answered_within:
        sentence = (
            _("We answer within %(time)s of that letter.")
            if stage.answered_from_acknowledgement
            else _("We answer within %(time)s.")
        )
        yield sentence % {"time": stage.answered_within}


def standards(policy: Policy) -> Iterator[Part]:
    """How people are treated; where the policy sets a wait, with its number of minutes."""
    told = all_said(one.text for one in policy.public.standards)
    waits = all_said(one.told.replace("{minutes}", str(one.minutes)) for one in policy.standards if one.told)
    if told or waits:
        yield Heading(_("How we treat you"), id="standards")
        yield Items((*told, *waits))


def learning(policy: Policy) -> Iterator[Part]:
    """How complaints are watched over and what comes of them."""
    if policy.public.learning:
        yield Heading(_("How we learn from complaints"), id="learning")
        yield Words(said(policy.public.learning))


def equality(policy: Policy) -> Iterator[Part]:
    """What the council says of equality, with the policies behind it."""
    statement = policy.public.equality
    if statement is None:
        return
    yield Heading(_("Fair treatment for all"), id="equality")
    for paragraph in statement.text:
        yield Words(said(paragraph))
    for key in statement.policies:
        contact = policy.contacts[key]
        yield Link(contact.name, contact.website) if contact.website else Words(contact.name)
    yield from unfairly_treated(policy)


def unfairly_treated(policy: Policy) -> Iterator[Part]:
    """Who helps those who were treated unfairly."""
    keys = [one.contact for one in policy.public.special_helpers]
    if keys:
        yield Heading(_("If you were treated badly because of who you are"), level=3)
        yield from all_told(policy, keys)


def of_service(service: Service) -> tuple[Part, ...]:
    """What can be expected of one service."""
    return (Words(_lead(), lead=True), Items(all_said(service.standards.splitlines())))


def services(council: Council, policy: Policy) -> Iterator[Part]:
    """What each service has published of itself (DA 12): one query, none where the policy has no such pages."""
    if not policy.public.services_paragraph:
        return
    published = Service.objects.filter(council=council).exclude(standards="").order_by("name")
    for number, each in enumerate(published):
        if not number:
            yield Heading(_("Service by service"), id="services")
        yield Heading(said(each.name), level=3, id=f"service-{each.slug}")
        yield Items(all_said(each.standards.splitlines()))


def _lead() -> str:
    return _("This is what you can expect from us. If we do not do it, please tell us.")


def page(council: Council, policy: Policy) -> tuple[Part, ...]:
    """The page of standards."""
    return (
        Words(_lead(), lead=True),
        Heading(_("How long it takes"), id="times"),
        *stages(policy),
        *standards(policy),
        *services(council, policy),
        *learning(policy),
        *equality(policy),
    )
