"""What becomes of a contact that an officer has written down? A case like any other, from its first event on."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from redress.accounts.models import Council, Staff
from redress.cases.models import Case
from redress.cases.summary import staff_id
from redress.casework import taken_facts
from redress.casework.contacts import telling
from redress.casework.contacts.form import FIRST_CONTACT, ContactForm
from redress.casework.standing_aside import ABOUT_ME, hand_over, stand_aside
from redress.correspondence.restricted import has_come
from redress.records import agreeing, documents, people
from redress.records.adjustments import Settled, asked_for
from redress.records.models import Part, Party
from redress.records.taking_in import flags_of_representative, flags_of_subject, point_about, take_in
from redress.rules.actions import Receive
from redress.rules.actors import Actor
from redress.rules.moments import Moment
from redress.rules.policy import Policy


@transaction.atomic
def log_contact(council: Council, policy: Policy, form: ContactForm, *, by: Actor) -> Case:
    """Take in what the form says; the same again from the same officer gives back the same case.

    Raises Refused where the policy does not let it in, and DocumentRefused for a file that is not taken.
    """
    given, at = form.cleaned_data, form.moment()
    assert at is not None, "the form asks for the day"
    key = key_of(form, by)
    parties: list[Party] = []
    opened = take_in(
        council,
        _received(council, policy, form),
        by=by,
        at=at,
        key=key,
        words={"complaint": given["words"], "outcome-sought": given["outcome"]},
        join=lambda case: parties.append(_joined(case, form)),
        note=given["summary"],
    )
    if opened.repeated:
        return opened.case
    case, party = opened.case, parties[0]
    agreeing.implied_for(party, by=by, on=at.day)
    if given["file"]:
        documents.take_in(case, given["file"], by=by, purpose="complaint")
    asked_for(
        party.person,
        case,
        policy,
        given["supports"],
        by=by.id,
        on=at.day,
        details=given["adjustments"],
        settled=Settled.ACCEPTED,
    )
    down = taken_facts.TakenDown(given, form.chosen, by, at, key)
    taken_facts.kept(case, down, told=telling.tell(case, party, by=by, key=key), party=party)
    taken_facts.noted(case, party, down)
    case = taken_facts.put_on_record(case, down)
    has_come(case, key=key, on=at.day)
    if given["about_me"]:
        return _handed_over(case, policy, by=by, key=key)
    return case


def _handed_over(case: Case, policy: Policy, *, by: Actor, key: str) -> Case:
    """A complaint about whoever took it in goes to somebody else, out of their sight (DA 6.2.5)."""
    at = Moment.of(timezone.now(), timezone.get_default_timezone())
    person = Staff.objects.get(pk=staff_id(by.id))
    case = stand_aside(case, person, ground=ABOUT_ME, at=at, key=f"{key}:about-me")
    hand_over(case, policy, key=f"{key}:about-me")
    return case


def key_of(form: ContactForm, by: Actor) -> str:
    """What makes a repeated submission one case: everything that was typed, and by whom.

    A key in the page would not do: whoever goes back gets the page anew, with their answers and another key. It is
    keyed with the secret of the installation, so that it says nothing of the words once they are destroyed.
    """
    typed = [by.id, *(str(form.cleaned_data.get(name)) for name in sorted(form.fields) if name != "file")]
    return f"log:{salted_hmac('casework.log', json.dumps(typed), algorithm='sha256').hexdigest()}"


def _received(council: Council, policy: Policy, form: ContactForm) -> Receive:
    given = form.cleaned_data
    helped = given["behalf"] == "yes"
    consent = flags_of_representative(policy, given["capacity"], given["consent"]) if helped else ()
    return Receive(
        policy=policy.id,
        stage=given.get("begins_at", ""),
        channel=given["channel"],
        points=(point_about(council, service=given["service"], landlord=given["landlord"], subject=given["subject"]),),
        happened_on=given["happened_on"],
        anonymous=given["anonymous"],
        acknowledgeable=bool(given["email"] or given["address"]),
        flags=(
            *flags_of_subject(policy, given["subject"]),
            *consent,
            *_flags_of_first_contact(policy, given),
            *taken_facts.flags_of_facts(policy, given),
        ),
    )


def _flags_of_first_contact(policy: Policy, given: dict[str, Any]) -> tuple[str, ...]:
    """What the case carries because of how the first contact went (DA 6.2, 6.3)."""
    chosen = given.get("first_contact", "")
    return next((each.flags for each in policy.lists.get(FIRST_CONTACT, ()) if each.id == chosen), ())


def _joined(case: Case, form: ContactForm) -> Party:
    """Give the people their parts; gives whoever the council writes to."""
    given = form.cleaned_data
    reach = {name: given[name] for name in ("email", "telephone", "address", "postcode", "adjustments")}
    reach["preferred"] = given["preferred"] or ("email" if given["email"] else "letter")
    of = {"organisation": given["organisation"]}
    if given["behalf"] != "yes":
        return _known_as(people.add(case, name=given["name"], part=Part.COMPLAINANT, **reach), **of)
    _known_as(people.add(case, name=given["name"], part=Part.COMPLAINANT), **of)
    acting = people.add(case, name=given["their_name"], part=Part.REPRESENTATIVE, capacity=given["capacity"], **reach)
    return _known_as(acting, ward=given["ward"], matter=given["matter"])


def _known_as(party: Party, **what: str) -> Party:
    """The part of somebody with the organisation, ward or matter that belongs to it."""
    known = {name: value.strip() for name, value in what.items() if value.strip()}
    for name, value in known.items():
        setattr(party, name, value)
    if known:
        party.save(update_fields=[*known])
    return party
