"""Part 3 of the requirements as a table: may each role of each council see and do what it should, and no more?"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest
from django.test import Client

from redress.accounts.actors import actor_for
from redress.cases import find
from redress.cases.models import ReadLog
from redress.casework import acts
from redress.casework.wording import status_words
from redress.correspondence.models import Message
from redress.records import people
from redress.rules import actions as order
from redress.rules.decide import refusal_of
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import COMPLAINANT, CaseFile, Office
from tests.rooms.casework_desks import allocated, answered, complaint, do, investigated, registered
from tests.rooms.test_settings import PRODUCTION

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)

EVERYTHING = "every case, confidential ones too"
OPEN_ONES = "every case but the confidential ones"
PLACE = "the cases of their place, confidential ones too"
OPEN_PLACE = "the cases of their place but the confidential ones"
OWN = "cases they hold, logged, were referred, or are asked to act on"
REFERRED = "cases they hold or were referred by name"
STATUS = "where the cases stand that they logged"
FIGURES = "figures only"

#: How far each role looks, as Part 3 has it.
SEES = {
    "dartford": {
        "corporate-services-team": OPEN_ONES,
        "customer-services": OWN,
        "service-manager": OWN,
        "departmental-complaints-officer": PLACE,
        "corporate-complaints-officer": EVERYTHING,
        "deputy-corporate-complaints-officer": OWN,
        "director": PLACE,
        "investigating-officer": OWN,
        "independent-investigator": REFERRED,
        "head-of-legal-services": OWN,
        "legal-services": REFERRED,
        "head-of-service": OWN,
        "senior-reviewer": OPEN_PLACE,
        "quality-reviewer": REFERRED,
        "post-room": STATUS,
        "mpa": STATUS,
        "staff-member": STATUS,
        "contractor": REFERRED,
        "partner": REFERRED,
        "human-resources": REFERRED,
        "internal-audit": REFERRED,
        "monitoring-officer": REFERRED,
        "communications": REFERRED,
        "auditor": OPEN_ONES,
        "policy-delegate": OWN,
        "member-responsible-for-complaints": FIGURES,
        "audit-board": FIGURES,
        "councillor": FIGURES,
    },
    "kings-lynn": {
        "complaints-administrator": EVERYTHING,
        "information-centre": OWN,
        "department-officer": OPEN_PLACE,
        "stage-one-investigator": OWN,
        "contributing-officer": REFERRED,
        "appointed-officer": OWN,
        "senior-officer": OWN,
        "chief-executive": EVERYTHING,
        "chief-executive-representative": EVERYTHING,
        "members-liaison": OWN,
        "ombudsman-liaison": EVERYTHING,
        "monitoring-officer": REFERRED,
        "human-resources": REFERRED,
        "internal-audit": REFERRED,
        "contractor": REFERRED,
        "partner": REFERRED,
        "auditor": OPEN_ONES,
        "policy-administrator": FIGURES,
        "corporate-performance-panel": FIGURES,
        "councillor": FIGURES,
    },
}

#: Which of four cases that comes to: one of their department, one of another, and the same classed as confidential.
REACH = {
    EVERYTHING: {"here", "elsewhere", "confidential here", "confidential elsewhere"},
    OPEN_ONES: {"here", "elsewhere"},
    PLACE: {"here", "confidential here"},
    OPEN_PLACE: {"here"},
    OWN: set(),
    REFERRED: set(),
    STATUS: set(),
    FIGURES: set(),
}


def four_cases(office: Office) -> dict[str, CaseFile]:
    """Cases nobody holds and on which nobody is asked: withdrawn ones, here and elsewhere, open and confidential."""
    found = {}
    for name, service in (("here", "housing-service"), ("elsewhere", "streets-service")):
        for kept, flags in (("", ()), ("confidential ", ("confidential",))):
            file = office.receives(
                "2026-06-01T10:00", points=(Point("p1", service=service, landlord="no"),), flags=flags
            )
            file.act("2026-06-02", COMPLAINANT, order.Withdraw())
            found[f"{kept}{name}"] = file
    return found


@pytest.mark.parametrize("council", SEES)
def test_every_role_sees_what_part_three_lets_it_see(council: str) -> None:
    office = Office(council)
    files = four_cases(office)
    assert set(SEES[council]) == {role.id for role in office.policy.roles}
    for role, sight in SEES[council].items():
        actor = office.actor(role, TODAY)
        seen = set(find.visible_to(actor, office.council, on=TODAY).values_list("reference", flat=True))
        assert seen == {files[name].case.reference for name in REACH[sight]}, (role, sight)


@pytest.mark.parametrize("council", SEES)
def test_what_a_role_cannot_see_is_missing_from_list_count_status_and_page(council: str) -> None:
    """The sieve is one: what is not visible is in no list, in no count, and not found when it is asked for."""
    office = Office(council)
    files = four_cases(office)
    for role, sight in SEES[council].items():
        actor, reach = office.actor(role, TODAY), REACH[sight]
        listed = set(find.work(actor, office.council, "all", today=TODAY).values_list("reference", flat=True))
        assert listed == {files[name].case.reference for name in reach}, role
        assert find.counts(actor, office.council, today=TODAY)["all"] == len(reach), role
        assert sum(find.counts_by_status(actor, office.council, on=TODAY).values()) == len(reach), role
        for name, file in files.items():
            if name in reach:
                assert find.case_for(actor, office.council, file.case.reference, on=TODAY) == file.case
            else:
                with pytest.raises(find.NotFound):
                    find.case_for(actor, office.council, file.case.reference, on=TODAY)


@pytest.mark.parametrize("council", SEES)
def test_members_see_figures_and_never_a_case(council: str) -> None:
    office = Office(council)
    four_cases(office)
    for role in (role for role, sight in SEES[council].items() if sight == FIGURES):
        assert sum(find.figures(office.actor(role, TODAY), office.council).values()) == 2, (
            "confidential ones count for nobody"
        )
        client = signed_in(office, role)
        assert client.get("/casework/?list=all").status_code == 200
        assert b"Your role sees figures only" in client.get("/casework/").content


def signed_in(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(office.staff[who])
    return client


# --- what a role may do ------------------------------------------------------------------------------

#: What decides a complaint, or goes out as its answer.
DECIDING = {
    "decide-lateness",
    "clarify",
    "extend",
    "agree",
    "respond",
    "accept-request",
    "refuse-request",
    "answer-ombudsman",
}

#: What those do who only take in, contribute or advise.
TAKE_IN = {"receive", "add-information", "note", "ask-for-help"}
CONTRIBUTE = {"add-information", "note", "contact"}

#: All that these roles may do; in King's Lynn any office takes a contact down.
#: Steps of the policy are written with their name.
MAY_DO = {
    "dartford": {
        "post-room": TAKE_IN | {"step:legibility"},
        "mpa": TAKE_IN | {"step:forward-mp-complaint"},
        "staff-member": TAKE_IN | {"step:visitor-wait"},
        "contractor": CONTRIBUTE,
        "partner": CONTRIBUTE,
        "human-resources": CONTRIBUTE - {"contact"},
        "internal-audit": CONTRIBUTE - {"contact"},
        "legal-services": CONTRIBUTE - {"contact"},
        "monitoring-officer": CONTRIBUTE - {"contact"},
        "communications": CONTRIBUTE - {"contact"},
        "quality-reviewer": CONTRIBUTE - {"contact"},
        "auditor": set(),
        "policy-delegate": set(),
        "member-responsible-for-complaints": set(),
        "audit-board": set(),
        "councillor": set(),
    },
    "kings-lynn": {
        "contributing-officer": CONTRIBUTE - {"contact"} | {"receive"} | {"step:contribution"},
        "monitoring-officer": CONTRIBUTE - {"contact"} | {"receive"},
        "contractor": CONTRIBUTE - {"contact"},
        "partner": CONTRIBUTE - {"contact"},
        "human-resources": CONTRIBUTE - {"contact"} | {"receive"},
        "internal-audit": CONTRIBUTE - {"contact"} | {"receive"},
        "auditor": set(),
        "policy-administrator": set(),
        "corporate-performance-panel": set(),
        "councillor": set(),
    },
}


def granted(office: Office, role: str) -> set[str]:
    return {move.act for move in office.policy.moves if role in move.by}


@pytest.mark.parametrize(("council", "role"), [(council, role) for council, roles in MAY_DO.items() for role in roles])
def test_a_role_with_little_to_do_may_do_no_more(council: str, role: str) -> None:
    assert granted(Office(council), role) == MAY_DO[council][role]


def test_a_senior_reviewer_reviews_and_decides_nothing() -> None:
    may = granted(Office("dartford"), "senior-reviewer")
    assert "note" in may
    assert not may & DECIDING


@requirement("DA-1.5-1")
@pytest.mark.parametrize("role", ["corporate-complaints-officer", "deputy-corporate-complaints-officer"])
def test_the_corporate_complaints_officer_never_decides(role: str) -> None:
    office = Office("dartford")
    assert not granted(office, role) & DECIDING
    decided = {act for act in granted(office, role) if act.startswith("step:")}
    assert not decided & {
        f"step:{step}" for step in ("exclusion", "variation", "no-stage-two", "compensation", "token")
    }
    for position in office.policy.positions:
        assert role in position.never, position.id
        assert role not in position.roles, position.id
        assert position.never_paragraph == "1.5"


#: What is one role's alone, on the case where it arises.
ALONE = {
    "variation": "director",
    "no-stage-two": "director",
    "discontinue": "director",
    "serious-or-complex": "director",
    "compensation": "director",
    "token": "director",
    "independent-investigator": "director",
    "call-for-action": "director",
    "anonymous-decision": "director",
    "exclusion": "departmental-complaints-officer",
    "stage-one-closing": "corporate-services-team",
}


@requirement("DA-3.12-2", "DA-7.2-3", "DA-8.1.1-i2", "DA-8.1.1-j1", "DA-11.3-1", "DA-11.3-2")
@pytest.mark.parametrize(("step", "role"), ALONE.items())
def test_a_decision_that_is_one_roles_alone_is_open_to_no_other(step: str, role: str) -> None:
    office = Office("dartford")
    usual = [move for move in office.policy.moves if move.step == step and move.paragraph != "7.4"]
    assert {by for move in usual for by in move.by} == {role}
    file = answered(complaint(office)) if step == "stage-one-closing" else registered(complaint(office))
    standing = find.standing(file.case)
    for other in (each.id for each in office.policy.roles if each.id != role):
        refused = refusal_of(standing.case, f"step:{step}", by=office.actor(other), book=standing.book)
        assert refused is not None, other
        assert refused.code in ("not-your-role", "not-here", "wrong-stage"), other


@requirement("DA-2.7-i")
def test_only_the_corporate_services_team_makes_the_formal_entry() -> None:
    """Everybody else may take a complaint in; the receipt is kept, whoever logs it and whenever."""
    office = Office("dartford")
    takers = {
        role for move in office.policy.moves if move.act == "receive" and move.track == "complaint" for role in move.by
    }
    for taker in ("customer-services", "post-room", "mpa", "service-manager", "staff-member", "complainant"):
        assert taker in takers
    by = office.actor("mpa")
    file = office.receives("2026-06-01T10:00", by=by, channel="mp")
    for role in (role.id for role in office.policy.roles if role.id != "corporate-services-team"):
        standing = find.standing(file.case)
        refused = refusal_of(standing.case, "register", by=office.actor(role), book=standing.book)
        assert refused is not None, role
        assert (refused.code, refused.paragraph) == ("not-your-role", "2.7(i)"), role
    file.act("2026-06-04T09:00", "corporate-services-team", order.Register())
    registered_by = find.history(file.case)[-1]
    assert (registered_by.by, registered_by.at.iso()[:10]) == (
        office.staff["corporate-services-team"].actor_id,
        "2026-06-04",
    )
    assert find.standing(file.case).run.received.iso()[:16] == "2026-06-01T10:00"


@requirement("DA-8.1.1-j1")
def test_the_end_of_stage_one_is_listed_for_the_corporate_services_team_until_they_confirm_it() -> None:
    office = Office("dartford")
    file = answered(complaint(office))
    team, day = office.actor("corporate-services-team"), date(2026, 6, 16)
    assert file.case in find.work(team, office.council, "mine", today=day)
    do(file, acts.take_step, "corporate-services-team", "2026-06-16", step="stage-one-closing", option="confirmed")
    assert file.case not in find.work(team, office.council, "mine", today=day)


@requirement("KL-14.1-8")
def test_in_production_nothing_travels_unencrypted() -> None:
    names = "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE"
    asked = f"from redress import settings as s; print({names})"
    told = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, **PRODUCTION}, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "True", "True"]


# --- Part 3, role by role ----------------------------------------------------------------------------


@requirement("DA-2.9.1-1")
def test_a_director_sees_the_cases_and_figures_of_the_directorate_and_of_no_other() -> None:
    office = Office("dartford")
    files = four_cases(office)
    director = office.actor("director", TODAY)
    assert find.counts_by_status(director, office.council, on=TODAY) == {"withdrawn": 2}
    page = signed_in(office, "director").get("/casework/?list=all").content.decode()
    assert files["here"].case.reference in page
    assert files["elsewhere"].case.reference not in page


@requirement("KL-3-27")
@pytest.mark.parametrize("who", ["chief-executive", "chief-executive-representative"])
def test_the_chief_executive_opens_the_whole_file_from_the_agreement(who: str) -> None:
    office = Office("kings-lynn")
    file = investigated(complaint(office))
    client = signed_in(office, who)
    page = client.get(f"/casework/{file.case.reference}/").content.decode()
    for part in ("Stage 1", "You did not look at the second day.", 'id="documents"'):
        assert part in page, part
    letter = file.case.letters.order_by("pk").first()
    assert client.get(f"/casework/{file.case.reference}/letters/{letter.pk}/").status_code == 200
    assert {move.by for move in office.policy.moves if move.act == "agree"} == {
        ("chief-executive", "chief-executive-representative")
    }


@requirement("KL-14.1-1", "DA-2.2-3")
@pytest.mark.parametrize("council", SEES)
def test_without_a_role_on_the_case_its_page_is_not_found_and_the_attempt_is_written_down(council: str) -> None:
    office = Office(council)
    file = complaint(office)
    who = "contractor"
    assert signed_in(office, who).get(f"/casework/{file.case.reference}/").status_code == 404
    line = ReadLog.objects.get(case=file.case)
    assert (line.actor, line.refused) == (office.staff[who].actor_id, True)


@requirement("KL-14.1-8")
@pytest.mark.parametrize("council", SEES)
def test_pages_are_for_those_who_have_signed_in_and_reading_and_writing_leave_a_trace(council: str) -> None:
    office = Office(council)
    file = allocated(complaint(office))
    address = f"/casework/{file.case.reference}/"
    assert "sign-in" in Client().get(address)["Location"]
    assert signed_in(office, "auditor").get(address).status_code == 200
    assert ReadLog.objects.get(case=file.case).actor == office.staff["auditor"].actor_id
    assert all(entry.by for entry in find.history(file.case))


@requirement("DA-6.3.2-1")
def test_customer_services_record_a_visit_and_see_how_it_stands() -> None:
    office = Office("dartford")
    file = office.receives("2026-06-01T10:00", by=office.actor("customer-services"), channel="visit")
    page = signed_in(office, "customer-services").get(f"/casework/{file.case.reference}/")
    assert page.status_code == 200
    assert str(status_words(find.standing(file.case).status.code)) in page.content.decode()


@requirement("DA-3.17-b1")
def test_the_post_room_sends_what_it_scanned_to_a_department_and_sees_no_decision() -> None:
    office = Office("dartford")
    file = office.receives("2026-06-01T10:00", by=office.actor("post-room"), channel="letter")
    assert file.case.department == office.housing
    assert file.case in find.visible_to(office.actor("departmental-complaints-officer"), office.council, on=TODAY)
    file.to_stage_one_answer()
    client, address = signed_in(office, "post-room"), f"/casework/{file.case.reference}/"
    page = client.get(address).content.decode()
    assert "Your role sees where a case stands" in page
    for told in ("Upheld", "upheld", "Timeline", "Letters"):
        assert told not in page
    party = people.add(file.case, name="Ann Smith")
    assert client.get(f"{address}people/{party.pk}/").status_code == 403
    assert ReadLog.objects.filter(case=file.case, refused=True, page=f"person {party.pk}").exists()
    assert signed_in(office, "post-room").get("/casework/undelivered/").status_code == 403


@requirement("DA-2.9.2-3")
def test_the_complaints_officer_and_customer_services_read_each_others_notes() -> None:
    office = Office("dartford")
    file = office.receives("2026-06-01T10:00", by=office.actor("customer-services"), channel="visit")
    do(file, acts.note, "customer-services", "2026-06-01T11:00", text="They come back on Friday.")
    do(file, acts.note, "departmental-complaints-officer", "2026-06-02T11:00", text="Tell them the crew was sent.")
    for who in ("customer-services", "departmental-complaints-officer"):
        page = signed_in(office, who).get(f"/casework/{file.case.reference}/").content.decode()
        assert "They come back on Friday." in page
        assert "Tell them the crew was sent." in page


@requirement("DA-6.4-a2")
def test_the_mpas_log_and_forward_to_head_of_service_and_director_who_are_both_told() -> None:
    office = Office("dartford")
    file = office.receives("2026-06-01T10:00", by=office.actor("mpa"), channel="mp")
    both = {name: office.staff[name] for name in ("head-of-service", "director")}
    assert file.case not in find.visible_to(office.actor("head-of-service"), office.council, on=TODAY)
    do(file, acts.take_step, "mpa", "2026-06-01T12:00", step="forward-mp-complaint", option="forwarded", answers=both)
    for name, person in both.items():
        assert file.case in find.visible_to(office.actor(name), office.council, on=TODAY), name
        assert Message.objects.filter(case=file.case, to_email=person.email).exists(), name
    page = signed_in(office, "mpa").get(f"/casework/{file.case.reference}/").content.decode()
    assert "Your role sees where a case stands" in page
    standing = find.standing(file.case)
    refused = refusal_of(standing.case, "register", by=office.actor("mpa"), book=standing.book)
    assert refused is not None
    assert refused.code == "not-your-role"
    alerted = {role for clock in office.policy.clocks if clock.stage == "stage-one" for role in clock.alerts}
    assert {"departmental-complaints-officer", "corporate-complaints-officer"} <= alerted


@requirement("DA-1.9-2")
def test_the_corporate_complaints_officer_sees_every_case_at_once_and_sends_the_service_an_issue_of_concern() -> None:
    office = Office("dartford")
    file = office.receives("2026-06-01T10:00", flags=("confidential",))
    cco, officer = office.actor("corporate-complaints-officer"), office.actor("departmental-complaints-officer")
    assert find.case_for(cco, office.council, file.case.reference, on=TODAY) == file.case
    file = allocated(complaint(office))
    assert file.case not in find.work(officer, office.council, "mine", today=TODAY)
    do(
        file,
        acts.take_step,
        "corporate-complaints-officer",
        "2026-06-03",
        step="issue-of-concern",
        option="sent",
        answers={"issue": "The third missed street this month."},
    )
    assert file.case in find.work(officer, office.council, "mine", today=TODAY)
    done = {"step": "issue-of-concern-answered", "option": "seen-to", "answers": {"done": "The crew was changed."}}
    do(file, acts.take_step, "departmental-complaints-officer", "2026-06-04", **done)
    assert file.case not in find.work(officer, office.council, "mine", today=TODAY)


@requirement("DA-8.1.2-d4")
def test_an_independent_investigator_writes_to_the_complainant_and_follows_the_investigation_steps() -> None:
    office = Office("dartford")
    may = granted(office, "independent-investigator")
    assert {"acknowledge", "respond", "contact", "extend"} <= may
    steps = {step.id for step in office.policy.steps if step.checklist}
    g = {move.step for move in office.policy.moves if move.step in steps and "investigating-officer" in move.by}
    assert g
    assert {f"step:{step}" for step in g} <= may
    (position,) = [each for each in office.policy.positions if each.id == "stage-two-investigator"]
    assert "independent-investigator" in position.roles


@requirement("DA-2.10.1-7")
def test_what_a_contractor_adds_is_kept_on_the_case_under_their_name() -> None:
    office = Office("dartford")
    file = referred(allocated(complaint(office)), "contractor")
    do(file, acts.note, "contractor", "2026-06-04T10:00", text="The lorry was at the depot.")
    entry = find.history(file.case)[-1]
    assert (entry.by, entry.role) == (office.staff["contractor"].actor_id, "contractor")
    page = signed_in(office, "auditor").get(f"/casework/{file.case.reference}/").content.decode()
    assert "The lorry was at the depot." in page


def referred(file: CaseFile, role: str, option: str = "") -> CaseFile:
    answers = {"person": file.office.staff[role], "asked": "Please look into it by Friday."}
    by = {"dartford": "departmental-complaints-officer", "kings-lynn": "complaints-administrator"}[file.office.id]
    do(file, acts.take_step, by, "2026-06-03", step="refer-to", option=option or role, answers=answers)
    return file


REFERRALS = [
    *(("dartford", role, role) for role in ("contractor", "partner", "head-of-service", "human-resources")),
    *(
        ("dartford", role, role)
        for role in ("internal-audit", "legal-services", "monitoring-officer", "communications")
    ),
    ("dartford", "quality-reviewer", "quality-reviewer"),
    ("kings-lynn", "contributing-officer", "contributing-department"),
    *(("kings-lynn", role, role) for role in ("contractor", "partner", "monitoring-officer", "human-resources")),
]


@pytest.mark.parametrize(("council", "role", "option"), REFERRALS)
def test_whoever_a_case_is_referred_to_sees_that_case_and_no_other(council: str, role: str, option: str) -> None:
    office = Office(council)
    file, other = allocated(complaint(office)), allocated(complaint(office))
    referred(file, role, option)
    actor = office.actor(role, TODAY)
    assert list(find.visible_to(actor, office.council, on=TODAY)) == [file.case]
    assert file.case.holdings.get(staff=office.staff[role]).position == "referred"
    assert not find.visible_to(actor_for(office.staff[role], TODAY), office.council, on=TODAY).filter(pk=other.case.pk)


def test_a_contractor_obeys_a_bar_like_everybody() -> None:
    office, role = Office("dartford"), "contractor"
    file = referred(allocated(complaint(office)), role)
    do(file, acts.bar_person, "corporate-services-team", "2026-06-04", person=office.staff[role], ground="implicated")
    assert not find.visible_to(office.actor(role, TODAY), office.council, on=TODAY).exists()
