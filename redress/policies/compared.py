"""How does the comparison of a council's policy with an Ombudsman's Code read, on a screen and as a document?

Comply or explain: every departure in plain words, what binds hardest first, with the paragraphs of both sides
and the council's own explanation if it gave one.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from redress.policies.code_files import codes
from redress.policies.loader import load
from redress.policies.mistakes import nearest
from redress.rules import departures, phrases
from redress.rules.codes import Code
from redress.rules.comparing import Comparison, Judged, compare
from redress.rules.measures import Finding
from redress.rules.policy import Policy

_WIDTH = 100
_STANDING = {"advice": "advice and guidance", "binding": "binding"}
_NO_EXPLANATION = "No explanation recorded."
_BUNDLED = Path(__file__).parent


class UnknownCode(LookupError):
    """There is no such Code; the sentence offers the one that was probably meant."""


def code_named(named: str) -> Code:
    """A Code by its id. Raises :class:`UnknownCode`."""
    known = codes()
    if named not in known:
        meant = nearest(named, known)
        offered = f"did you mean “{meant}”?" if meant else f"name one of {', '.join(known)}."
        raise UnknownCode(f"There is no Code “{named}”: {offered}")
    return known[named]


# --- on a screen ---------------------------------------------------------------------------------


def text(policy: Policy, code: Code) -> str:
    """The comparison as it is shown by the command."""
    found = compare(policy, code)
    return "\n".join(
        [
            f"{policy.council.short_name}: {policy.title}, version {policy.version}",
            f"{code.title}, version {code.version} ({_STANDING[code.standing]})",
            departures.summary(found),
            "",
            *(line for one in found.departures for line in _departure(one)),
            *_wrapped(f"Kept, as far as the policy file shows: {_numbers(found.kept)}."),
            "",
            "For the council to explain, because no policy file can show it:",
            *(line for one in found.open for line in _open(one)),
        ]
    )


def _departure(one: Judged) -> Iterator[str]:
    strength = departures.STRENGTHS[one.provision.strength].upper()
    yield from _wrapped(f"{strength}  {one.provision.paragraph}  {one.provision.text}", "", "    ")
    for finding in one.findings:
        yield from _wrapped(f"- {_found(finding)}", "    ", "      ")
    reading = one.provision.reading and f"How it is read here: {one.provision.reading}"
    for said in filter(None, (reading, departures.doubts(one.provision))):
        yield from _wrapped(said, "    ")
    yield from _wrapped(_explained(one), "    ")
    yield ""


def _found(finding: Finding) -> str:
    return f"{departures.sentence(finding)} {phrases.under(finding.paragraph)}".rstrip()


def _open(one: Judged) -> Iterator[str]:
    yield from _wrapped(f"{one.provision.paragraph}  {one.provision.text}", "    ", "      ")
    if one.explanation:
        yield from _wrapped(_explained(one), "      ")


def _explained(one: Judged) -> str:
    if one.explanation is None:
        return _NO_EXPLANATION
    said = one.explanation
    return f"Explanation: {said.text} (approved by {said.approved_by}, {said.approved_on.isoformat()})"


def _numbers(judged: tuple[Judged, ...]) -> str:
    return ", ".join(one.provision.paragraph for one in judged) or "nothing"


def _wrapped(words: str, first: str = "", after: str = "") -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent=first, subsequent_indent=after or first)


# --- as a document -------------------------------------------------------------------------------


def markdown_of(council: str, code: str) -> str:
    """The comparison of a policy that comes with the product, as Markdown."""
    return markdown(load(_BUNDLED / f"{council}.toml"), code_named(code))


def markdown(policy: Policy, code: Code) -> str:
    """The comparison as a document."""
    found = compare(policy, code)
    return "\n".join(
        [
            f"{policy.council.name}, {policy.title}, version {policy.version}, against the "
            f"[{code.title}]({code.link}), version {code.version}.",
            "",
            code.status,
            "",
            f"**{departures.summary(found)}**",
            "",
            *_departures_table(found),
            "## Kept, as far as the policy file shows",
            "",
            *_provisions_table(found.kept),
            "## For the council to explain",
            "",
            "No policy file can show how these are kept.",
            "",
            *_provisions_table(found.open, explained=True),
            "",
        ]
    )


def _departures_table(found: Comparison) -> Iterator[str]:
    if not found.departures:
        return
    yield from (
        "## Departures",
        "",
        "| Code | Strength | What the Code asks | Where the policy departs | Explanation |",
    )
    yield "|---|---|---|---|---|"
    for one in found.departures:
        said = "<br>".join(map(_found, one.findings))
        strength = departures.STRENGTHS[one.provision.strength]
        yield f"| {one.provision.paragraph} | {strength} | {_asked(one)} | {said} | {_explained(one)} |"
    yield ""


def _provisions_table(judged: tuple[Judged, ...], *, explained: bool = False) -> Iterator[str]:
    yield from ("| Code | Strength | What the Code asks |" + (" Explanation |" if explained else ""),)
    yield "|---|---|---|" + ("---|" if explained else "")
    for one in judged:
        strength = departures.STRENGTHS[one.provision.strength]
        row = f"| {one.provision.paragraph} | {strength} | {_asked(one)} |"
        yield row + (f" {_explained(one)} |" if explained else "")
    yield ""


def _asked(one: Judged) -> str:
    """What a provision asks, with what of it is not confirmed and how it is read."""
    doubts = departures.doubts(one.provision)
    further = [f"*{doubts}*"] if doubts else []
    further += [f"*How it is read here: {one.provision.reading}*"] if one.provision.reading else []
    return " ".join([one.provision.text, *further])
