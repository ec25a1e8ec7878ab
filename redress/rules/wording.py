"""What does a refusal say, and how is a deadline explained, in plain English?

``sentence`` words a refusal: the same sentence stands beside a disabled button, answers a forced
request and closes a line of a story. The working of a deadline is worded in ``rules.explanation``
and drawn in ``rules.picture``; both can be had from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from redress.rules import phrases
from redress.rules.explanation import working_lines
from redress.rules.phrases import Translate, either, gettext_noop, on_day, said
from redress.rules.picture import DayCell, Week, picture, picture_text
from redress.rules.policy import Letter, NextStageRequest, Policy, Unknown
from redress.rules.refusals import Refused

__all__ = ["SENTENCES", "DayCell", "Week", "picture", "picture_text", "sentence", "working_lines"]

#: One sentence for every code that the rules can raise. A test reads the rules and holds that.
SENTENCES: Mapping[str, str] = {
    "ask-answered": gettext_noop("This has been answered already"),
    "ask-closed": gettext_noop("Nothing is waited for here any more"),
    "ask-day-past": gettext_noop("{due} has passed: ask for an answer by a later day"),
    "ask-names-complainant": gettext_noop("Who complains is kept confidential here: take out “{found}”"),
    "ask-unanswered": gettext_noop("There is no answer yet: say instead why the case goes on without it"),
    "asked-already": gettext_noop(
        "They were asked this on {made}, to answer by {due}, and have not yet. Tick below to ask it again"
    ),
    "nothing-asked": gettext_noop("Nobody has been asked for anything that is still open"),
    "answer-needed": gettext_noop("Answer “{question}”: without it this cannot go on record"),
    "answer-too-soon": gettext_noop("The date for “{question}” can be {since} at the earliest"),
    "answer-unfit": gettext_noop("This cannot be the answer to “{question}”: choose or write another"),
    "another-addressee": gettext_noop("“{letter}” goes to {part} and to nobody else"),
    "already": gettext_noop("You cannot {action} any more: {milestone}"),
    "before-it-came": gettext_noop(
        "This is dated {at}, before what it answers had arrived on {since}: check the date and time"
    ),
    "beyond-calendar": gettext_noop("Working days are known only from {since} to {until}: check the date"),
    "consent-closed": gettext_noop(
        "“{letter}” cannot go to whoever acts for the complainant: the complainant does not agree to it"
    ),
    "consent-missing": gettext_noop(
        "“{letter}” cannot go to whoever acts for the complainant yet: the complainant has not agreed to it"
    ),
    "copy-needs-holder": gettext_noop("“{letter}” must be copied to {role}, and nobody holds that role today"),
    "dated-earlier": gettext_noop("The request bears the date {made}, before what it challenges, {since}"),
    "dated-later": gettext_noop("The request bears the date {made}, after the day on which it came, {at}"),
    "declined-as-late": gettext_noop("This complaint was made too late, and it was decided not to take it further"),
    "due-date-stays": gettext_noop(
        "The due date of {stage} cannot be moved: a delay notice tells when to expect the answer, and "
        "it still counts as late"
    ),
    "easy-read-needed": gettext_noop(
        "“{need}” is to be obeyed: write the letter in easy words as well, or say why there is no such version"
    ),
    "expertise-needed": gettext_noop(
        "This case needs somebody with training in {expertise}, which this person has not on record"
    ),
    "finding-forbids-refusal": gettext_noop("With the finding {finding} the request cannot be refused"),
    "finding-needed": gettext_noop("Say first what was found: {findings}"),
    "ground-needed": gettext_noop("Say on which ground the late complaint goes ahead: {grounds}"),
    "in-the-future": gettext_noop("{at} has not come yet: record what has happened, not what will"),
    "late-reason-needed": gettext_noop(
        "The request came after the last day for it: say why it is accepted all the same"
    ),
    "lateness-alone": gettext_noop(
        "A complaint is never turned away only for being late: show that you have considered {grounds}"
    ),
    "lateness-undecided": gettext_noop(
        "The complaint came after the limit for complaining: {decided_by} must decide first whether it goes ahead"
    ),
    "late-request-not-yours": gettext_noop(
        "The request came after the last day for asking: only {by} can decide on it"
    ),
    "letter-reason-needed": gettext_noop("They are to be telephoned (“{need}”): say why a letter goes all the same"),
    "letter-date-differs": gettext_noop(
        "These words give {found} as the last day to go on, and the letter prints {due}: make the two the same"
    ),
    "letter-bank-details": gettext_noop("“{found}” belongs to a bank account or a card: take it out of the letter"),
    "letter-insurance-number": gettext_noop("“{found}” is a National Insurance number: take it out of the letter"),
    "letter-names-officer": gettext_noop("Letters of this council name no officers: take out “{found}”"),
    "letter-no-such-date": gettext_noop("There is no such date as {found}: say which day you mean"),
    "letter-not-checked": gettext_noop(
        "The check of this letter could not be made, so it cannot go yet: tell whoever looks after the system"
    ),
    "letter-says-nothing": gettext_noop("“{found}” says nothing: write what they are to read here"),
    "letter-hole": gettext_noop("“{found}” is still to be filled in: a letter never goes with a gap"),
    "letter-lacks": gettext_noop("The letter “{letter}” cannot be sent yet: it lacks {contents}"),
    "letter-needed": gettext_noop("This is done by a letter: write “{letter}” first"),
    "no-extension": gettext_noop("No more time can be taken here: {stage} has no open date that may be extended"),
    "no-further-stage": gettext_noop("There is no further stage within the council. {ombudsmen}"),
    "no-such-move": gettext_noop("The policy does not provide for this: nobody can {action} here"),
    "not-a-working-day": gettext_noop("{until} is not a working day: an extension ends on a working day"),
    "not-agreed": gettext_noop("The response must be agreed by {by} before it is sent{stale}"),
    "not-here": gettext_noop("You cannot {action} on a case of this kind"),
    "not-independent": gettext_noop(
        "This person {act} (entry {seq}) and so cannot be {position}: someone without earlier involvement is needed"
    ),
    "not-late": gettext_noop("The complaint was made in time: there is nothing to decide about lateness"),
    "not-later": gettext_noop("The new date must be later than {due}"),
    "not-yet": gettext_noop("You cannot {action} yet: first see to it that {milestone}"),
    "not-your-role": gettext_noop("Only {by} can {action}{instead}"),
    "not-yours": gettext_noop("Only whoever is in charge of this, or covers for them, can {action}"),
    "not-by-email": gettext_noop("This person is not to be e-mailed: “{need}”"),
    "not-by-letter": gettext_noop("This person is not to be written to: “{need}”"),
    "not-by-telephone": gettext_noop(
        "This person is not to be telephoned: “{need}”. If they telephoned us, say so and it can be recorded"
    ),
    "nothing-to-correct": gettext_noop("There is no entry {seq} to correct"),
    "landlord-unsettled": gettext_noop(
        "Say first for point {point} whether it is about the council as a landlord: that belongs to every complaint"
    ),
    "ombudsman-undetermined": gettext_noop(
        "Say first for point {point} whether it is about the council as a landlord: the Ombudsman depends on it"
    ),
    "option-closed": gettext_noop("“{step}” cannot be decided in this way here"),
    "over-total": gettext_noop("The stage can last until {cap} at most: {used}, {left}"),
    "over-cap": gettext_noop("The stage can be extended by {most} at most; {used}, {left}"),
    "person-cannot-take-this-case": gettext_noop("This person cannot take this case"),
    "unknown-function": gettext_noop("Choose one of the functions that the policy lists"),
    "function-leads-elsewhere": gettext_noop(
        "“{function}” leads to the other Ombudsman: say so, or choose overlap where both could look at it"
    ),
    "body-needed": gettext_noop("Say for point {point} which other body must answer for it"),
    "last-point": gettext_noop("A complaint keeps at least one point: leave one here"),
    "nothing-ours": gettext_noop(
        "Every point is another body's: there is nothing for the council to answer. Tell the person where to go"
    ),
    "own-case-needed": gettext_noop("For this a case of its own must be opened first"),
    "point-reason-needed": gettext_noop("Give the reason for what was found of point {point}"),
    "point-dropped": gettext_noop("Every point of the complaint stays: a point may be added or changed, not dropped"),
    "point-unanswered": gettext_noop("Every point needs a finding; point {point} has none"),
    "post-address-needed": gettext_noop(
        "Letters to this person go by post (“{need}”), and no postal address is known: add it first"
    ),
    "reason-needed": gettext_noop("Give the reason: without it you cannot {action}"),
    "reasons-needed": gettext_noop("The complainant must say why {stage} is asked for"),
    "right-not-open": gettext_noop("The complainant cannot do this yet: “{right}”{from_day}"),
    "role-never-decides": gettext_noop("{role} must never be {position}"),
    "role-not-fit": gettext_noop("Only {roles} can be {position}"),
    "merged-answered": gettext_noop("This has been answered already: link the two cases, so that both answers stay"),
    "merged-itself": gettext_noop("That case goes on in another case itself: name the one in which it goes on"),
    "merged-later": gettext_noop(
        "That case came later. Put the later case together with the earlier one, so that no day is lost"
    ),
    "not-merged": gettext_noop("This case was not put together with another"),
    "not-the-same-person": gettext_noop(
        "Only complaints of the same person are put together. Link the cases of two people"
    ),
    "run-ended": gettext_noop("This is {ended}: you cannot {action} any more"),
    "step-first": gettext_noop("Before you can {action}, {by} must record “{step}”"),
    "step-taken": gettext_noop("“{step}” is on record already and is not recorded twice"),
    "translation-needed": gettext_noop(
        "Letters to this person are to be translated{language}: add the translation, or say why there is none"
    ),
    "warning-needs-reason": gettext_noop("This person {act}: say why they are to be {position} all the same"),
    "too-late-to-complain": gettext_noop("The last day for complaining was {due}: a later complaint cannot be taken"),
    "window-closed": gettext_noop("The last day for asking was {due}"),
    "wrong-letter": gettext_noop("The letter must be “{letter}”, not “{given}”"),
    "wrong-stage": gettext_noop("You cannot {action} in {stage}"),
}


def sentence(refused: Refused, policy: Policy, _: Translate = str) -> str:
    """The refusal in one sentence of plain English that ends with the paragraph.

    ``_`` translates a message. KeyError for a code that has no sentence: our own fault.
    """
    words = {name: _word(name, value, refused, policy, _) for name, value in refused.parameters.items()}
    words |= {name: "" for name in ("stale", "from_day", "ombudsmen", "instead") if name not in words}
    said_so = _(SENTENCES[refused.code]).format(**words).strip()
    said_so = said_so[:1].upper() + said_so[1:]
    reference = phrases.under(refused.paragraph, _)
    if said_so.endswith("."):
        said_so = said_so[:-1]
    return f"{said_so} {reference}." if reference else f"{said_so}."


def _word(name: str, value: object, refused: Refused, policy: Policy, _: Translate) -> str:
    """One parameter as it stands in the sentence."""
    if name in _COUNTED:
        return _counted(name, int(str(value)), _, refused.parameters.get("unit") == "calendar-days")
    if name in _DATES:
        return _dated(name, value, _)
    if name in _LISTS and isinstance(value, Iterable):
        return _listed(name, [str(one) for one in value], refused, policy, _)
    return _named(name, value, policy, _)


_COUNTED = ("most", "used", "left", "asked")
_DATES = ("made", "cap", "due", "at", "since", "until", "from_day")
_LISTS = ("by", "decided_by", "roles", "contents", "findings", "grounds", "ombudsmen", "instead")


def _counted(name: str, count: int, _: Translate, in_days: bool) -> str:
    if name == "used":
        return _("1 has been used") if count == 1 else _("{count} have been used").format(count=count)
    if name == "left":
        return _("1 is left") if count == 1 else _("{count} are left").format(count=count)
    return phrases.days(count, _) if in_days else phrases.working_days(count, _)


def _dated(name: str, value: object, _: Translate) -> str:
    if value is None:
        return ""
    day = on_day(value)
    return _(": not before {day}").format(day=day) if name == "from_day" else day


def _listed(name: str, ids: list[str], refused: Refused, policy: Policy, _: Translate) -> str:
    if name in ("by", "decided_by", "roles"):
        return either((phrases.role_name(policy, id, _) for id in ids), _)
    if name == "instead":
        stand_ins = either((phrases.role_name(policy, id, _) for id in ids), _)
        return _("; where they may take no part, {stand_ins}").format(stand_ins=stand_ins) if ids else ""
    if name == "contents":
        return phrases.all_of((_heading(policy, str(refused.parameters["letter"]), id) for id in ids), _)
    if name == "findings":
        return either((_choice(_all_findings(policy), id) for id in ids), _)
    if name == "grounds":
        return phrases.all_of((_choice(policy.late.grounds, id) for id in ids), _)
    bodies = [policy.contacts[id].name for id in ids if id in policy.contacts]
    return _("The complainant can go to {bodies}").format(bodies=either(bodies, _)) if bodies else ""


def _named(name: str, value: object, policy: Policy, _: Translate) -> str:
    id = str(value)
    if name == "action":
        return phrases.act_name(policy, id, _)
    if name == "milestone":
        return phrases.milestone_name(policy, id, _)
    if name == "point":
        return id.removeprefix("p")
    if name == "step":
        return phrases.name_of(policy.step, id)
    if name == "expertise":
        return next((each.name for each in policy.expertise if each.id == id), id)
    if name == "act":
        return said(phrases.EARLIER_ACTS, id, _)
    if name == "role":
        return phrases.role_name(policy, id, _)
    if name == "part":
        return said(phrases.PARTS, id, _)
    if name == "position":
        return phrases.name_of(policy.position, id)
    if name in ("letter", "given"):
        return phrases.name_of(policy.letter, id)
    if name == "stage":
        return _stage_name(policy, id)
    if name == "finding":
        return _choice(_all_findings(policy), id)
    if name == "right":
        return next((right.name for right in policy.rights if right.id == id), id)
    if name == "ended":
        return {"withdrawn": _("withdrawn"), "merged": _("put together with another case")}.get(id, _("closed"))
    if name == "language":
        return _(" into {language}").format(language=id) if id else ""
    if name == "stale":
        return _("; it was agreed in an earlier draft") if value else ""
    return id


def _stage_name(policy: Policy, id: str) -> str:
    for track in policy.tracks:
        for stage in track.stages:
            if stage.id == id:
                return stage.name
    return id.replace("-", " ")


def _heading(policy: Policy, letter: str, id: str) -> str:
    try:
        contents: Letter = policy.letter(letter)
    except Unknown:
        return f"“{id}”"
    return next((f"“{content.heading}”" for content in contents.contents if content.id == id), f"“{id}”")


def _all_findings(policy: Policy) -> tuple:
    requests: tuple[NextStageRequest, ...] = policy.requests
    return tuple(finding for request in requests for finding in request.findings)


def _choice(choices: Iterable, id: str) -> str:
    return next((f"“{choice.name}”" for choice in choices if choice.id == id), f"“{id}”")
