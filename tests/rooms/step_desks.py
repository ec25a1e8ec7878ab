"""Which decisions and checks do the tests of their pages take? Those of a small made-up council, Marsh Villages."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from redress import policies
from redress.records import people
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import Officer
from tests.rules.policy_texts import marsh

STEPS = """
[[lists.special]]
id = "neighbour"
name = "About a neighbour"
paragraph = "1"
hint = "Somebody who lives close by is named."
flags = ["special-case"]

[[lists.special]]
id = "staff"
name = "About a member of staff"
paragraph = "9"
flags = ["special-case", "confidential"]
note = "The case can only be seen by those who need to."

[[steps]]
id = "triage"
name = "Decide what this is"
question = "What is this?"
paragraph = "1"
owed = { kind = "always" }
before = ["register"]
settled_by = ["complaint", "request", "elsewhere"]

[[steps.questions]]
kind = "words"
id = "why"
label = "Why do you think so?"
hint = "Only staff can read it."

[[steps.options]]
id = "complaint"
name = "A complaint"
hint = "Somebody is not happy with us and wants an answer."
paragraph = "1"

[[steps.options]]
id = "request"
name = "A request for a service"
hint = "They tell us of something for the first time."
paragraph = "2"
begins = { track = "request" }
ends = "service-request"
public = "We treat what you told us as a request for a service, and will see to it."

[[steps.options]]
id = "elsewhere"
name = "A matter for somebody else"
paragraph = "1"
letter = "pointer"
ends = "elsewhere"
flags = ["pointed-elsewhere"]
public = "This is not for us to look into. We wrote to tell you who can."

[[steps.options.questions]]
kind = "pick"
id = "matter"
label = "Which matter is it?"
list = "elsewhere"

[[steps.options.questions]]
kind = "day"
id = "by"
label = "By when should they turn to them?"
required = false
future = true

[[steps.options]]
id = "ask-the-clerk"
name = "I cannot tell"
paragraph = "1"
note = "Ring the person first."

[[steps]]
id = "special"
name = "Say what is special about it"
paragraph = "9"

[[steps.questions]]
kind = "pick"
id = "kinds"
label = "What is it about?"
list = "special"
many = true

[[steps.questions]]
kind = "person"
id = "adviser"
label = "Who advises on it?"
roles = ["officer", "reviewer"]
required = false

[[steps.questions]]
kind = "number"
id = "contacts"
label = "How many contacts were there?"
unit = "contacts"
required = false

[[steps.questions]]
kind = "number"
id = "cost"
label = "What did it cost?"
unit = "pence"
required = false

[[steps.options]]
id = "special"
name = "It is special"

[[steps]]
id = "identity"
name = "Identity checked"
paragraph = "2"
checklist = "Before it is answered"
owed = { kind = "always" }
owed_after = ["registered"]
again = false

[[steps.questions]]
kind = "yes-no"
id = "seen"
label = "Have you seen that they live here?"
must_be = "yes"

[[steps.options]]
id = "done"
name = "Done"

[[steps]]
id = "remedy"
name = "Remedy can be had"
paragraph = "3.2"
checklist = "Before it is answered"

[[steps.options]]
id = "done"
name = "Done"

[[steps.options]]
id = "not-needed"
name = "Not needed"

[[steps]]
id = "advise"
name = "Advise them"
paragraph = "2"

[[steps.options]]
id = "advise"
name = "Advise"
letter = "advice"

[[steps.options.questions]]
kind = "pick"
id = "kinds"
label = "What is it about?"
list = "special"
many = true

[[steps.options.questions]]
kind = "pick"
id = "point"
label = "Which point?"
list = "points"

[[steps.options.questions]]
kind = "pick"
id = "body"
label = "Whom can they ask?"
list = "contacts"

[[steps.options.questions]]
kind = "day"
id = "until"
label = "Until when?"
future = true

[[steps.options.questions]]
kind = "yes-no"
id = "free"
label = "Is it free?"

[[steps.options.questions]]
kind = "number"
id = "cost"
label = "What does it cost?"
unit = "pence"

[[steps.options.questions]]
kind = "number"
id = "visits"
label = "How many visits?"
unit = "visits"

[[steps.options.questions]]
kind = "person"
id = "who"
label = "Who helps them?"
roles = ["officer"]

[[steps.options.questions]]
kind = "words"
id = "words"
label = "What do you advise?"

[[moves]]
action = "take-step"
step = "advise"
by = ["clerk"]
paragraph = "2"

[[letters]]
id = "advice"
name = "Advice"
subject = "Advice, {reference}"
paragraph = "2"
contents = [
    { id = "kinds", heading = "About", paragraph = "2", source = { kind = "from-step", question = "kinds" } },
    { id = "point", heading = "Point", paragraph = "2", source = { kind = "from-step", question = "point" } },
    { id = "body", heading = "Body", paragraph = "2", source = { kind = "from-step", question = "body" } },
    { id = "until", heading = "Until", paragraph = "2", source = { kind = "from-step", question = "until" } },
    { id = "free", heading = "Free", paragraph = "2", source = { kind = "from-step", question = "free" } },
    { id = "cost", heading = "Cost", paragraph = "2", source = { kind = "from-step", question = "cost" } },
    { id = "visits", heading = "Visits", paragraph = "2", source = { kind = "from-step", question = "visits" } },
    { id = "who", heading = "Who", paragraph = "2", source = { kind = "from-step", question = "who" } },
    { id = "words", heading = "Advice", paragraph = "2", source = { kind = "from-step", question = "words" } },
]

[[moves]]
action = "take-step"
step = "triage"
stages = ["answer"]
unless = ["answered"]
by = ["clerk"]
paragraph = "1"
ended = true

[[moves]]
action = "take-step"
step = "special"
by = ["clerk", "officer"]
paragraph = "9"

[[moves]]
action = "take-step"
step = "identity"
stages = ["answer"]
after = ["registered"]
by = ["clerk"]
paragraph = "2"

[[moves]]
action = "take-step"
step = "remedy"
stages = ["answer"]
by = ["officer"]
paragraph = "3.2"

[[tracks]]
id = "request"
name = "Service request"
paragraph = "2"

[[tracks.stages]]
id = "handling"
name = "Handling"
paragraph = "2"

[[moves]]
action = "receive"
track = "request"
by = ["clerk"]
paragraph = "2"

[[moves]]
action = "respond"
track = "request"
by = ["clerk"]
letter = "done"
paragraph = "2"

[[moves]]
action = "bar-person"
track = "request"
by = ["clerk"]
paragraph = "9"
ended = true

[[moves]]
action = "report-delivery-failure"
track = "request"
by = ["system"]
paragraph = "10"
ended = true

[[moves]]
action = "adopt-calendar"
track = "request"
by = ["clerk", "system"]
paragraph = "8"

[[letters]]
id = "done"
name = "Request dealt with"
subject = "Your request {reference}"
paragraph = "2"

[[letters.contents]]
id = "outcome"
heading = "What we did"
paragraph = "2"
source = { kind = "written" }

[[letters]]
id = "pointer"
name = "Who can help you"
subject = "What you told us, {reference}"
paragraph = "1"

[[letters.contents]]
id = "thanks"
heading = "What you told us"
paragraph = "1"
source = { kind = "written", hint = "In your own words." }

[[letters.contents]]
id = "who"
heading = "Who can help you"
paragraph = "1"
source = { kind = "from-step", question = "matter" }

[[letters.contents]]
id = "by"
heading = "By when"
paragraph = "1"
source = { kind = "from-step", question = "by" }
when = { kind = "flag", flag = "special-case" }
"""


def marsh_with_steps() -> str:
    """The whole file; its positions sort the act of taking a step."""
    text = marsh()
    if '"took-step"' not in text:
        text = text.replace('"planned",', '"planned", "took-step",')
    return text + STEPS


@contextmanager
def marsh_in_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The council in use beside the bundled ones, with somebody in each of its roles."""
    (folder / "marsh.toml").write_text(marsh_with_steps(), encoding="utf-8")
    with monkeypatch.context() as patched:
        folders = [*filter(None, [os.environ.get(policies.FOLDERS)]), str(folder)]
        patched.setenv(policies.FOLDERS, os.pathsep.join(folders))
        policies.reload()
        try:
            yield Office("marsh")
        finally:
            patched.undo()
            policies.reload()


def arrived(office: Office, at: str = "2026-06-01T10:00") -> CaseFile:
    """What somebody told the council, before anybody has decided what it is."""
    file = office.receives(at)
    people.add(file.case, name="Ann Smith", email="ann@example.org")
    return file


class Decider(Officer):
    """An officer at the page of a step."""

    def opens_step(self, file: CaseFile, named: str, **query: str) -> Any:
        return self.client.get(address(file, named), query)

    def sends_step(self, file: CaseFile, step: str, option: str, *, pressed: str = "send", **answers: Any) -> Any:
        """Sends the page with what was answered: answers by question, anything with a dash by the name of its box.

        ``content__thanks`` is a box of the letter. The key is the same for the same step of a case as it stands.
        """
        typed = {_box(name): value for name, value in answers.items()}
        key = hashlib.md5(f"{step}{file.case.last_seq}".encode(), usedforsecurity=False).hexdigest()
        form = {"key": key, "seen": file.case.last_seq, "option": option, "step": pressed, **typed}
        return self.client.post(address(file, step), form)


def _box(name: str) -> str:
    name = name.replace("__", "-")
    return name if "-" in name else f"answer-{name}"


def address(file: CaseFile, step: str) -> str:
    return f"/casework/{file.case.reference}/step/{step}/"
