"""To whom may a letter go where somebody acts for the complainant, and to whom not?

One rule: the page offers by it, and a forced request is refused by it. Whether somebody can be reached at all is not
known here.
"""

from __future__ import annotations

from typing import Literal

from redress.rules.case import Case, Run
from redress.rules.letters import applies, flags_of
from redress.rules.policy import ConsentRule, CopyRule, Letter, Policy
from redress.rules.refusals import Refused

REPRESENTATIVE, COMPLAINANT = "representative", "complainant"

State = Literal["not-needed", "implied", "given", "missing", "closed"]


def rule_of(run: Run, policy: Policy) -> ConsentRule | None:
    """What the policy says of consent on the track of this run; none where it says nothing."""
    return next((rule for rule in policy.consents if rule.track == run.track), None)


def consent_of(case: Case, run: Run, policy: Policy) -> State:
    """How the consent to whoever acts for the complainant stands on this run."""
    rule = rule_of(run, policy)
    if rule is None:
        return "not-needed"
    flags = flags_of(case, run, policy)
    mark = run.steps.get(rule.step)
    taken = "" if mark is None or _owed_anew(rule, run, policy) else mark.option
    if taken in rule.closed:
        return "closed"
    if taken in rule.given:
        return "given"
    if rule.implied is not None and applies(rule.implied, outcome="", flags=flags):
        return "implied"
    return "missing" if applies(rule.needed, outcome="", flags=flags) else "not-needed"


def _owed_anew(rule: ConsentRule, run: Run, policy: Policy) -> bool:
    """Whether what was recorded is about somebody who acted before and acts no longer."""
    step, mark = policy.step(rule.step), run.steps[rule.step]
    return any(run.steps[other].seq > mark.seq for other in step.each_time if other in run.steps)


def may_have(letter: Letter, part: str, case: Case, run: Run, policy: Policy) -> Refused | None:
    """Why this letter cannot go to the complainant or to whoever acts for them (``part``); none where it can."""
    if letter.addressee and part in (REPRESENTATIVE, COMPLAINANT) and part != letter.addressee:
        return Refused("another-addressee", letter.paragraph, letter=letter.id, part=letter.addressee)
    rule = rule_of(run, policy)
    if part != REPRESENTATIVE or rule is None:
        return None
    state = consent_of(case, run, policy)
    if state == "closed" and letter.id not in rule.closing_letters:
        return Refused("consent-closed", rule.paragraph, letter=letter.id)
    if state == "missing" and letter.id not in rule.letters + rule.closing_letters:
        return Refused("consent-missing", rule.paragraph, letter=letter.id)
    return None


def may_have_a_copy(letter: Letter, part: str, case: Case, run: Run, policy: Policy) -> Refused | None:
    """Why no copy of this letter can go to them: as for the letter itself, but whoever it is addressed to."""
    refused = may_have(letter, part, case, run, policy)
    return None if refused is not None and refused.code == "another-addressee" else refused


def copies_owed(letter: Letter, case: Case, run: Run, policy: Policy) -> tuple[CopyRule, ...]:
    """Who must have a copy of this letter on this case."""
    flags = flags_of(case, run, policy)
    return tuple(
        rule for rule in policy.copies if letter.id in rule.letters and applies(rule.when, outcome="", flags=flags)
    )
