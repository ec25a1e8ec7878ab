"""Is a case kept from those who must not know of it, a name from those who may not, and a conflict from a case?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from redress import policies
from redress.cases import find
from redress.cases.models import ReadLog
from redress.cases.rebuild import rebuild
from redress.casework import acts
from redress.casework.involvement import earlier_of
from redress.correspondence.models import Message
from redress.records import people
from redress.rules import actions as order
from redress.rules.actors import Holder
from redress.rules.decide import refusal_of
from redress.rules.events import Point
from redress.rules.independence import fit_to_hold
from redress.rules.refusals import Refused
from redress.rules.wording import sentence
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import Officer, acknowledged, allocated, complaint, do, registered, requested, text_of
from tests.rules.walks import Walk

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)
TEAM, DCO, CCO = "corporate-services-team", "departmental-complaints-officer", "corporate-complaints-officer"


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def signed_in(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(office.staff[who])
    return client


def plain(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode())  # type: ignore[attr-defined]


# --- confidential cases ------------------------------------------------------------------------------


def confidential(office: Office) -> CaseFile:
    """A case in somebody's hands that has been put on the fast track, so that it is classed as confidential."""
    file = acknowledged(complaint(office))
    answers = {question: _answer(office, question) for question in ("body", "reason")}
    do(file, acts.take_step, DCO, "2026-06-04", step="fast-track", option="parallel", answers=answers)
    assert file.case.confidential
    return file


def _answer(office: Office, question: str) -> object:
    step = office.policy.step("fast-track")
    asked = next(each for each in (*step.questions, *step.options[0].questions) if each.id == question)
    return [office.policy.choices(asked.list)[0].id] if asked.kind == "pick" else "The Police ask for it."


@requirement("DA-7.4-2")
def test_a_confidential_case_is_known_to_those_who_need_it_and_not_found_by_anybody_else(dartford: Office) -> None:
    file = confidential(dartford)
    reference = file.case.reference
    may = {"service-manager", DCO, "director", CCO}
    for role in (role.id for role in dartford.policy.roles if role.sees != "aggregates"):
        client, actor = signed_in(dartford, role), dartford.actor(role, TODAY)
        seen = find.visible_to(actor, dartford.council, on=TODAY).filter(pk=file.case.pk).exists()
        assert seen == (role in may), role
        assert (client.get(f"/casework/{reference}/").status_code == 200) == (role in may), role
        assert (reference in plain(client.get("/casework/?list=all"))) == (role in may), role
        found = f"/casework/{reference}/" in plain(client.get("/casework/?q=smith"))
        assert found == (role in may), role
    refused = ReadLog.objects.filter(case=file.case, refused=True).values_list("actor", flat=True)
    assert dartford.staff[TEAM].actor_id in refused


def test_whoever_logged_a_case_sees_it_no_longer_once_it_is_confidential(dartford: Office) -> None:
    file = dartford.receives("2026-06-01T10:00", by=dartford.actor("customer-services"), flags=("confidential",))
    assert not find.visible_to(dartford.actor("customer-services"), dartford.council, on=TODAY).exists()
    assert find.visible_to(dartford.actor(CCO), dartford.council, on=TODAY).get() == file.case


def test_what_the_sieve_reads_of_a_case_can_be_made_afresh(dartford: Office) -> None:
    file = confidential(dartford)
    do(file, acts.take_step, "service-manager", "2026-06-04", step="confidential-wish", option="wished")
    answers = {"person": dartford.staff["contractor"], "asked": "Say what happened."}
    do(file, acts.take_step, DCO, "2026-06-04", step="refer-to", option="contractor", answers=answers)
    assert rebuild(check=True).differing == ()
    type(file.case).objects.update(confidential=False, identity_confidential=False)
    file.case.holdings.all().delete()
    (found,) = rebuild(check=True).differing
    assert {"confidential", "identity_confidential", "holdings"} <= set(found.detail.split(", "))
    rebuild()
    assert rebuild(check=True).differing == ()


@settings(max_examples=15, deadline=None)
@given(
    st.sets(st.sampled_from(["confidential", "identity-confidential", "discrimination"])), st.booleans(), st.booleans()
)
def test_the_sieve_agrees_with_itself_whatever_a_case_carries(flags: set[str], held: bool, barred: bool) -> None:
    """For every role: in the list, in the count and found, or in none of them."""
    from django.db import transaction

    with transaction.atomic():
        office = Office("kings-lynn")
        file = office.receives("2026-06-01T10:00", flags=tuple(sorted(flags)))
        if held:
            file.act("2026-06-01T11:00", "complaints-administrator", order.Register())
            to = office.holder("stage-one-investigator")
            file.act("2026-06-01T12:00", "complaints-administrator", order.Allocate(to=to))
        if barred:
            who = office.staff["stage-one-investigator"]
            do(file, acts.bar_person, "complaints-administrator", "2026-06-02", person=who, ground="implicated")
        for role in office.policy.roles:
            actor = office.actor(role.id, TODAY)
            listed = file.case in find.work(actor, office.council, "all", today=TODAY)
            assert find.counts(actor, office.council, today=TODAY)["all"] == int(listed), role.id
            assert sum(find.counts_by_status(actor, office.council, on=TODAY).values()) == int(listed), role.id
            try:
                find.case_for(actor, office.council, file.case.reference, on=TODAY)
            except find.NotFound:
                assert not listed, role.id
            else:
                assert listed, role.id
        transaction.set_rollback(True)


# --- identities kept confidential --------------------------------------------------------------------


@requirement("DA-2.3-20", "DA-3.8-1")
def test_a_name_kept_confidential_is_a_code_to_all_but_intake_the_investigator_and_the_cco(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    do(file, acts.take_step, "service-manager", "2026-06-04", step="confidential-wish", option="wished")
    address = f"/casework/{file.case.reference}/"
    for who in (TEAM, "service-manager", CCO):
        client = signed_in(dartford, who)
        assert "Ann Smith" not in plain(client.get(address)), "a code even to them, until they ask"
        client.post(f"{address}who/", {"why": "I ring them today."})
        page = plain(client.get(address))
        assert "Ann Smith" in page, who
        assert "ann@example.org" in page, who
        assert file.case.reference in plain(signed_in(dartford, who).get("/casework/?q=smith")), who
    letter = file.case.letters.get()
    for who in (DCO, "director", "auditor"):
        client = signed_in(dartford, who)
        page, listed = plain(client.get(address)), plain(client.get("/casework/?list=all"))
        for told in (page, listed):
            assert "Ann Smith" not in told, who
            assert "ann@example.org" not in told, who
            assert f"Identity confidential ({file.case.reference})" in told, who
        assert f"/casework/{file.case.reference}/" not in plain(client.get("/casework/?q=smith")), who
        assert client.get(f"{address}letters/{letter.pk}/as-sent/").status_code == 403, who
        assert client.get(f"{address}people/{people.parties_of(file.case)[0].pk}/").status_code == 403, who
        assert "Ann Smith" not in plain(client.get("/casework/undelivered/")), who


@requirement("DA-2.3-20")
def test_a_disclosure_of_the_identity_is_recorded_with_to_whom_and_why(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    do(file, acts.take_step, "service-manager", "2026-06-04", step="confidential-wish", option="wished")
    said = {
        "to-whom": "The Police",
        "what": "The name.",
        "on": date(2026, 6, 5),
        "reason": "A crime.",
        "advice": "Yes.",
    }
    do(file, acts.take_step, "director", "2026-06-05", step="disclosure", option="disclose", answers=said)
    page = plain(signed_in(dartford, CCO).get(f"/casework/{file.case.reference}/"))
    assert "Decide whether to break a confidence" in page
    assert "The Police" in page


@requirement("DA-5.3.3-1")
def test_whoever_is_complained_about_is_named_nowhere_in_the_record(dartford: Office) -> None:
    file = allocated(complaint(dartford))
    person = dartford.person("customer-services", name="Wilhelmina Trott", department=dartford.housing)
    do(file, acts.bar_person, TEAM, "2026-06-02", person=person, ground="complained-about")
    opaque = file.case.bars.get().opaque
    assert opaque.startswith("bar:")
    assert str(person.pk) != opaque
    for who in (TEAM, DCO, "director", "auditor"):
        assert "Wilhelmina Trott" not in plain(
            signed_in(dartford, who).get(f"/casework/{file.case.reference}/timeline")
        )
        assert "Wilhelmina Trott" not in plain(signed_in(dartford, who).get(f"/casework/{file.case.reference}/"))
        assert "Wilhelmina Trott" not in plain(signed_in(dartford, who).get("/casework/?list=all"))
    assert all("Wilhelmina" not in event.facts for event in file.case.events.all())


# --- a complaint about the person on the line ----------------------------------------------------------


@requirement("DA-6.2.5-1")
def test_a_complaint_about_me_goes_to_the_complaints_officer_and_out_of_my_sight(dartford: Office) -> None:
    client = signed_in(dartford, "customer-services")
    typed = {
        "channel": "telephone",
        "received_on-day": "1",
        "received_on-month": "6",
        "received_on-year": "2026",
        "time_unknown": "on",
        "name": "Ann Smith",
        "behalf": "no",
        "telephone": "01632 960001",
        "words": "You were rude to me just now.",
        "help_offered": "yes",
        "read_back": "yes",
        "service": "housing-service",
        "about_me": "on",
        "step": "save",
    }
    answer = client.post("/casework/log/", typed)
    assert answer["Location"] == "/casework/"
    case = find.visible_to(dartford.actor(DCO), dartford.council, on=TODAY).get()
    assert f"It is logged as {case.reference} and has gone to somebody else" in plain(client.get("/casework/"))
    assert client.get(f"/casework/{case.reference}/").status_code == 404
    handed = Message.objects.get(case=case, template="casework/notices/handed-over.txt")
    assert handed.to_email == dartford.staff[DCO].email
    assert case.bars.get().ground == "complained-about"


# --- declarations of interest --------------------------------------------------------------------------


def put_in_charge(office: Office) -> CaseFile:
    """Given to somebody who has not declared anything yet."""
    file = registered(complaint(office))
    do(file, acts.allocate, TEAM, "2026-06-01T12:00", to=office.staff["service-manager"])
    return file


def test_nothing_is_acknowledged_before_whoever_is_in_charge_has_declared(dartford: Office) -> None:
    file = put_in_charge(dartford)
    standing = find.standing(file.case)
    for who in ("service-manager", TEAM):
        refused = refusal_of(standing.case, "acknowledge", by=dartford.actor(who), book=standing.book)
        assert refused is not None
        assert (refused.code, refused.paragraph) == ("step-first", "2.3")
    mine = find.work(dartford.actor("service-manager"), dartford.council, "mine", today=TODAY)
    assert file.case in mine
    other = dartford.person("service-manager", name="another manager")
    refused = refusal_of(
        standing.case, "step:declare-interest", by=dartford.actor("another manager"), book=standing.book
    )
    assert refused is not None
    assert refused.code == "not-yours", other


def test_whoever_takes_over_declares_anew(dartford: Office) -> None:
    file = allocated(complaint(dartford))
    other = dartford.person("service-manager", name="another manager")
    do(file, acts.allocate, TEAM, "2026-06-02", to=other)
    standing = find.standing(file.case)
    refused = refusal_of(standing.case, "acknowledge", by=dartford.actor("another manager"), book=standing.book)
    assert refused is not None
    assert refused.code == "step-first"


def test_an_interest_keeps_its_holder_away_and_asks_for_somebody_else(dartford: Office) -> None:
    file = put_in_charge(dartford)
    said = {"step": "declare-interest", "option": "interest", "answers": {"what": "She is my aunt."}}
    do(file, acts.take_step, "service-manager", "2026-06-02", **said)
    assert not find.visible_to(dartford.actor("service-manager"), dartford.council, on=TODAY).exists()
    assert file.case.owner is None
    (bar,) = file.case.bars.all()
    assert (bar.staff, bar.ground) == (dartford.staff["service-manager"], "personal-interest")
    told = Message.objects.filter(case=file.case, template="casework/notices/another-needed.txt")
    assert set(told.values_list("to_email", flat=True)) == {dartford.staff[who].email for who in (TEAM, DCO)}
    with pytest.raises(Refused, match="person-cannot-take-this-case"):
        do(file, acts.allocate, TEAM, "2026-06-02", to=dartford.staff["service-manager"])


def test_the_page_hints_at_earlier_cases_and_tells_of_no_hidden_one(dartford: Office) -> None:
    earlier, hidden, stranger = (allocated(complaint(dartford)) for _number in range(3))
    people.correct(people.parties_of(stranger.case)[0], name="Bob Ray", email="bob@example.org")
    do(hidden, acts.bar_person, TEAM, "2026-06-02", person=dartford.staff[TEAM], ground="implicated")
    file = put_in_charge(dartford)
    page = text_of(
        signed_in(dartford, "service-manager").get(
            f"/casework/{file.case.reference}/step/declare-interest/?option=no-interest"
        )
    )
    assert earlier.case.reference in page
    assert "the same complainant and the same service" in re.sub(r"\s+", " ", page)
    manager = dartford.staff["service-manager"]
    found = earlier_of(file.case, [manager], dartford.actor(TEAM), on=TODAY)[manager.pk]
    assert {each.reference for each in found if each.same_person} == {earlier.case.reference}
    assert hidden.case.reference not in {each.reference for each in found}
    offered = text_of(Officer(dartford, TEAM).opens(file, "allocate"))
    assert f"Dealt with the same complainant before: {earlier.case.reference}." in offered


@pytest.mark.parametrize(
    ("mine", "theirs", "known"),
    [
        ({"email": "ANN@Example.org "}, {"email": "ann@example.org"}, True),
        ({"telephone": "+44 1632 960001"}, {"telephone": "01632 960 001"}, True),
        ({"postcode": "da1 1aa"}, {"postcode": "DA11AA"}, True),
        ({"email": "ann@example.org"}, {"email": "anne@example.org"}, False),
        ({}, {}, False),
    ],
)
def test_somebody_is_known_again_by_address_number_or_name_with_postcode(
    dartford: Office, mine: dict[str, str], theirs: dict[str, str], known: bool
) -> None:
    streets = (Point("p1", service="streets-service", landlord="no"),)
    earlier, file = dartford.receives("2026-06-01T10:00", points=streets), dartford.receives("2026-06-02T10:00")
    people.add(earlier.case, name="Ann Smith", **theirs)
    people.add(file.case, name="ann  SMITH", **mine)
    earlier.act("2026-06-01T11:00", TEAM, order.Register())
    earlier.act("2026-06-01T12:00", TEAM, order.Allocate(to=dartford.holder("service-manager")))
    manager = dartford.staff["service-manager"]
    assert bool(earlier_of(file.case, [manager], dartford.actor(TEAM), on=TODAY)) == known


# --- training ------------------------------------------------------------------------------------------


@requirement("DA-7.3-1")
@pytest.mark.parametrize(("flag", "needed"), [("discrimination", "equalities"), ("fraud-or-crime", "fraud")])
def test_fraud_and_equalities_need_somebody_with_the_training_on_record(
    dartford: Office, flag: str, needed: str
) -> None:
    walk = Walk().receives("2026-06-01", flags=(flag,))
    for position in ("stage-one-decider", "stage-two-investigator"):
        place = walk.policy.position(position)
        untrained = Holder("staff:1", frozenset(place.roles))
        with pytest.raises(Refused) as refused:
            fit_to_hold(untrained, place, walk.case, walk.case.main_run, walk.policy)
        assert (refused.value.code, refused.value.paragraph) == ("expertise-needed", "7.3")
        assert sentence(refused.value, walk.policy) == (
            f"This case needs somebody with training in {needed}, which this person has not on record (7.3)."
        )
        trained = Holder("staff:1", frozenset(place.roles), expertise=frozenset([needed]))
        assert fit_to_hold(trained, place, walk.case, walk.case.main_run, walk.policy) == ()
    file = dartford.receives("2026-06-01T10:00", flags=(flag,))
    file.act("2026-06-01T11:00", TEAM, order.Register())
    officer = Officer(dartford, TEAM)
    assert "which this person has not on record" in text_of(officer.opens(file, "allocate"))
    assert [*officer.opens(file, "allocate").context["form"].fields["to"].choices] == []
    manager = dartford.staff["service-manager"]
    manager.expertise = [needed]
    manager.save()
    assert [pk for pk, _name in officer.opens(file, "allocate").context["form"].fields["to"].choices] == [
        str(manager.pk)
    ]


def test_without_such_a_subject_nobody_needs_training(dartford: Office) -> None:
    file = registered(complaint(dartford))
    assert [*Officer(dartford, TEAM).opens(file, "allocate").context["form"].fields["to"].choices]


# --- the top is the subject ----------------------------------------------------------------------------


def test_a_deputy_is_named_where_the_corporate_complaints_officer_may_take_no_part(dartford: Office) -> None:
    """Q44: the deputy has the office on that case alone; the sentence says who stands in."""
    file, other = requested(complaint(dartford)), requested(complaint(dartford))
    deputy = dartford.staff["deputy-corporate-complaints-officer"]
    do(file, acts.bar_person, TEAM, "2026-06-22", person=dartford.staff[CCO], ground="implicated")
    standing = find.standing(file.case)
    refused = refusal_of(standing.case, "allocate", by=dartford.actor(TEAM), book=standing.book)
    assert refused is not None
    assert sentence(refused, standing.policy) == (
        "Only the Corporate Complaints Officer can allocate this; where they may take no part, "
        "the Deputy Corporate Complaints Officer (8.1.2(a))."
    )
    named = {"step": "stand-in-corporate-complaints-officer", "option": "named", "answers": {"person": deputy}}
    do(file, acts.take_step, TEAM, "2026-06-22", **named)
    do(file, acts.allocate, "deputy-corporate-complaints-officer", "2026-06-23", to=dartford.staff["director"])
    event = find.history(file.case)[-1]
    assert (event.by, event.role) == (deputy.actor_id, CCO)
    standing = find.standing(other.case)
    actor = dartford.actor("deputy-corporate-complaints-officer")
    assert refusal_of(standing.case, "allocate", by=actor, book=standing.book) is not None
    assert not find.visible_to(actor, dartford.council, on=TODAY).filter(pk=other.case.pk).exists()


def test_another_director_stands_in_and_lays_it_down_again(dartford: Office) -> None:
    file = registered(complaint(dartford))
    other = dartford.person("director", name="director of streets", department=dartford.streets)
    do(file, acts.bar_person, TEAM, "2026-06-02", person=dartford.staff["director"], ground="complained-about")
    assert not find.visible_to(dartford.actor("director of streets"), dartford.council, on=TODAY).exists()
    do(file, acts.take_step, CCO, "2026-06-02", step="stand-in-director", option="named", answers={"person": other})
    actor = dartford.actor("director of streets")
    assert find.visible_to(actor, dartford.council, on=TODAY).get() == file.case
    standing = find.standing(file.case)
    assert refusal_of(standing.case, "step:variation", by=actor, book=standing.book) is None
    assert Message.objects.filter(case=file.case, to_email=other.email).exists()


def test_the_chief_executives_representative_acts_where_the_chief_executive_is_the_subject() -> None:
    office = Office("kings-lynn")
    policy = policies.current("kings-lynn")
    (rule,) = policy.stand_ins
    assert (rule.role, rule.by) == ("chief-executive", ("chief-executive-representative",))
    file = complaint(office)
    chief = office.staff["chief-executive"]
    do(file, acts.bar_person, "complaints-administrator", "2026-06-02", person=chief, ground="complained-about")
    assert not find.visible_to(office.actor("chief-executive"), office.council, on=TODAY).exists()
    assert find.visible_to(office.actor("chief-executive-representative"), office.council, on=TODAY).exists()
    for act in ("appoint", "agree"):
        assert all("chief-executive-representative" in move.by for move in policy.moves_for("complaint", act))


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_stand_in_can_be_named_by_somebody_other_than_whom_they_replace(council: str) -> None:
    policy = policies.current(council)
    for rule in policy.stand_ins:
        namers = {role for move in policy.moves_for("complaint", f"step:{rule.step}") for role in move.by}
        assert namers - {rule.role}, rule.role
        asked = [q for option in policy.step(rule.step).options for q in option.questions if q.kind == "person"]
        assert [set(question.roles) for question in asked] == [set(rule.by)]
        assert all(question.refers for question in asked)
