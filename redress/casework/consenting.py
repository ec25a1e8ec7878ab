"""How does it go on record whether somebody agrees that another acts for them, and how are they asked?

The step of the policy decides; beside it stand the basis, the date and the evidence (:mod:`redress.records.agreeing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from redress.cases import find
from redress.cases.models import Case
from redress.casework import acts
from redress.casework.acting import Done, Envelope
from redress.casework.agreed_on import NOTE
from redress.correspondence.making.on_paper import printed
from redress.correspondence.notices import notify
from redress.records import agreeing, documents, people, tracking
from redress.records.models import Part, Party
from redress.rules.case import Run
from redress.rules.policy import ConsentRule, Policy
from redress.rules.recipients import rule_of

BY_EMAIL, BY_LETTER = "email", "letter"


def consent_rule(policy: Policy, run: Run) -> ConsentRule:
    """What the policy says of consent here. 404 where it says nothing."""
    rule = rule_of(run, policy)
    if rule is None:
        raise Http404
    return rule


@transaction.atomic
def note_taken_in(case: Case, file: Any, *, dated: date, **envelope: Unpack[Envelope]) -> Done:
    """Put a signed note on the case, and record the consent with the date it bears. May raise DocumentRefused."""
    standing = find.standing(case)
    run = standing.case.run(envelope.get("run", ""))
    policy = standing.book.policy(run.policy)
    rule = consent_rule(policy, run)
    documents.take_in(case, file, by=envelope["by"], purpose=NOTE)
    step = policy.step(rule.step)
    given = agreeing.answers_to(step, rule.written, words=_("Signed note"), on=dated, rule=rule)
    if rule.method:  # a signed letter, not the link
        given |= {id: "letter" for id, value in given.items() if value == rule.method}
    return acts.take_step(case, step=rule.step, option=rule.written, answers=given, **envelope)


@dataclass(frozen=True, slots=True)
class Question:
    """What became of asking: the act, and the letter to print, which shows the code once."""

    done: Done
    letter: str = ""


@transaction.atomic
def ask_them(case: Case, *, way: str, covers: str, **envelope: Unpack[Envelope]) -> Question:
    """Ask whoever is acted for, by an e-mail with a link or a letter with link and code. Raises Refused."""
    standing = find.standing(case)
    run = standing.case.run(envelope.get("run", ""))
    policy = standing.book.policy(run.policy)
    rule = consent_rule(policy, run)
    party, asked = people.representative_of(case), people.complainant_of(case)
    assert party is not None, "the page is there only where somebody acts"
    assert asked is not None, "and for somebody"
    how = _("By e-mail") if way == BY_EMAIL else _("By letter")
    given = agreeing.answers_to(
        policy.step(rule.step), rule.asked, words=f"{how}: {covers}", on=envelope["at"].day, rule=rule
    )
    done = acts.take_step(case, step=rule.step, option=rule.asked, answers=given, **envelope)
    if done.repeated:
        return Question(done)
    made = agreeing.ask(party, asked, way=way, covers=covers, by=envelope["by"], days=rule.days)
    told = {"name": party.person.name, "covers": covers, "days": rule.days, "capacity": party.capacity}
    if way == BY_EMAIL:
        link = settings.PUBLIC_URL + reverse("intake:agree-link", args=[case.council_id, made.secret])
        key = envelope["key"]
        notify(case, asked.person.email, "consent-question", told, key, to_name=asked.person.name, link=link)
        return Question(done)
    told["address"] = settings.PUBLIC_URL + reverse("intake:agree", args=[case.council_id])
    return Question(done, printed(case, asked, "consent-letter", told, key=envelope["key"], code=made.code))


@transaction.atomic
def change_who_acts(
    case: Case, *, option: str, reason: str, more: dict[str, str], person: dict[str, str], **envelope: Unpack[Envelope]
) -> Done:
    """Somebody else acts from now on, or nobody: what was agreed to before counts no more. Raises Refused."""
    answers = {"reason": reason, **more}
    done = acts.take_step(case, step=CHANGE, option=option, answers=answers, **envelope)
    if done.repeated:
        return done
    before = people.representative_of(case)
    if before is not None:
        people.has_ended(before, on=envelope["at"].day)
        ended_for(before)
    if person.get("name"):
        now = acting_party(done.recording.case, person)
        agreeing.implied_for(now, by=envelope["by"], on=envelope["at"].day)
    return done


CHANGE = "change-representative"


def ended_for(party: Party) -> None:
    """No link of theirs opens the case any more, and no question about them can be answered."""
    tracking.end_all(party)
    for question in agreeing.asked_on(party.case):
        if question.party_id == party.pk and question.ended_at is None:
            agreeing.end(question)


def acting_party(case: Case, person: dict[str, str]) -> Party:
    """A new representative of a case."""
    known = {name: person.get(name, "") for name in ("name", "email", "telephone", "address", "postcode")}
    party = people.add(case, part=Part.REPRESENTATIVE, capacity=person.get("capacity", ""), **known)
    party.ward, party.organisation = person.get("ward", ""), person.get("organisation", "")
    party.save(update_fields=["ward", "organisation"])
    return party
