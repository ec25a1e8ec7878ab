"""What is held about one person, across all their cases, and where in it may something be told of others?

Everything goes into one package. The copy for the reviewer says of each item what may be about somebody else, so that
it can be looked at before the copy for the person is made; the latter carries no such marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.models import Case
from redress.cases.summary import staff_id
from redress.casework.bundling import leaving_out, others, sections
from redress.casework.bundling.gathered import Gathered
from redress.casework.bundling.told_letters import in_words
from redress.casework.explained import policy_of
from redress.correspondence.models import Letter
from redress.design.parts import Heading, Items, Note, Part, Terms, Words
from redress.design.templatetags.design import long_date, long_moment
from redress.records import adjustments, agreeing, changes, contact_notes, same_person
from redress.records.bundled import Bundle, BundleKind, BundleState
from redress.records.bundling.items import Item, Section
from redress.records.contacts import PhysicalItem
from redress.records.models import Part as InTheCase
from redress.records.models import Party, Person
from redress.records.restricted import Restriction
from redress.rules.actors import Actor


class Held:
    """One person of a council, all who were said to be the same person, and the cases in which they have a part."""

    def __init__(self, person: Person) -> None:
        self.person = person
        joined = same_person.joined_with(person.council_id, [person.pk])
        self.people = list(Person.objects.filter(pk__in=joined).order_by("pk"))

    @cached_property
    def parties(self) -> list[Party]:
        rows = Party.objects.filter(person__in=self.people).exclude(part=InTheCase.BODY)
        return list(rows.select_related("person", "case").order_by("pk"))

    def cases(self, actor: Actor) -> list[Case]:
        """Their cases that this officer may see, and of which they may know who complains."""
        council = self.person.council_id
        seen = find.visible_to(actor, council, on=timezone.localdate()).filter(find.identity_known(actor, council))
        return list(seen.filter(pk__in={party.case_id for party in self.parties}).order_by("pk"))


def was_reviewed(held: Held, cases: Iterable[Case]) -> bool:
    """Whether a copy to review was made of all of these cases."""
    wanted = {case.pk for case in cases}
    made = Bundle.objects.filter(
        kind=BundleKind.SUBJECT_ACCESS, person__in=held.people, state__in=(BundleState.READY, BundleState.EXPIRED)
    )
    orders = made.values_list("chosen", "case_id")
    return any(wanted <= set(of.get("cases") or [case]) for of, case in orders if of.get("for_review"))


def sections_of(bundle: Bundle, cases: list[Gathered]) -> Iterator[Section]:
    """All that is held about the person of a bundle: about themselves first, then case by case."""
    assert bundle.person is not None
    held = Held(bundle.person)
    review = bool(bundle.chosen.get("for_review"))
    about = tuple(_about(held, cases, review=review)) if _wants(bundle, "person") else ()
    parts = [Section(_("What is held about the person"), about)] if about else []
    for case in cases:
        for section in sections.ordinary(bundle, case, [each.pk for each in held.people]):
            parts.append(Section(f"{case.row.reference}: {section.name}", section.items))
    yield from _marked(parts, held, cases) if review else parts
    yield from leaving_out.left_out(bundle, cases, held.people)


def _wants(bundle: Bundle, part: str) -> bool:
    return part in bundle.chosen["parts"]


# --- about the person ------------------------------------------------------------------------------


def _about(held: Held, cases: list[Gathered], *, review: bool) -> Iterator[Item]:
    seen = {case.row.pk for case in cases}
    parties = [party for party in held.parties if party.case_id in seen]
    told = (
        (_("Name, address and how to reach them"), _reach(held, parties)),
        (_("How these details changed"), _changes(cases, parties)),
        (_("What they need"), _needs(held)),
        (_("Consents"), _consents(held, cases)),
        (_("What was decided about contacts with them"), _restrictions(held)),
        (_("Things kept for their cases"), _things(held, cases, review=review)),
    )
    said: list[Part] = []
    for name, parts in told:
        found = tuple(parts)
        said += [Heading(name), *(found or (Words(_("Nothing is held.")),))]
    yield Item(name=_("What is held about the person"), said=(*said, *_not_here()))


def _reach(held: Held, parties: list[Party]) -> Iterator[Part]:
    for person in held.people:
        of = [party for party in parties if party.person_id == person.pk]
        if not of:
            continue
        facts = (
            (_("Name"), person.name),
            (_("Address"), "\n".join(person.address_lines)),
            (_("E-mail"), person.email),
            (_("Telephone"), person.telephone),
            (_("UPRN"), person.uprn),
            (_("Ward"), person.ward),
            (_("How to reply"), str(person.get_preferred_display())),
            (_("Adjustments in their own words"), person.adjustments),
            (_("Language"), person.language),
            (_("On record since"), long_moment(person.created_at)),
        )
        yield Terms(tuple((name, said) for name, said in facts if said))
        yield Items(
            tuple(
                ", ".join(filter(None, (party.case.reference, str(party.get_part_display()), party.capacity)))
                for party in of
            )
        )


def _changes(cases: list[Gathered], parties: list[Party]) -> Iterator[Part]:
    theirs = {party.pk for party in parties}
    for case in cases:
        for change in changes.history_of(case.row):
            if change.party_id in theirs:
                said = [f"{name}: {change.before.get(name, '')} → {value}" for name, value in change.after.items()]
                yield Words("\n".join([f"{long_moment(change.asked_at)}, {change.get_state_display()}", *said]))


def _needs(held: Held) -> Iterator[Part]:
    for person in held.people:
        for line in reversed(adjustments.history_of(person)):
            said = (
                f"{line.kind_name}: {line.support_name} ({line.get_settled_display()})",
                _("since %(day)s") % {"day": long_date(line.since)},
                _("ended on %(day)s") % {"day": long_date(line.ended_on)} if line.ended_on else "",
                line.details,
                line.considered,
                line.ended_reason,
            )
            yield Words("\n".join(filter(None, said)))


def _consents(held: Held, cases: list[Gathered]) -> Iterator[Part]:
    """What is known of the consents that they were asked for as the one acted for, or that let them act."""
    theirs = {person.pk for person in held.people}
    for case in cases:
        is_acted_for = any(each.person_id in theirs and each.part == InTheCase.COMPLAINANT for each in case.parties)
        for line in agreeing.history_of(case.row):
            own = line.party.person_id in theirs
            if not own and not is_acted_for:
                continue
            act = _("Consent that they act") if own else _("Consent that %(name)s acts for them")
            said = (
                case.row.reference,
                act % {"name": line.party.person.name or _("somebody")},
                str(line.get_answer_display()),
                str(line.get_basis_display()),
                long_date(line.given_on),
            )
            yield Words(", ".join(filter(None, said)))


def _restrictions(held: Held) -> Iterator[Part]:
    for each in Restriction.objects.filter(person__in=held.people).select_related("words").order_by("pk"):
        dates = _("from %(since)s until %(until)s") % {"since": long_date(each.since), "until": long_date(each.until)}
        said = [f"{each.get_what_display()}, {dates}", *(term["name"] for term in each.terms)]
        yield Words("\n".join([*said, each.words.text if each.words else ""]).strip())


def _things(held: Held, cases: list[Gathered], *, review: bool) -> Iterator[Part]:
    """The things that they gave or are told of in; the reviewer is told as well of those that nobody has settled."""
    theirs = {person.pk for person in held.people}
    for case in cases:
        for item in contact_notes.items_of(case.row):
            places = [f"{long_date(place.on)}: {place.place}" for place in item.places.all()]
            told = "\n".join([f"{case.row.reference}: {item.what}", *places])
            if item.party is not None and item.party.person_id in theirs:
                yield Words(told)
            elif review and not item.whose_is_said:
                yield Note(_("For review. Nobody has said yet whose this is: %(thing)s") % {"thing": told})


def unsettled(cases: Iterable[Case]) -> list[str]:
    """The things of these cases of which nobody has said whose they are, each with its case."""
    found = PhysicalItem.objects.filter(case__in=list(cases), whose_is_said=False).select_related("case")
    return [f"{each.case.reference}: {each.what}" for each in found.order_by("pk")]


def _not_here() -> tuple[Part, ...]:
    return (
        Heading(_("What is not here")),
        Words(
            _(
                "Answers to questions about equality are kept as numbers only: nobody can say whose they were. Sound "
                "and film stand on these pages as a slip; the files themselves are in the archive."
            )
        ),
    )


# --- the copy for the reviewer ---------------------------------------------------------------------


def _marked(parts: list[Section], held: Held, cases: list[Gathered]) -> Iterator[Section]:
    """The same parts with a mark on each item that may tell of others, and a list of these before all."""
    known = known_of(held, cases)
    letters = {each.opaque_id: each for case in cases for each in case.letters}
    listed: list[str] = []
    marked = [
        Section(part.name, tuple(_with_mark(item, known, letters, listed) for item in part.items)) for part in parts
    ]
    yield Section(_("For the reviewer"), (Item(name=_("To be reviewed"), said=_list(listed)),))
    yield from marked


def known_of(held: Held, cases: list[Gathered]) -> others.Known:
    """Whom the papers of these cases may name beside the person."""
    parties = [party for case in cases for party in case.parties]
    return others.known(held.people, parties, _officers(cases), published=_published(cases))


def _officers(cases: list[Gathered]) -> list[str]:
    pks = {staff_id(each.by) for case in cases for each in case.standing.history}
    return list(Staff.objects.filter(pk__in=pks - {None}).values_list("name", flat=True))


def _published(cases: list[Gathered]) -> set[str]:
    """How the council and the bodies that its policy names can be reached, which anybody may know."""
    policies = {
        run.policy: policy_of(case.standing, run.id) for case in cases for run in case.standing.case.runs.values()
    }
    found: set[str] = set()
    for policy in policies.values():
        found |= {policy.council.complaints_email, *policy.council.accepted_emails}
        for contact in policy.contacts.values():
            found |= {contact.email, contact.telephone}
    return found


def _list(listed: list[str]) -> tuple[Part, ...]:
    return (
        Heading(_("To be reviewed")),
        Note(_("This copy is for the reviewer. It must not be given out: order the copy for the person afterwards.")),
        *(
            (Items(tuple(listed)),)
            if listed
            else (Words(_("Nothing was found that looks as if it were about others.")),)
        ),
    )


def _with_mark(item: Item, known: others.Known, letters: dict[str, Letter], listed: list[str]) -> Item:
    letter = letters.get(item.original.record) if item.original else None
    text = "\n".join([item.name, *others.texts(item.said), *(others.texts(in_words(letter)) if letter else ())])
    found = others.found_in(text, known)
    unread = item.original is not None and letter is None and item.original.what == "document"
    if not found and not unread:
        return item
    why = _("Nobody has read this file by machine. Look through it for what is about others.") if not found else ""
    said = "; ".join(found) or why
    listed.append(f"{item.name}: {said}")
    note = Note(_("For review before it is given out. It may be about others: %(what)s") % {"what": said})
    return replace(item, name=_("For review: %(name)s") % {"name": item.name}, said=(note, *item.said))
