"""Which words of this policy can stand in a story?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redress.rules.policy import Policy


def vocabulary(policy: Policy) -> str:
    """Every role, track, clock, list entry and letter content that a story can name, with its paragraph."""
    return "\n".join(_lines(policy))


def _lines(policy: Policy) -> Iterator[str]:
    yield f"{policy.council.name}: {policy.title}, version {policy.version}"
    yield from _listed("Roles", ((role.id, role.name, role.paragraph) for role in policy.roles))
    yield from _listed("Tracks", ((track.id, track.name, track.paragraph) for track in policy.tracks))
    yield from _listed("Clocks", ((clock.id, clock.name, clock.paragraph) for clock in policy.clocks))
    yield from _listed("Channels", ((one.id, one.name, one.paragraph) for one in policy.channels))
    yield from _listed("Outcomes", ((one.id, one.name, one.paragraph) for one in policy.outcomes))
    findings = (finding for request in policy.requests for finding in request.findings)
    yield from _listed("Findings on a request", ((one.id, one.name, one.paragraph) for one in findings))
    yield from _listed(
        "Grounds for late complaints", ((one.id, one.name, one.paragraph) for one in policy.late.grounds)
    )
    for step in policy.steps:
        options = ((one.id, one.name, one.paragraph or step.paragraph) for one in step.options)
        yield from _listed(f"Options of the step {step.id}, “{step.name}”", options)
    for name, choices in policy.lists.items():
        yield from _listed(f"The list {name}", ((one.id, one.name, one.paragraph) for one in choices))
    yield from _listed("Bodies", ((id, contact.name, "") for id, contact in policy.contacts.items()))
    for letter in policy.letters:
        contents = ((one.id, one.heading, one.paragraph) for one in letter.contents)
        yield from _listed(f"Contents of the {letter.name}", contents)


def _listed(title: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        return
    yield ""
    yield title
    wide = max(len(id) for id, _, _ in listed)
    for id, name, paragraph in listed:
        yield f"  {id:<{wide}}  {name}" + (f"  ({paragraph})" if paragraph else "")
