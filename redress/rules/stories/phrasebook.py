"""Which sentences can a story use, and what does each mean?

One table holds every phrase. The parser reads stories with it and `docs/stories.md` is printed from
it, so that the book and the language cannot differ. In a form, capitals stand for something to fill
in, square brackets for what may be left out, and ``(a | b)`` for a choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_NAME = r"(?-i:the [a-zA-Z(][\w’'()-]*(?: [\w’'()-]+)*?|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"

#: What each word in capitals stands for: the pattern it is read with, and what the book says of it.
BLANKS: dict[str, tuple[str, str]] = {
    "NAME": (
        _NAME,
        "somebody declared in the story, such as `Ann`, or `the` and a role of the policy, such as "
        "`the service manager`",
    ),
    "OTHER": (_NAME, "somebody else, named in the same way"),
    "ROLE": (r"[\w’'()/ -]+?", "a role of the policy, by its name or its id"),
    "N": (r"\d{1,3}", "a number, in figures"),
    "DATE": (
        r"[A-Za-z]{3,9} \d{1,2} [A-Za-z]{3,9} \d{4}",
        "a day with its weekday, such as `Tue 30 Jun 2026`",
    ),
    "TIME": (r"[0-2]?\d:[0-5]\d", "a time on the 24-hour clock, such as `17:30`"),
    "REASON": (r".+?", "free words"),
    "PARAGRAPH": (r"[\w.()]+", "a paragraph of the policy, such as `2.7(vi)(a)`"),
    "OUTCOME": (r"[\w -]+?", "an outcome of the policy, by its name or its id"),
    "CLOCK": (r"[\w -]+?", "a clock of the policy: its id, with or without hyphens, such as `stage one response`"),
    "TRACK": (r"[\w -]+?", "a track of the policy, such as `complaint`"),
    "CHANNEL": (r"[\w -]+?", "a channel of the policy, such as `telephone`"),
    "CONTENT": (r"[\w’' -]+?", "a compulsory content of the letter, by its heading or its id"),
    "FINDING": (r"[\w -]+?", "a finding that the policy lists for such requests, by its name or its id"),
    "GROUND": (r"[\w -]+?", "a ground that the policy lists for late complaints, by its name or its id"),
    "STATUS": (r"[a-z -]+?", "a status, such as `awaiting-allocation`"),
    "SERVICE": (r"[\w -]+?", "the council's code of a service"),
    "STAGE": (r"[\w -]+?", "a stage of the track, by its name or its id"),
    "BODY": (r"[\w’' -]+?", "a body of the policy's contacts, by its name or its id"),
    "DRAFT": (r"[\w -]+?", "a name for one draft of a response"),
    "SUBJECT": (r"[\w’'(),/ -]+?", "a subject of the policy, by its name or its id"),
    "FLAG": (
        r"[\w -]+?",
        "something special about the case that the policy's letters look at, or a subject; several may be given",
    ),
    "STEP": (r"[\w’'(),/ -]+?", "a decision or check of the policy, by its name or its id"),
    "OPTION": (r"[\w’'(),/ -]+?", "one of the ways in which that step can be taken, by its name or its id"),
    "CHOICE": (r"[\w’'(),/ -]+?", "an entry of the list that the step picks from, by its name or its id"),
    "QUESTION": (r"[\w’'(),/? -]+?", "a question that the step asks, by its id"),
    "ENDING": (r"[\w-]+?", "why a run ended, such as `withdrawn`"),
    "WORDS": (r"“[^”]+”|\"[^\"]+\"", "words in quotation marks"),
}


@dataclass(frozen=True)
class Phrase:
    """One phrase: how it is written and what it means."""

    id: str
    form: str
    meaning: str
    example: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as a regular expression; capitals and small letters are the same but in names."""
        return re.compile(_pattern(self.form), re.IGNORECASE)


_TOKEN = re.compile(r"(?P<blank>\b[A-Z]{1,}\b(?!’))|(?P<mark>[\[\]()|])|(?P<space>\s+)|(?P<word>[^\[\]()|\s]+)")
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


def _pattern(form: str) -> str:
    """The regular expression of a form. Space around brackets belongs to what the brackets hold."""
    form = re.sub(r"\s*\|\s*", "|", form)
    form = re.sub(r"\s+\[", "[ ", form)
    made = []
    for token in _TOKEN.finditer(form):
        if token["blank"]:
            made.append(f"(?P<{token['blank'].lower()}>{BLANKS[token['blank']][0]})")
        elif token["mark"]:
            made.append(_MARKS[token["mark"]])
        else:
            made.append(r"\s+" if token["space"] else re.escape(token["word"]))
    return "".join(made)


#: Lines without a date: who is who, and how the story is told.
DECLARATIONS = (
    Phrase(
        "step-by-step",
        "step by step",
        "On the first line: nothing is filled in. Without it, registering, allocating, appointing, accepting and "
        "agreeing happen by themselves when a later act needs them.",
    ),
    Phrase("is", "NAME is (a|an|the) ROLE", "Somebody works for the council in this role.", "Ann is a service manager"),
    Phrase(
        "manages",
        "NAME manages OTHER",
        "Somebody is the line manager of somebody else. Both are declared, before or after.",
        "Ben manages Ann",
    ),
)

#: Added to "received", in any order, after a space or a comma.
CIRCUMSTANCES = (
    Phrase("channel", "by CHANNEL", "How it came; without it, by letter.", "by telephone"),
    Phrase("happened", "about a matter that occurred on DATE", "When the matter occurred."),
    Phrase("aware", "about a matter the complainant learnt of on DATE", "When the complainant became aware of it."),
    Phrase("landlord", "about the council as landlord", "Every point is about a landlord function."),
    Phrase("overlap", "about the council as landlord and otherwise", "Both Ombudsmen could look at it."),
    Phrase(
        "subject",
        "on the subject of SUBJECT",
        "What every point is about: an entry of the policy's list of subjects.",
        "on the subject of discrimination",
    ),
    Phrase("provider", "about a (contractor|partner)", "Who gave the service, where it was not the council itself."),
    Phrase("open", "with the landlord question open", "Nobody knows yet whether a point is about a landlord function."),
    Phrase("points", "with N points", "How many points of complaint it has; without it, one."),
    Phrase("anonymous", "anonymously", "Nobody gave a name, and there is no address to send anything to."),
    Phrase("no-address", "without an address", "There is no address to send anything to."),
    Phrase("flag", "flagged FLAG", "Something special about the case.", "flagged discrimination"),
    Phrase(
        "first", "forwarded, first received on DATE [at TIME]", "It had reached the council earlier than the line says."
    ),
    Phrase(
        "service",
        "for the service SERVICE",
        "Which service it is about, by the council's code; of several, with `and` between them, each has a point.",
        "for the service home-help and parks",
    ),
    Phrase("entry", "directly at STAGE", "It begins in this stage instead of the first."),
    Phrase("logged", "logged by NAME", "Who took it in; without it, the complainant sent it."),
)

#: What people do. The date of the line is when it was done.
ACTS = (
    Phrase("receive", "TRACK received", "A complaint, request or enquiry arrived, in these circumstances (see below)."),
    Phrase(
        "accept-late",
        "late complaint accepted [by NAME] [on the ground of GROUND] because REASON",
        "A late complaint goes ahead; without a ground, on the first of the policy's list.",
    ),
    Phrase(
        "decline-late",
        "late complaint declined [by NAME] because REASON",
        "A late complaint goes no further, every ground of the policy having been considered.",
    ),
    Phrase(
        "decline-only-late",
        "late complaint declined [by NAME] only for being late",
        "A late complaint goes no further, and nothing but its lateness was considered.",
    ),
    Phrase("register", "registered [by NAME]", "It was registered."),
    Phrase(
        "settle",
        "settled [by NAME] as (a council matter|a landlord matter|both|an open question)",
        "Whose function every point is about, and so which Ombudsman it can go to.",
    ),
    Phrase("allocate", "allocated to OTHER [by NAME]", "Somebody was put in charge."),
    Phrase(
        "appoint",
        "(appointed|officer appointed|investigating officer appointed) OTHER [by NAME] [because REASON]",
        "Somebody was put in charge of a later stage; the reason answers a warning.",
        "officer appointed Carol",
    ),
    Phrase("acknowledge", "acknowledged [by NAME] [without the CONTENT]", "The acknowledgement was sent."),
    Phrase("contact", "contacted [by NAME]", "Somebody spoke or wrote to the complainant."),
    Phrase("clarify", "clarified [by NAME]", "It was made clear what the complaint is about."),
    Phrase(
        "extend",
        "extended by N [working] (day|days) [by NAME] because REASON [without the CONTENT]",
        "The complainant was told that the answer takes so many working days longer; days without more are any days, "
        "where the policy counts extensions in them.",
        "extended by 10 working days because the surveyor is away",
    ),
    Phrase(
        "extend-to",
        "extended to DATE [by NAME] because REASON [without the CONTENT]",
        "The complainant was told that the answer comes by a later day.",
    ),
    Phrase(
        "delay",
        "delay notice for DATE [by NAME] [because REASON] [without the CONTENT]",
        "The complainant was told when to expect the answer, where the due date itself cannot be moved.",
    ),
    Phrase("agree", "agreed [in DRAFT] [by NAME]", "The response was agreed; a draft may be named."),
    Phrase(
        "respond",
        "(responded|answered|stage one answered|stage two answered|stage three answered|final response)"
        "[: OUTCOME] [in DRAFT] [by NAME] [drafted by OTHER] [without the CONTENT]",
        "The answer was sent. Without an outcome, not upheld. A stage that is named must be the open one, and a final "
        "response is given in the last.",
        "stage one answered: partially upheld without the apology",
    ),
    Phrase(
        "findings",
        "(responded|answered|final response) with one point OUTCOME and the rest unanswered",
        "An answer that leaves points open.",
    ),
    Phrase(
        "request",
        "(stage two|stage three|next stage) requested [by NAME] [(with|without) reasons] [sent on DATE]",
        "The complainant asked for the next stage, with reasons unless said; `sent on` is the day it was made, "
        "where that is known.",
        "stage two requested, sent on Sat 28 Feb 2026",
    ),
    Phrase("reasons", "reasons given [by NAME]", "The complainant gave the reasons that were missing."),
    Phrase(
        "accept",
        "request accepted [by NAME] [finding FINDING] [because REASON] [without the CONTENT]",
        "The request for the next stage goes ahead; a late one needs the reason.",
    ),
    Phrase(
        "refuse",
        "request refused [by NAME] [finding FINDING] [because REASON] [without the CONTENT]",
        "The request for the next stage goes no further.",
    ),
    Phrase(
        "signpost",
        "signposted to the ombudsman [by NAME] [for want of a response] [without the CONTENT]",
        "The complainant was told how to go to the Ombudsman; `for want of a response` uses the right to go early.",
    ),
    Phrase("answer-ombudsman", "ombudsman answered [by NAME]", "The council's response went to the Ombudsman."),
    Phrase("information", "information added [by NAME]", "The complainant sent more."),
    Phrase("help", "help asked for [by NAME]", "The complainant asked for help to complain."),
    Phrase("plan", "action plan recorded [by NAME]", "An action plan was written."),
    Phrase("plan-done", "action plan completed [by NAME]", "An action plan was carried out."),
    Phrase(
        "step",
        "step STEP: OPTION [choosing CHOICE] [giving DATE] [(saying no to|not answering) QUESTION] [by NAME] "
        "[without the CONTENT]",
        "A decision of the policy was taken so, or something was seen to. What it asks is answered in the usual way; "
        "a date that is given answers the question that may lie ahead.",
        "step triage: service request by the service manager",
    ),
    Phrase("withdraw", "withdrawn [by NAME]", "The complainant no longer wishes to complain."),
    Phrase("close", "closed [by NAME]", "The case was closed."),
    Phrase("note", "noted [by NAME]", "An internal note was written."),
    Phrase("bar", "OTHER is complained about [by NAME]", "From now on this person has no part in the case."),
    Phrase("undelivered", "letter came back", "The last letter could not be delivered."),
    Phrase(
        "correct",
        "corrected: (complaint|request|acknowledgement|response) was (received|sent) on DATE [at TIME] [by NAME] "
        "[because REASON]",
        "An earlier entry bore a wrong date or time. Both stay; the clocks use the right one.",
        "corrected: complaint was received on Fri 29 May 2026 at 16:00 because the stamp says so",
    ),
    Phrase(
        "correct-matter",
        "corrected: the matter occurred on DATE [by NAME] [because REASON]",
        "The day on which the matter occurred was wrong.",
    ),
)

#: What must be true. The date of the line is the answer, or the day from which one looks.
EXPECTATIONS = (
    Phrase(
        "receipt", "[request ]legally received [under PARAGRAPH]", "It counts as received on this day, at this time."
    ),
    Phrase(
        "provisional", "CLOCK is provisionally due [under PARAGRAPH]", "As `is due`, and it still rests on a due date."
    ),
    Phrase(
        "due", "CLOCK is due [under PARAGRAPH]", "This day is the last on which it is in time; under this paragraph."
    ),
    Phrase("printed", "CLOCK is printed as this day", "This day is what letters say."),
    Phrase("promised", "CLOCK is promised", "This day was told to the complainant in a letter, and stands."),
    Phrase("expected", "CLOCK is expected", "This day was told in a delay notice; the due date did not move."),
    Phrase("originally", "CLOCK was originally due", "This day was the due date before any extension."),
    Phrase("missed", "CLOCK stays missed", "This day was the due date that had passed before an extension came."),
    Phrase("late", "CLOCK is late by N working (day|days)", "Done, or on this day still not done, so many days late."),
    Phrase("overdue", "CLOCK is overdue", "Seen from this day it is not done and its due date has passed."),
    Phrase("not-overdue", "CLOCK is not overdue", "Seen from this day it is done or still in time."),
    Phrase("met", "CLOCK is met", "It was done, and in time."),
    Phrase("unknown", "CLOCK is not running", "There is no such date, or nothing is owed under it any more."),
    Phrase(
        "not-applicable",
        "CLOCK does not apply",
        "It is marked as not applicable: there is no address, or the answer came first and makes it needless.",
    ),
    Phrase("left", "CLOCK has N [working] (day|days) of extension left", "So much more time could still be taken."),
    Phrase("responsible", "CLOCK falls to ROLE", "Whoever is responsible for it."),
    Phrase(
        "projected", "CLOCK rests on projected holidays", "Not every public holiday it was counted by is proclaimed."
    ),
    Phrase("working", "CLOCK working says WORDS", "The explanation of the date has these words in it."),
    Phrase(
        "approach",
        "ombudsman can be approached [under PARAGRAPH]",
        "On this day the complainant may go without an answer.",
    ),
    Phrase(
        "by-right",
        "next stage can be asked for by right [under PARAGRAPH]",
        "On this day the complainant may ask for the next stage without an answer, as if refused.",
    ),
    Phrase("not-by-right", "next stage cannot be asked for by right yet", "On this day there is no such right yet."),
    Phrase("no-approach", "ombudsman cannot be approached yet", "On this day there is no such right yet."),
    Phrase("complaint-late", "complaint is late [under PARAGRAPH]", "It came after the limit for complaining."),
    Phrase("complaint-in-time", "complaint is in time", "It came within the limit for complaining."),
    Phrase("request-late", "request is late", "It came after the window for asking."),
    Phrase("request-in-time", "request is in time", "It came within the window for asking."),
    Phrase("owed", "STEP is owed [by ROLE]", "Somebody must take this step now; one of them has this role."),
    Phrase("not-owed", "STEP is not owed", "Nobody waits for this step now."),
    Phrase("carries", "case carries FLAG", "The run that is at hand carries this flag."),
    Phrase("no-flag", "case does not carry FLAG", "The run that is at hand does not carry this flag."),
    Phrase("track-open", "TRACK is open", "A run of this track has begun and has not ended."),
    Phrase("track-ended", "TRACK ended as ENDING", "The last run of this track has ended, for this reason."),
    Phrase("status", "status is STATUS", "Seen from this day."),
    Phrase("outcome", "outcome is OUTCOME", "The outcome of the last answer."),
    Phrase("charge", "NAME is in charge", "Who has it."),
    Phrase("bodies", "ombudsman is BODY", "The Ombudsmen it can go to, with `and` between two."),
    Phrase("final", "response is final", "The last answer was the council's last word."),
    Phrase("not-final", "response is not final", "After the last answer there is a further stage."),
)

#: Before an act: it must be refused.
REFUSAL = Phrase(
    "refused",
    "refused [under PARAGRAPH] [saying WORDS]: ACT",
    "The act after the colon is tried and must be refused, under this paragraph and in these words. "
    "Nothing of it stays.",
    "refused under 2.7(vi)(a): extended by 1 working day because it is complex",
)
REFUSED = re.compile(
    rf"refused(?: under (?P<paragraph>[\w.()]+))?(?: saying (?P<words>{BLANKS['WORDS'][0]}))?: (?P<act>.+)", re.I
)
