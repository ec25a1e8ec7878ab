"""Is a policy file with a mistake refused, with every mistake, its line and a sentence that helps?"""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redress import policies
from redress.policies import PolicyClash, PolicyMistakes, bank_holidays, book_of
from redress.policies.loader import load, policy_in
from redress.policies.shape import compulsory
from redress.policies.writing import contrast_with_white
from redress.rules.actions import ACTIONS, AdoptCalendar
from redress.rules.events import MILESTONES
from redress.rules.letters import names_ombudsmen
from redress.rules.moves import DONE_BY
from redress.rules.policy import ExtraWorkingDays, OfficeHoursReceipt, WorkingDays
from redress.rules.working_days import Holiday
from tests.rules.policy_texts import (
    DARTFORD,
    KINGS_LYNN,
    ROOT,
    keys,
    line_of,
    lines_of,
    marsh,
    mistakes,
    spoilt,
    with_key_renamed,
    without_key,
)
from tests.rules.walks import SYSTEM, Walk

pytestmark = pytest.mark.slow

BUNDLED = ROOT / "redress" / "policies"


@pytest.mark.parametrize("id", ["kings-lynn", "dartford"])
def test_the_real_files_have_no_mistakes(id):
    policy = load(BUNDLED / f"{id}.toml")
    assert policy.id == policy.council.id == id


def test_a_policy_holds_what_its_file_says():
    policy = policy_in(DARTFORD, Path("dartford.toml"))
    clock = policy.clock("stage-one-response")
    assert isinstance(clock.length, WorkingDays)
    assert (clock.length.count, clock.length.first_day, clock.paragraph) == (10, "anchor", "2.7(iii)")
    assert clock.extension == ExtraWorkingDays(most=10, paragraph="2.7(vi)(a)")
    assert isinstance(policy.receipt, OfficeHoursReceipt)
    assert policy.receipt.hours["friday"].closes.isoformat() == "16:45:00"
    assert policy.tracks[0].stages[0].next == "stage-two"
    assert policy.in_force_from == date(2024, 7, 1)


@pytest.mark.parametrize("id", ["kings-lynn", "dartford"])
def test_whoever_can_be_put_in_charge_of_a_stage_can_also_extend_and_answer_it(id):
    policy = policies.current(id)
    last_put_in_charge = {
        (move.track, stage): set(policy.position(move.position).roles)
        for move in policy.moves
        if move.position and move.action in ("allocate", "appoint")
        for stage in move.stages or [stage.id for stage in policy.track(move.track).stages]
    }
    for move in policy.moves:
        if move.holder and move.action in ("extend", "respond"):
            for stage in move.stages or [stage.id for stage in policy.track(move.track).stages]:
                assert last_put_in_charge[(move.track, stage)] <= set(move.by), (move.action, stage)


def test_a_review_of_an_information_request_points_to_the_information_commissioner_alone():
    policy = policies.current("dartford")
    letters = [move.letter for move in policy.moves if move.track == "information-review" and move.letter]
    assert len(letters) == 3
    assert not any(names_ombudsmen(policy.letter(letter).contents) for letter in letters)


def test_an_mps_conduct_and_help_after_discrimination_are_as_printed():
    policy = policies.current("dartford")
    assert next(matter.paragraph for matter in policy.elsewhere if matter.id == "mp-conduct") == "5.5"
    assert policy.contacts["kent-equality"].telephone == "01474 369329"
    assert {"kent-equality", "equality-advisory"} == {one.contact for one in policy.public.special_helpers}


def test_all_mistakes_of_a_file_come_at_once():
    text = marsh()
    for old, new in [
        ("in_force_from = 2026-04-01", 'in_force_from = "2026-04-01"'),
        ('colour = "#23405f"', 'colour = "#ffd700"'),
        ('"10" = "A record', '"9" = "Again."\n"10" = "A record'),
        ('responsible = "clerk"', 'responsibel = "clerk"'),
        ("count = 10", 'count = "ten"'),
        ('clock = "acknowledgement"', 'clock = "acknowledgment"'),
        ('binds = { kind = "hard-window" }', 'binds = { kind = "hard-windows" }'),
        ('met_by = ["review.requested"]', 'met_by = ["revue.requested"]'),
        ('position = "answering-officer"\nparagraph = "3.2"', 'paragraph = "3.9"'),
        ('warns = ["line-manager", ', "warns = ["),
        ('text = "You can ask for a review until {window_end}."', 'text = "Until {windowend}."'),
        ('justified = "no"', 'justified = "not"'),
        ('email = "clerk@marsh.example"', 'email = "clerk at marsh.example"'),
        ('privacy = "We use what you tell us to deal with your complaint."\n', ""),
    ]:
        text = spoilt(text, old, new)
    with pytest.raises(PolicyMistakes) as raised:
        policy_in(text, Path("marsh.toml"))
    assert str(raised.value) == (Path(__file__).parent / "marsh-mistakes.txt").read_text(encoding="utf-8").rstrip("\n")


#: What is changed in which file, and the one mistake that is to come of it: its line (by words that
#: stand there after the change, and the how-manieth line with them), its key and its sentence.
SINGLE_MISTAKES = {
    "a misspelt key": (
        (KINGS_LYNN, 'responsible = "information-centre"', 'responsibel = "information-centre"'),
        ("responsibel", 1, "clocks.informal-resolution.responsibel"),
        "“responsibel” is not a key of [[clocks]]. Did you mean 'responsible'?",
    ),
    "a key that is like no other": (
        (DARTFORD, 'duties = "Investigates and answers at Stage One."', 'zzz = "x"'),
        ("zzz", 1, "roles.service-manager.zzz"),
        re.compile(r"“zzz” is not a key of \[\[roles\]\]\. The keys are: id, name, sees, paragraph, duties"),
    ),
    "a misspelt table": (
        (DARTFORD, "[public]", "[publik]"),
        ("[publik]", 1, "publik"),
        "“publik” is not a key of the policy. Did you mean 'public'?",
    ),
    "a duplicate key": (
        (DARTFORD, 'version = "2024-07"\n', 'version = "2024-07"\nversion = "2024-08"\n'),
        ('version = "2024-08"', 1, "version"),
        "“version” stands twice: it was given on line 6 already. Take one of them away.",
    ),
    "a duplicate table": (
        (marsh(), "[calendar]", "[council]\n[calendar]"),
        ("[council]", 2, "council"),
        "The table [council] stands twice: it was given on line 7 already. Take one of them away.",
    ),
    "a duplicate contact": (
        (marsh(), "[contacts.county]", '[contacts.clerk]\nname = "x"\n\n[contacts.county]'),
        ("[contacts.clerk]", 2, "contacts.clerk"),
        re.compile(r"The table \[contacts.clerk\] stands twice: it was given on line \d+ already."),
    ),
    "a duplicate key in curly brackets": (
        (DARTFORD, 'count = 5, first_day = "anchor"', "count = 5, count = 6"),
        ("count = 6", 1, "clocks.stage-one-acknowledgement.length.count"),
        re.compile(r"“count” stands twice: it was given on line \d+ already."),
    ),
    "words for a number": (
        (DARTFORD, "count = 5", 'count = "5"'),
        ('count = "5"', 1, "clocks.stage-one-acknowledgement.length.count"),
        "This must be a whole number, without quotation marks; it is the word “5”.",
    ),
    "a fraction for a number": (
        (DARTFORD, "count = 5", "count = 5.0"),
        ("count = 5.0", 1, "clocks.stage-one-acknowledgement.length.count"),
        "This must be a whole number, without quotation marks; it is the number 5.0.",
    ),
    "yes for a number": (
        (DARTFORD, "most = 10", "most = true"),
        ("most = true", 1, "clocks.stage-one-response.extension.most"),
        "This must be a whole number, without quotation marks; it is true.",
    ),
    "nought": (
        (DARTFORD, "count = 5", "count = 0"),
        ("count = 0", 1, "clocks.stage-one-acknowledgement.length.count"),
        "This must be more than 0; it is 0.",
    ),
    "a number for words": (
        (DARTFORD, 'title = "Corporate Complaints Policy and Procedure"', "title = 5"),
        ("title = 5", 1, "title"),
        "This must be words in quotation marks; it is the number 5.",
    ),
    "words for yes or no": (
        (marsh(), "holder = true", 'holder = "yes"'),
        ('holder = "yes"', 1, "moves.7.holder"),
        "This must be true or false, without quotation marks; it is the word “yes”.",
    ),
    "words for a date": (
        (DARTFORD, "in_force_from = 2024-07-01", 'in_force_from = "1 July 2024"'),
        ("in_force_from", 1, "in_force_from"),
        "This must be a date without quotation marks, such as 2026-04-01; it is the words “1 July 2024”.",
    ),
    "a date with its time": (
        (DARTFORD, "in_force_from = 2024-07-01", "in_force_from = 2024-07-01T09:00:00"),
        ("in_force_from", 1, "in_force_from"),
        "This must be a date without quotation marks, such as 2026-04-01; it is the date and time 2024-07-01 09:00:00.",
    ),
    "words for a list": (
        (DARTFORD, 'met_by = ["acknowledged"]', 'met_by = "acknowledged"'),
        ('met_by = "acknowledged"', 1, "clocks.stage-two-acknowledgement.met_by"),
        'This must be a list in square brackets, such as ["one", "two"]; it is the word “acknowledged”.',
    ),
    "an empty list": (
        (DARTFORD, 'met_by = ["acknowledged"]', "met_by = []"),
        ("met_by = []", 1, "clocks.stage-two-acknowledgement.met_by"),
        "This must not be empty.",
    ),
    "empty words": (
        (DARTFORD, 'meaning = "We did not find that we were at fault. We explain why."', 'meaning = ""'),
        ('meaning = ""', 1, "outcomes.not-upheld.meaning"),
        "This must not be empty.",
    ),
    "one table where a list of them belongs": (
        (marsh(), "[[elsewhere]]", "[elsewhere]"),
        ("[elsewhere]", 1, "elsewhere"),
        "This is a list of tables, each with its heading in double brackets: [[elsewhere]].",
    ),
    "a list where one table belongs": (
        (marsh(), "[ombudsmen]", "[[ombudsmen]]"),
        ("[[ombudsmen]]", 1, "ombudsmen"),
        "There is one table of this name, with its heading in single brackets: [ombudsmen].",
    ),
    "a missing key": (
        (DARTFORD, 'sees = "held"\nparagraph = "6.3.2"', 'paragraph = "6.3.2"'),
        ("[[roles]]", 2, "roles.customer-services.sees"),
        '“sees” is missing from this entry of [[roles]]. Write sees = "everything".',
    ),
    "a missing key at the top": (
        (DARTFORD, 'title = "Corporate Complaints Policy and Procedure"\n', ""),
        ("#", 1, "title"),
        '“title” is missing from the policy. Write title = "…".',
    ),
    "a missing key of a kind": (
        (DARTFORD, "most = 10, ", ""),
        ('extension = { kind = "extra-working-days", para', 1, "clocks.stage-one-response.extension.most"),
        "“most” is missing from this table of kind “extra-working-days”. Write most = 10.",
    ),
    "an unknown kind": (
        (DARTFORD, 'anchor = { kind = "receipt" }', 'anchor = { kind = "reciept" }'),
        ("reciept", 1, "clocks.stage-one-acknowledgement.anchor"),
        re.compile(r"“reciept” is not a kind of anchor\. Did you mean 'receipt'\? The kinds are: receipt, milestone,"),
    ),
    "no kind": (
        (DARTFORD, 'binds = { kind = "advisory-window" }', 'binds = { decided_by = "director" }'),
        ('{ decided_by = "director" }', 1, "clocks.ideal-time-to-complain.binds"),
        "This needs a kind in quotation marks. The kinds are: "
        "council-limit, council-target, hard-window, discretion-window, advisory-window.",
    ),
    "a word that is not possible": (
        (DARTFORD, 'sees = "everything"', 'sees = "everythin"'),
        ("everythin", 1, "roles.corporate-services-team.sees"),
        "“everythin” is not possible here. Did you mean 'everything'?",
    ),
    "a dangling paragraph": (
        (DARTFORD, 'paragraph = "2.7(iii)"', 'paragraph = "2.7(xi)"'),
        ('paragraph = "2.7(xi)"', 1, "clocks.stage-one-response.paragraph"),
        "“2.7(xi)” is not one of the [paragraphs]. Add it there or correct it.",
    ),
    "a dangling paragraph among others": (
        (DARTFORD, 'also = ["3.14", "8.1.1(b)"]', 'also = ["3.14", "8.9"]'),
        ('also = ["3.14", "8.9"]', 1, "clocks.stage-one-response.also"),
        "“8.9” is not one of the [paragraphs]. Add it there or correct it.",
    ),
    "a dangling paragraph of a length": (
        (DARTFORD, 'first_day = "anchor", paragraph = "3.16(c)"', 'first_day = "anchor", paragraph = "3.16(z)"'),
        ("3.16(z)", 1, "clocks.stage-one-acknowledgement.length.paragraph"),
        "“3.16(z)” is not one of the [paragraphs]. Add it there or correct it.",
    ),
    "a dangling paragraph of its own name": (
        (DARTFORD, 'never_paragraph = "1.5"', 'never_paragraph = "1.6.1"'),
        ("1.6.1", 1, "positions.stage-one-decider.never_paragraph"),
        "“1.6.1” is not one of the [paragraphs]. Add it there or correct it.",
    ),
    "an unknown role": (
        (DARTFORD, 'alerts = ["departmental-complaints-officer"', 'alerts = ["departmental-complaint-officer"'),
        ('"departmental-complaint-officer"', 1, "clocks.stage-one-acknowledgement.alerts"),
        "“departmental-complaint-officer” is not a role of this policy. "
        "Did you mean 'departmental-complaints-officer'?",
    ),
    "a role named twice": (
        (marsh(), 'by = ["clerk", "officer"]', 'by = ["clerk", "clerk"]'),
        ('by = ["clerk", "clerk"]', 1, "moves.4.by"),
        "“clerk” stands twice in this list.",
    ),
    "an unknown clock": (
        (marsh(), 'clock = "answer"\nparagraph = "7"', 'clock = "response"\nparagraph = "7"'),
        ('clock = "response"', 1, "rights.ombudsman-without-answer.clock"),
        "“response” is not a clock of this policy. "
        "The clocks are: acknowledgement, answer, review-window, review, time-to-complain.",
    ),
    "an unknown track": (
        (marsh(), 'track = "complaint"\nstage = "review"', 'track = "complaints"\nstage = "review"'),
        ('track = "complaints"', 1, "clocks.review.track"),
        "“complaints” is not a track of this policy. Did you mean 'complaint'?",
    ),
    "an unknown stage": (
        (marsh(), 'action = "register"\nstages = ["answer"]', 'action = "register"\nstages = ["answers"]'),
        ('["answers"]', 1, "moves.3.stages"),
        "“answers” is not a stage. Did you mean 'answer'?",
    ),
    "a stage of another track": (
        (DARTFORD, 'action = "register"\nstages = ["stage-one"]', 'action = "register"\nstages = ["enquiry"]'),
        ('stages = ["enquiry"]', 1, "moves.3.stages"),
        "“enquiry” is not a stage. The stages are: stage-one, stage-two.",
    ),
    "an unknown milestone": (
        (marsh(), 'after = ["registered"]', 'after = ["regsitered"]'),
        ("regsitered", 1, "moves.5.after"),
        "“regsitered” is not a milestone. Did you mean 'registered'?",
    ),
    "a milestone of an unknown stage": (
        (KINGS_LYNN, 'met_by = ["stage-two.requested"]', 'met_by = ["stage-too.requested"]'),
        ("stage-too", 1, "clocks.stage-two-window.met_by"),
        "“stage-too” is not a stage. Did you mean 'stage-two'?",
    ),
    "an unknown action": (
        (marsh(), 'action = "note"', 'action = "notes"'),
        ('action = "notes"', 1, "moves.17.action"),
        "“notes” is not an action. Did you mean 'note'?",
    ),
    "an unknown letter": (
        (marsh(), 'letter = "acknowledgement"', 'letter = "acknowledgment"'),
        ('letter = "acknowledgment"', 1, "moves.6.letter"),
        "“acknowledgment” is not a letter of this policy. Did you mean 'acknowledgement'?",
    ),
    "an unknown position": (
        (marsh(), 'position = "reviewer"', 'position = "reviewing"'),
        ('position = "reviewing"', 1, "moves.10.position"),
        "“reviewing” is not a position of this policy. Did you mean 'reviewer'?",
    ),
    "an unknown contact": (
        (marsh(), 'contacts = ["county"]', 'contacts = ["country"]'),
        ('["country"]', 1, "elsewhere.roads.contacts"),
        "“country” is not one of the [contacts]. Did you mean 'county'?",
    ),
    "an unknown outcome": (
        (marsh(), 'any_of = ["justified", ', 'any_of = ["justifyed", '),
        ("justifyed", 1, "letters.answer.contents.apology.when.any_of"),
        "“justifyed” is not an outcome of this policy. Did you mean 'justified'?",
    ),
    "an unknown finding": (
        (KINGS_LYNN, 'refusable_findings = ["full-and-comprehensive"]', 'refusable_findings = ["full"]'),
        ('["full"]', 1, "requests.1.refusable_findings"),
        "“full” is not a finding of this request. The findings are: full-and-comprehensive, elements-not-considered.",
    ),
    "an unknown channel": (
        (DARTFORD, 'exempt_channels = ["ombudsman-referral"]', 'exempt_channels = ["ombudsman"]'),
        ('exempt_channels = ["ombudsman"]', 1, "late.exempt_channels"),
        re.compile("“ombudsman” is not a channel of this policy."),
    ),
    "an unknown flag": (
        (DARTFORD, 'flag = "formulated-by-staff"', 'flag = "formulated-by-staf"'),
        ('flag = "formulated-by-staf"', 1, "steps.nature-confirmed.owed.flag"),
        "“formulated-by-staf” is not a flag of a case. Did you mean 'formulated-by-staff'?",
    ),
    "an unknown fact of a letter": (
        (DARTFORD, 'fact = "outcome"', 'fact = "outcomes"'),
        ('fact = "outcomes"', 1, "letters.stage-one-response.contents.conclusion.source.fact"),
        "“outcomes” is not something a letter can take from the case. Did you mean 'outcome'?",
    ),
    "an unknown dated fact": (
        (DARTFORD, 'fact = "happened_on"', 'fact = "happened"'),
        ('fact = "happened"', 1, "clocks.ideal-time-to-complain.anchor.fact"),
        "“happened” is not a dated fact of a case. Did you mean 'happened_on'?",
    ),
    "a due date of no clock": (
        (marsh(), 'fact = "due-date", clock = "answer"', 'fact = "due-date"'),
        ('fact = "due-date"', 1, "letters.acknowledgement.contents.date.source"),
        "A due-date needs “clock”: which limit's date is told.",
    ),
    "an unknown merge field": (
        (marsh(), "{window_end}", "{windowend}"),
        ("{windowend}", 1, "letters.answer.contents.review.source.text"),
        "{windowend} cannot be filled in. Did you mean 'window_end'?",
    ),
    "an open curly bracket": (
        (marsh(), 'subject = "Your complaint {reference}"', 'subject = "Your complaint {reference"'),
        ('{reference"', 1, "letters.acknowledgement.subject"),
        "The curly bracket before “reference” is never closed.",
    ),
    "a merge field that would be empty": (
        (marsh(), 'privacy_notice = "https://www.marsh.example/privacy"\n', ""),
        ("{privacy_notice}", 1, "letters.acknowledgement.contents.privacy.source.text"),
        "{privacy_notice} would be empty: give “privacy_notice” under [council].",
    ),
    "an id given twice": (
        (marsh(), 'id = "officer"\nname = "Officer"', 'id = "clerk"\nname = "Officer"'),
        ('id = "clerk"', 2, "roles.clerk.id"),
        "“clerk” is there already; every id stands once in its list.",
    ),
    "an id in capitals": (
        (marsh(), 'id = "roads"', 'id = "Roads"'),
        ('id = "Roads"', 1, "elsewhere.Roads.id"),
        "“Roads” cannot be an id: use small letters and numbers with hyphens between words.",
    ),
    "a stage that nothing leads to": (
        (
            marsh(),
            'what_happens = "A councillor who had no part in the answer looks at it again."\n',
            '[[tracks.stages]]\nid = "third"\nname = "Third"\nparagraph = "7"\n',
        ),
        ("[[tracks.stages]]", 3, "tracks.complaint.stages.third"),
        "No stage leads to “third”: name it as the next of the stage before it.",
    ),
    "stages in a circle": (
        (marsh(), 'id = "review"\nname = "Review"', 'id = "review"\nnext = "answer"\nname = "Review"'),
        ('next = "answer"', 1, "tracks.complaint.stages.review.next"),
        "The stages go round in a circle: “answer” comes before this one.",
    ),
    "a stage that nobody can answer": (
        (marsh(), 'action = "respond"\nstages = ["review"]', 'action = "note"\nstages = ["review"]'),
        ("[[tracks.stages]]", 2, "tracks.complaint.stages.review"),
        'Nobody can answer in “review”: add a [[moves]] with action = "respond" for this stage.',
    ),
    "a stage that nobody can ask for": (
        (marsh(), 'action = "request-next-stage"', 'action = "note"'),
        ('next = "review"', 1, "tracks.complaint.stages.answer.next"),
        "Nobody can ask for the stage after “answer”: "
        'add a [[moves]] with action = "request-next-stage" for this stage.',
    ),
    "a track that nobody can begin": (
        (KINGS_LYNN, 'action = "receive"\ntrack = "mp-enquiry"', 'action = "note"\ntrack = "mp-enquiry"'),
        ("[[tracks]]", 3, "tracks.mp-enquiry"),
        'Nobody can begin a “mp-enquiry”: add a [[moves]] with action = "receive" for this track.',
    ),
    "nobody kept away": (
        (marsh(), 'action = "bar-person"', 'action = "note"'),
        ("[[tracks]]", 1, "tracks.complaint"),
        'Nobody could be kept away from a “complaint”: add a [[moves]] with action = "bar-person" for this track.',
    ),
    "a late holiday not counted": (
        (marsh(), 'action = "adopt-calendar"', 'action = "note"'),
        ("[[tracks]]", 1, "tracks.complaint"),
        "A bank holiday announced late could not be counted in a “complaint”: "
        'add a [[moves]] with action = "adopt-calendar" for this track.',
    ),
    "a letter that comes back unrecorded": (
        (marsh(), 'action = "report-delivery-failure"', 'action = "note"'),
        ("[[tracks]]", 1, "tracks.complaint"),
        "A letter that comes back could not be recorded in a “complaint”: "
        'add a [[moves]] with action = "report-delivery-failure" for this track.',
    ),
    "clocks in a circle": (
        (
            DARTFORD,
            'anchor = { kind = "receipt" }',
            'anchor = { kind = "later-of", of = [{ kind = "due", clock = "stage-one-acknowledgement" }] }',
        ),
        ("later-of", 1, "clocks.stage-one-acknowledgement.anchor.of.1.clock"),
        "The clocks go round in a circle: “stage-one-acknowledgement” starts from this one.",
    ),
    "a clock of another track": (
        (DARTFORD, 'clock = "internal-review-acknowledgement"', 'clock = "stage-two-acknowledgement"'),
        ('clock = "stage-two-acknowledgement"', 2, "clocks.internal-review-response.anchor.of.2.clock"),
        "“stage-two-acknowledgement” is a clock of another track; a clock starts from one of its own track.",
    ),
    "a move that waits for what never happens": (
        (
            marsh(),
            'action = "acknowledge"\nstages = ["answer"]\nafter = ["registered"]',
            'action = "acknowledge"\nstages = ["answer"]\nafter = ["appointed"]',
        ),
        ('after = ["appointed"]', 1, "moves.6.after"),
        "No move makes “appointed” happen here, so this is never possible.",
    ),
    "a clock that never starts": (
        (
            marsh(),
            'anchor = { kind = "milestone", milestone = "answered" }',
            'anchor = { kind = "milestone", milestone = "clarified" }',
        ),
        ('milestone = "clarified"', 1, "clocks.review-window.anchor.milestone"),
        "No move makes “clarified” happen here, so this clock never starts.",
    ),
    "a clock that never stops": (
        (marsh(), 'met_by = ["acknowledged"]', 'met_by = ["agreed", "contacted"]'),
        ('met_by = ["agreed"', 1, "clocks.acknowledgement.met_by"),
        "No move makes any of these happen, so this clock never stops.",
    ),
    "an allocation without its position": (
        (marsh(), 'position = "answering-officer"\n', ""),
        ("[[moves]]", 5, "moves.5"),
        "This move needs “position”: allocate puts somebody into one.",
    ),
    "a letter where none goes": (
        (marsh(), 'action = "withdraw"', 'action = "withdraw"\nletter = "answer"'),
        ('letter = "answer"', 2, "moves.15.letter"),
        "No letter goes with the action withdraw.",
    ),
    "an earlier act left out": (
        (marsh(), 'warns = ["line-manager", "contacted", ', 'warns = ["line-manager", '),
        ("[[positions]]", 2, "positions.reviewer"),
        "This position does not sort every earlier act. Put under bars, warns or neither: contacted.",
    ),
    "an earlier act sorted twice": (
        (marsh(), 'warns = ["line-manager", ', 'warns = ["line-manager", "held", '),
        ('warns = ["line-manager", "held"', 1, "positions.reviewer.warns"),
        "“held” stands under bars already.",
    ),
    "an unknown act": (
        (marsh(), '"took-step",\n]\n\n[[positions]]', '"took-step", "telephoned",\n]\n\n[[positions]]'),
        ("telephoned", 1, "positions.answering-officer.neither"),
        re.compile("“telephoned” is not a kind of earlier act."),
    ),
    "a role both needed and forbidden": (
        (marsh(), 'never = ["clerk"]', 'never = ["reviewer"]'),
        ('never = ["reviewer"]', 1, "positions.reviewer.never"),
        "“reviewer” stands under roles as well; a role is one or the other.",
    ),
    "a request for a stage that nothing leads to": (
        (marsh(), 'stage = "review"\nparagraph = "4.1"\nreasons', 'stage = "answer"\nparagraph = "4.1"\nreasons'),
        ('stage = "answer"', 4, "requests.1.stage"),
        "No stage leads to “answer”, so it cannot be asked for.",
    ),
    "a decision that nobody can take": (
        (KINGS_LYNN, 'action = "accept-request"', 'action = "note"'),
        ("accepted_first = true", 1, "requests.1.accepted_first"),
        'This needs a [[moves]] with action = "accept-request" for the stage “stage-two”.',
    ),
    "an agreement that nobody can give": (
        (KINGS_LYNN, 'action = "agree"', 'action = "note"'),
        ('stage = "stage-two"', -1, "agreements.1.stage"),
        'This needs a [[moves]] with action = "agree" for the stage “stage-two”.',
    ),
    "lateness that nobody can decide on": (
        (marsh(), 'action = "decide-lateness"', 'action = "note"'),
        ("[late]", 1, "late"),
        'This needs a [[moves]] with action = "decide-lateness".',
    ),
    "an office that closes before it opens": (
        (DARTFORD, "opens = 08:45:00, closes = 16:45:00", "opens = 08:45:00, closes = 04:45:00"),
        ("04:45:00", 1, "receipt.hours.friday.closes"),
        "On friday the office closes at 04:45:00, before it opens.",
    ),
    "an unknown weekday": (
        (DARTFORD, "friday =", "fryday ="),
        ("fryday", 1, "receipt.hours.fryday"),
        "“fryday” is not a day of the week. Did you mean 'friday'?",
    ),
    "half a time": (
        (DARTFORD, "opens = 08:45:00, closes = 16:45:00", "opens = 8:45, closes = 16:45:00"),
        ("8:45, closes", 1, "receipt.hours.friday"),
        "A time is written with two figures each for hours, minutes and seconds, such as 08:45:00.",
    ),
    "a closure that ends before it begins": (
        (DARTFORD, "last = 2026-12-31", "last = 2026-12-01"),
        ("last = 2026-12-01", 1, "calendar.closures.1.last"),
        "The closure ends on 2026-12-01, before it begins on 2026-12-29.",
    ),
    "closures that overlap": (
        (
            DARTFORD,
            "[receipt]",
            '[[calendar.closures]]\nfirst = 2026-12-31\nlast = 2027-01-02\nreason = "x"\n\n[receipt]',
        ),
        ("first = 2026-12-31", 1, "calendar.closures.2.first"),
        "This closure overlaps with one further up.",
    ),
    "a colour that is none": (
        (marsh(), "#23405f", "navy"),
        ("navy", 1, "council.colour"),
        "“navy” is not a colour: write # and six signs, such as #1d3c5c.",
    ),
    "a colour that is too light": (
        (marsh(), "#23405f", "#80a0c0"),
        ("#80a0c0", 1, "council.colour"),
        "White words on #80a0c0 cannot be read well: the contrast is 2.7 to 1, and 4.5 is the least.",
    ),
    "no e-mail address": (
        (marsh(), 'complaints_email = "complaints@marsh.example"', 'complaints_email = "marsh.example"'),
        ('complaints_email = "marsh.example"', 1, "council.complaints_email"),
        "“marsh.example” is not an e-mail address.",
    ),
    "no web address": (
        (marsh(), 'website = "https://www.marsh.example/"', 'website = "www.marsh.example"'),
        ('"www.marsh.example"', 1, "council.website"),
        "“www.marsh.example” is not a web address: it begins with https:// or http:// and has no spaces.",
    ),
    "a reference in small letters": (
        (marsh(), 'reference_prefix = "MV"', 'reference_prefix = "mv 1"'),
        ('"mv 1"', 1, "council.reference_prefix"),
        "“mv 1” cannot begin a reference: use capital letters and numbers.",
    ),
    "no track for complaints": (
        (marsh(), 'id = "complaint"\nname', 'id = "grievance"\nname'),
        None,
        "The policy needs a track with the id “complaint”.",
    ),
    "an open quotation mark": (
        (DARTFORD, 'short_name = "Dartford"', 'short_name = "Dartford'),
        ("short_name", 1, "council.short_name"),
        "The closing quotation mark is missing.",
    ),
    "a word without quotation marks": (
        (DARTFORD, "count = 5", "count = five"),
        ("count = five", 1, "clocks.stage-one-acknowledgement.length"),
        "The value cannot be read. Words stand in quotation marks, numbers and dates without.",
    ),
    "an open list": (
        (DARTFORD, 'met_by = ["acknowledged"]', 'met_by = ["acknowledged"'),
        ('met_by = ["acknowledged"', 2, "clocks.stage-two-acknowledgement.met_by"),
        "The list needs a closing ] and a comma between every two of its entries.",
    ),
    "an open heading": (
        (DARTFORD, "[[moves]]", "[[moves]"),
        ("[[moves]", 1, "moves"),
        "The heading of a table needs its closing square brackets, alone on its line.",
    ),
    "a stray line": (
        (DARTFORD, "[calendar]\n", "see page 3\n[calendar]\n"),
        ("see page 3", 1, "paragraphs.see"),
        "After a key comes an equals sign and its value: key = value.",
    ),
    "an English date": (
        (DARTFORD, "in_force_from = 2024-07-01", "in_force_from = 01/07/2024"),
        ("in_force_from", 1, "in_force_from"),
        "A date is written year, month and day with hyphens, such as 2026-04-01.",
    ),
}


@pytest.mark.parametrize("name", SINGLE_MISTAKES)
def test_a_single_mistake_is_named_with_line_key_and_sentence(name):
    (text, old, new), where, sentence = SINGLE_MISTAKES[name]
    text = spoilt(text, old, new)
    found = mistakes(text)
    if where is None:
        assert sentence in [mistake.sentence for mistake in found]
        return
    words, nth, key = where
    if nth == -1:
        nth = sum(words in line for line in text.splitlines())
    line = line_of(text, words, nth)
    fitting = [mistake for mistake in found if mistake.key == key and _is(mistake.sentence, sentence)]
    assert fitting, "\n".join(map(str, found))
    assert fitting[0].line == line, f"{fitting[0]} is not on line {line}"


def _is(said, sentence):
    return bool(sentence.match(said)) if isinstance(sentence, re.Pattern) else said == sentence


def test_a_file_that_is_no_utf8_is_refused_with_its_line(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_bytes(b'id = "x"\nname = "caf\xe9"\n')
    with pytest.raises(PolicyMistakes) as raised:
        load(path)
    assert [(mistake.line, mistake.sentence) for mistake in raised.value.mistakes] == [
        (2, "The file is not saved as UTF-8. Save it again with that encoding.")
    ]


def test_several_faults_of_writing_come_at_once_with_what_can_still_be_read():
    text = marsh()
    for old, new in [
        ('short_name = "Marsh Villages"', 'short_name = "Marsh Villages'),
        ("count = 3", "count = three"),
        ('met_by = ["review.requested"]', 'met_by = ["review.requested"'),
        ('[public]\ncommitment = "We', '[public\ncommitment = "We'),
        ("never_lateness_alone = false", 'never_lateness_alone = "false"'),
    ]:
        text = spoilt(text, old, new)
    assert [mistake.key for mistake in mistakes(text)] == [
        "council.short_name",
        "clocks.acknowledgement.length",
        "clocks.review-window.met_by",
        "late.never_lateness_alone",
        "public",
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "[[", "=", "[a]\n[a]\n", "\x00", "a = [[[[{", 'id = """\n\n\n'])
def test_hardly_anything_is_a_policy_and_nothing_breaks_the_reader(text):
    found = mistakes(text)
    assert found
    assert all(1 <= mistake.line <= text.count("\n") + 1 for mistake in found)


@pytest.mark.parametrize("table", ["paragraphs", "contacts.nobody"])
def test_a_key_without_a_name_is_a_mistake(table: str):
    broken = DARTFORD.replace(
        "[paragraphs]\n", f'[{table}]\n"" = "nothing"\n' + ("" if table == "paragraphs" else "[paragraphs]\n"), 1
    )
    assert any(mistake.line == broken[: broken.index('"" =')].count("\n") + 1 for mistake in mistakes(broken))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_file_cut_anywhere_never_breaks_the_reader(data):
    """Cut out any stretch: either nothing that matters was lost, or there are mistakes on lines of the file."""
    text = marsh()
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, 400))
    cut = text[:start] + text[start + length :]
    assert all(1 <= mistake.line <= cut.count("\n") + 1 for mistake in mistakes(cut))


def first_of_each_kind(text):
    """The first key of each name in each kind of table."""
    found = {}
    for path, cls in keys(text):
        found.setdefault((cls, path[-1]), path)
    return [(path, cls) for (cls, _), path in found.items()]


def is_named_on_its_line(text, path, changed):
    lines = lines_of(text, path)
    found = mistakes(changed)
    assert any(mistake.line in lines for mistake in found), (path, sorted(lines), [str(each) for each in found])


def test_every_kind_of_key_is_missed_when_it_is_renamed():
    text = marsh()
    renamed = 0
    for number, (path, _) in enumerate(first_of_each_kind(text)):
        changed = with_key_renamed(text, path, f"{path[-1]}x" if number % 2 else "zzzzzz")
        if changed is not None:
            renamed += 1
            is_named_on_its_line(text, path, changed)
    assert renamed > 125


def test_every_kind_of_compulsory_key_is_missed_when_it_is_left_out():
    text = marsh()
    cut = 0
    for path, cls in first_of_each_kind(text):
        if path[-1] not in compulsory(cls):
            continue
        changed = without_key(text, path)
        if changed is not None:
            cut += 1
            is_named_on_its_line(text, path, changed)
    assert cut > 100


@pytest.mark.parametrize("text", [KINGS_LYNN, DARTFORD], ids=["kings-lynn", "dartford"])
def test_any_key_of_the_real_files_is_missed(text):
    every = list(keys(text))

    @settings(max_examples=25, deadline=None)
    @given(st.sampled_from(every), st.booleans(), st.sampled_from(["x", "_of", "zzzzzzz"]))
    def holds(key, leave_out, ending):
        path, cls = key
        if leave_out and path[-1] in compulsory(cls):
            changed = without_key(text, path)
        else:
            changed = with_key_renamed(text, path, ending if len(ending) > 3 else f"{path[-1]}{ending}")
        if changed is not None:
            is_named_on_its_line(text, path, changed)

    holds()


def test_every_milestone_has_an_action_that_makes_it_happen():
    assert set(DONE_BY) == set(MILESTONES.values())
    assert set(DONE_BY.values()) <= set(ACTIONS)


# --- colours, files in use, rulebooks ------------------------------------------------------------


@pytest.mark.parametrize(("colour", "contrast"), [("#ffffff", 1), ("#000000", 21), ("#767676", 4.54), ("#00594f", 8.2)])
def test_contrast_with_white_is_as_wcag_says(colour, contrast):
    assert contrast_with_white(colour) == pytest.approx(contrast, rel=0.01)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(policies.FOLDERS, str(tmp_path))
    policies.reload()
    yield tmp_path
    policies.reload()


def test_the_bundled_policies_are_installed():
    assert {"kings-lynn", "dartford"} <= set(policies.installed({}))
    assert "bank-holidays" not in policies.installed({})


def test_a_folder_adds_policies_and_takes_the_place_of_bundled_ones(folder):
    (folder / "marsh.toml").write_text(marsh(), encoding="utf-8")
    later = spoilt(spoilt(DARTFORD, "2024-07", "2030-01"), "2024-07-01", "2030-01-01")
    (folder / "dartford-2030.toml").write_text(later, encoding="utf-8")
    (folder / "kings-lynn.toml").write_text(
        spoilt(KINGS_LYNN, 'short_name = "', 'short_name = "Our '), encoding="utf-8"
    )
    book = policies.rulebook()
    assert {(pin.id, pin.version) for pin in book.policies if pin.id in ("marsh", "dartford")} == {
        ("marsh", "2026-04"),
        ("dartford", "2024-07"),
        ("dartford", "2030-01"),
    }
    assert policies.current("dartford", on=date(2029, 12, 31)).version == "2024-07"
    assert policies.current("dartford", on=date(2030, 1, 1)).version == "2030-01"
    assert policies.current("kings-lynn").council.short_name.startswith("Our ")
    assert policies.rulebook() is book


def test_a_folder_that_is_not_there_is_said(monkeypatch):
    with pytest.raises(NotADirectoryError, match="nowhere"):
        policies.installed({policies.FOLDERS: "/nowhere"})


def test_a_mistake_in_a_folder_stops_everything(folder):
    (folder / "marsh.toml").write_text(spoilt(marsh(), "count = 3", "count = 0"), encoding="utf-8")
    with pytest.raises(PolicyMistakes, match=r"marsh\.toml cannot be used: 1 mistake"):
        policies.rulebook()


def test_two_files_cannot_be_the_same_version():
    policy = policy_in(marsh(), Path("marsh.toml"))
    with pytest.raises(PolicyClash, match="version 2026-04 of the policy marsh"):
        book_of([policy, policy])


def test_a_rulebook_counts_by_the_calendar_of_each_council():
    book = policies.rulebook()
    version = bank_holidays.installed().version
    assert book.calendar_version == version
    pin = policies.current("dartford").pin
    calendar = book.calendar(pin)
    assert calendar.nation == "england-and-wales"
    closed = calendar.closure_on(date(2026, 12, 30))
    assert closed is not None
    assert calendar.is_working_day(date(2026, 12, 30))


def test_a_case_counts_by_the_edition_it_began_under_until_it_adopts_another():
    before = bank_holidays.installed()
    jubilee = Holiday(date(2026, 6, 4), "A holiday announced late")
    with_jubilee = {nation: (*days, jubilee) for nation, days in before.holidays.items()}
    after = replace(before, version="9999-01", holidays=with_jubilee)
    loaded = list(policies.rulebook().policies.values())
    walk = Walk("kings-lynn", book=book_of(loaded, (before,))).receives("2026-06-01")
    walk.book = book_of(loaded, (before, after))
    assert walk.due("stage-one-response").due == date(2026, 6, 22)
    walk.does("2026-06-02", SYSTEM, AdoptCalendar(calendar="9999-01"))
    assert walk.due("stage-one-response").due == date(2026, 6, 23)
    assert Walk("kings-lynn", book=walk.book).receives("2026-06-01").due("stage-one-response").due == date(2026, 6, 23)


def test_a_later_version_moves_no_date_of_a_case_that_began_under_an_earlier_one():
    first = policy_in(DARTFORD, Path("dartford.toml"))
    calendar = replace(first.calendar, closures_are_working_days=not first.calendar.closures_are_working_days)
    second = replace(first, version="later", in_force_from=date(2030, 1, 1), calendar=calendar)
    book = book_of([first, second])
    closed = first.calendar.closures[0].first
    while closed.weekday() > 4 or closed in {each.day for each in book.calendar(first.pin).holidays}:
        closed += timedelta(days=1)
    assert book.calendar(first.pin).is_working_day(closed)
    assert not book.calendar(second.pin).is_working_day(closed)
