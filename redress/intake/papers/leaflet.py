"""What does the leaflet on how to complain say?

Everything in it comes from the policy in force, so a new version makes a new leaflet. Printed, the paper form is part
of it (DA 6.1), and the notes in other languages end it (DA 2.8.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redress.correspondence.assistance import councillors
from redress.correspondence.bodies import all_told
from redress.correspondence.said import all_said, said
from redress.design.parts import Foreign, Heading, Items, Note, Part, Terms, Words
from redress.intake import lengths
from redress.intake.councils import ombudsman_keys
from redress.intake.papers import expected
from redress.rules.policy import Policy


def title(policy: Policy) -> str:
    return _("How to complain to %(council)s") % {"council": policy.council.name}


def leaflet(policy: Policy) -> tuple[Part, ...]:
    """The leaflet without the form and the languages."""
    return tuple(_parts(policy))


def _parts(policy: Policy) -> Iterator[Part]:
    public = policy.public
    yield Words(said(public.invitation), lead=True)
    yield Words(said(public.commitment))
    yield Heading(_("What a complaint is"), id="what")
    yield Words(said(public.definition))
    yield Words(_("You do not have to use the word “complaint”."))
    yield Heading(_("Who can complain"), id="who")
    yield Items(all_said(public.who_may_complain))
    yield from ways(policy)
    yield from _when(policy)
    yield Heading(_("What happens to your complaint"), id="stages")
    yield from expected.stages(policy)
    yield from _ombudsmen(policy)
    yield from expected.standards(policy)
    yield from expected.learning(policy)
    yield from _help(policy)
    yield from _others(policy)
    yield Heading(_("Your personal information"), id="privacy")
    yield Words(said(public.privacy))
    yield from expected.equality(policy)


def ways(policy: Policy) -> Iterator[Part]:
    """Every way to complain, and where each of them leads."""
    public, council = policy.public, policy.council
    yield Heading(_("How to complain"), id="ways")
    if public.before_you_complain:
        yield Note(said(public.before_you_complain))
    if public.ways:
        yield Terms(tuple((said(way.name), said(way.text)) for way in public.ways))
    keys = [way.contact for way in public.ways if way.contact] or [council.complaints_contact]
    yield from all_told(policy, keys, purpose=False)


def _when(policy: Policy) -> Iterator[Part]:
    yield Heading(_("When to complain"), id="when")
    best = lengths.best_time_to_complain(policy)
    if best:
        yield Words(_("Please complain as soon as you can, best within %(time)s.") % {"time": best})
    limit = {"limit": lengths.limit_for_complaining(policy)}
    yield Words(_("If it happened more than %(limit)s ago, we will ask you why you did not tell us sooner.") % limit)


def _ombudsmen(policy: Policy) -> Iterator[Part]:
    yield Heading(_("If you are still not happy: the Ombudsman"), id="ombudsman")
    yield Words(said(policy.public.ombudsman_text))
    yield from all_told(policy, ombudsman_keys(policy))


def _help(policy: Policy) -> Iterator[Part]:
    public = policy.public
    yield Heading(_("Who can help you"), id="help")
    if public.help_text:
        yield Words(said(public.help_text))
    yield from all_told(policy, public.helpers)
    if public.equality is None:
        yield from expected.unfairly_treated(policy)
    yield from councillors(policy)


def _others(policy: Policy) -> Iterator[Part]:
    yield Heading(_("What others deal with"), id="others")
    yield Words(
        _("There is a better way than a complaint to deal with these. Ask us and we will tell you who can help.")
    )
    yield Items(all_said(matter.name for matter in policy.elsewhere))


def languages(policy: Policy) -> tuple[Part, ...]:
    """The note in each language that the policy has: where to ask for advice in one's own language."""
    notes = policy.public.languages
    if not notes:
        return ()
    told = (Foreign(note.id, note.name, note.text, rtl=note.rtl) for note in notes)
    return (Heading(_("Other languages"), id="languages"), *told)
