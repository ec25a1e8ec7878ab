"""What are acts, milestones, roles and paragraphs called when they stand inside a sentence?

Every phrase is written here once and marked for translation; the function that translates is passed
in as ``_``, so that this room imports nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from redress.rules.moments import day_in_words
from redress.rules.policy import Policy, Unknown

Translate = Callable[[str], str]


def gettext_noop(message: str) -> str:
    """Mark a message for translation where it is written; it is translated where it is used."""
    return message


#: What is ordered, after "cannot".
ACTS: Mapping[str, str] = {
    "receive": gettext_noop("take this in"),
    "decide-lateness": gettext_noop("decide whether this late complaint goes ahead"),
    "register": gettext_noop("register this"),
    "settle-points": gettext_noop("settle what the complaint is about"),
    "allocate": gettext_noop("allocate this"),
    "appoint": gettext_noop("appoint someone to this"),
    "acknowledge": gettext_noop("acknowledge this"),
    "contact": gettext_noop("record a contact"),
    "clarify": gettext_noop("record a clarification"),
    "extend": gettext_noop("take more time"),
    "agree": gettext_noop("agree the response"),
    "respond": gettext_noop("send the response"),
    "request-next-stage": gettext_noop("ask for the next stage"),
    "give-reasons": gettext_noop("give reasons for the request"),
    "accept-request": gettext_noop("accept the request"),
    "refuse-request": gettext_noop("refuse the request"),
    "signpost": gettext_noop("point to the Ombudsman"),
    "answer-ombudsman": gettext_noop("answer the Ombudsman"),
    "add-information": gettext_noop("add information"),
    "ask-for-help": gettext_noop("ask for help"),
    "record-action-plan": gettext_noop("record an action plan"),
    "complete-action-plan": gettext_noop("complete an action plan"),
    "withdraw": gettext_noop("withdraw this"),
    "close": gettext_noop("close this"),
    "note": gettext_noop("write a note"),
    "bar-person": gettext_noop("record who is complained about"),
    "report-delivery-failure": gettext_noop("record that a letter did not arrive"),
    "adopt-calendar": gettext_noop("adopt a calendar"),
    "correct": gettext_noop("correct an earlier entry"),
    "take-step": gettext_noop("take this decision"),
    "link": gettext_noop("link this with another case"),
    "merge": gettext_noop("put this together with another case"),
    "unmerge": gettext_noop("take this apart from the other case"),
    "ask": gettext_noop("ask for information"),
    "answer-ask": gettext_noop("give the information that was asked for"),
    "close-ask": gettext_noop("stop waiting for information"),
}

#: What has happened, as a clause of its own.
MILESTONES: Mapping[str, str] = {
    "received": gettext_noop("it has been received"),
    "lateness-decided": gettext_noop("it has been decided whether the late complaint goes ahead"),
    "registered": gettext_noop("it has been registered"),
    "allocated": gettext_noop("it has been allocated"),
    "appointed": gettext_noop("an investigating officer has been appointed"),
    "acknowledged": gettext_noop("it has been acknowledged"),
    "contacted": gettext_noop("the complainant has been contacted"),
    "clarified": gettext_noop("it has been clarified"),
    "extended": gettext_noop("it has been extended"),
    "delay-notified": gettext_noop("a delay notice has been sent"),
    "agreed": gettext_noop("the response has been agreed"),
    "answered": gettext_noop("it has been answered"),
    "requested": gettext_noop("the next stage has been asked for"),
    "accepted": gettext_noop("the request has been accepted"),
    "refused": gettext_noop("the request has been refused"),
    "signposted": gettext_noop("the complainant has been told of the Ombudsman"),
    "ombudsman-answered": gettext_noop("the Ombudsman has been answered"),
    "action-plan-recorded": gettext_noop("an action plan has been recorded"),
    "action-plan-completed": gettext_noop("the action plan has been completed"),
    "withdrawn": gettext_noop("it has been withdrawn"),
    "closed": gettext_noop("it has been closed"),
}

#: What a clock starts from.
STARTS: Mapping[str, str] = {
    "received": gettext_noop("the receipt"),
    "registered": gettext_noop("the registration"),
    "allocated": gettext_noop("the allocation"),
    "appointed": gettext_noop("the appointment"),
    "acknowledged": gettext_noop("the acknowledgement"),
    "answered": gettext_noop("the response"),
    "requested": gettext_noop("the request"),
    "accepted": gettext_noop("the acceptance"),
    "refused": gettext_noop("the refusal"),
    "signposted": gettext_noop("the signpost to the Ombudsman"),
    "action-plan-recorded": gettext_noop("the action plan"),
    "happened_on": gettext_noop("the day on which the matter occurred"),
    "aware_on": gettext_noop("the day on which the complainant became aware of the matter"),
}

#: Where a run stands, by the word of ``rules.status``.
STATUSES: Mapping[str, str] = {
    "new": gettext_noop("To be registered"),
    "lateness-to-decide": gettext_noop("Made late: to be decided"),
    "awaiting-allocation": gettext_noop("To be allocated"),
    "awaiting-acknowledgement": gettext_noop("To be acknowledged"),
    "investigating": gettext_noop("Being looked into"),
    "to-do": gettext_noop("To be seen to"),
    "answered": gettext_noop("Answered"),
    "answered-window-passed": gettext_noop("Answered, time to go on has passed"),
    "requested": gettext_noop("Next stage asked for"),
    "reasons-awaited": gettext_noop("Waiting for reasons"),
    "accepted": gettext_noop("Investigator to be appointed"),
    "refused": gettext_noop("Not taken further"),
    "final": gettext_noop("Final answer given"),
    "at-ombudsman": gettext_noop("With the Ombudsman"),
    "withdrawn": gettext_noop("Withdrawn"),
    "closed": gettext_noop("Closed"),
    "merged": gettext_noop("Goes on in another case"),
}

#: What someone did earlier on the case, after "already".
EARLIER_ACTS: Mapping[str, str] = {
    "received": gettext_noop("took the complaint in"),
    "registered": gettext_noop("registered the complaint"),
    "settled-points": gettext_noop("settled what the complaint is about"),
    "decided-lateness": gettext_noop("decided whether the late complaint goes ahead"),
    "allocated": gettext_noop("allocated the complaint"),
    "appointed": gettext_noop("appointed someone to the complaint"),
    "acknowledged": gettext_noop("acknowledged the complaint"),
    "contacted": gettext_noop("contacted the complainant"),
    "clarified": gettext_noop("clarified the complaint"),
    "extended": gettext_noop("extended the time"),
    "agreed": gettext_noop("agreed a response"),
    "answered": gettext_noop("answered the complaint"),
    "Merged": gettext_noop("put the case together with another"),
    "Unmerged": gettext_noop("took the case apart from another"),
    "Asked": gettext_noop("asked for information"),
    "AskAnswered": gettext_noop("gave the information that was asked for"),
    "AskClosed": gettext_noop("settled what had been asked for"),
    "decided-request": gettext_noop("decided on the request"),
    "signposted": gettext_noop("pointed the complainant to the Ombudsman"),
    "answered-ombudsman": gettext_noop("answered the Ombudsman"),
    "noted": gettext_noop("wrote a note"),
    "closed": gettext_noop("closed the complaint"),
    "corrected": gettext_noop("corrected an entry"),
    "logged-request": gettext_noop("logged the request"),
    "logged-information": gettext_noop("logged information"),
    "planned": gettext_noop("recorded an action plan"),
    "took-step": gettext_noop("took a decision or made a check on the complaint"),
    "held": gettext_noop("was in charge of an earlier stage"),
    "drafted": gettext_noop("worked on an earlier response"),
    "line-manager": gettext_noop("manages the person who decided an earlier stage"),
}

#: The parts people play by nature, beside the roles of the council.
PARTS: Mapping[str, str] = {
    "complainant": gettext_noop("the complainant"),
    "representative": gettext_noop("the complainant’s representative"),
    "system": gettext_noop("the system"),
    "api": gettext_noop("a connected system"),
    "import": gettext_noop("an import"),
    "asked": gettext_noop("whoever was asked"),
}


def said(table: Mapping[str, str], id: str, _: Translate = str) -> str:
    """The phrase of a table, translated; an id that is not listed is said by itself, with spaces."""
    phrase = table.get(id)
    return _(phrase) if phrase else id.replace("-", " ").replace("_", " ")


def act_name(policy: Policy, act: str, _: Translate = str) -> str:
    """What is ordered, after "cannot"; a step is called by the name the policy gives it."""
    if not act.startswith("step:"):
        return said(ACTS, act, _)
    return _("record “{step}”").format(step=name_of(policy.step, act.removeprefix("step:")))


def milestone_name(policy: Policy, milestone: str, _: Translate = str) -> str:
    """What has happened, as a clause; a step by its name, and the option where one is meant."""
    if not milestone.startswith("step:"):
        return said(MILESTONES, milestone, _)
    id, _equals, option = milestone.removeprefix("step:").partition("=")
    step = name_of(policy.step, id)
    if not option:
        return _("“{step}” is on record").format(step=step)
    chosen = name_of(lambda one: policy.option(id, one), option)
    return _("“{step}” is on record as “{option}”").format(step=step, option=chosen)


def role_name(policy: Policy, id: str, _: Translate = str) -> str:
    """Whoever holds a role of the policy, or plays a part by nature: "the Service manager", "the complainant"."""
    if id in PARTS:
        return _(PARTS[id])
    return _("the {role}").format(role=name_of(policy.role, id))


def name_of(look_up: Callable[[str], object], id: str) -> str:
    """The name of something of the policy; what the policy does not list is called by its id."""
    try:
        return str(getattr(look_up(id), "name", id))
    except Unknown:
        return id.replace("-", " ")


def either(names: Iterable[str], _: Translate = str) -> str:
    """One of these: "a, b or c"."""
    return _joined(list(dict.fromkeys(names)), _("or"))


def all_of(names: Iterable[str], _: Translate = str) -> str:
    """All of these: "a, b and c"."""
    return _joined(list(dict.fromkeys(names)), _("and"))


def _joined(names: list[str], word: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def working_days(count: int, _: Translate = str) -> str:
    """So many working days, in figures."""
    return _("1 working day") if count == 1 else _("{count} working days").format(count=count)


def days(count: int, _: Translate = str) -> str:
    """So many days, working or not, in figures."""
    return _("1 day") if count == 1 else _("{count} days").format(count=count)


def under(paragraph: str, _: Translate = str) -> str:
    """A reference as it closes a sentence: "(2.7(ii))", or "(paragraph 3)" for a bare number."""
    if not paragraph:
        return ""
    if "." in paragraph:
        return f"({paragraph})"
    return _("(paragraph {paragraph})").format(paragraph=paragraph)


def on_day(value: object) -> str:
    """A date in words; an ISO text is a date or a moment, and only its day is said."""
    if isinstance(value, date):
        return day_in_words(value)
    return day_in_words(date.fromisoformat(str(value)[:10]))
