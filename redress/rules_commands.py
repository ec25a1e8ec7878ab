"""What can be asked of a policy file alone: its stories, its dates, its mistakes, and how it compares with a Code?"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from zoneinfo import ZoneInfo

from redress.terminal import (
    BYTE_ORDER_MARK,
    OK,
    UNREADABLE,
    WRONG,
    Unusable,
    policy_named,
    rulebook,
    show,
    standard_input,
    text_in,
    text_of,
)

if TYPE_CHECKING:
    from redress.rules.policy import Policy, Rulebook

ZONE = "Europe/London"


def _story(asked: argparse.Namespace) -> int:
    from redress.rules.stories import parse, printed, tell

    policy, book = policy_named(asked.policy)
    told = tell(parse(text_of(asked.story)), policy, book, ZoneInfo(ZONE))
    show(printed(told))
    return OK if told and all(one.true for one in told) else WRONG


def _deadline(asked: argparse.Namespace) -> int:
    from redress.rules.questions import answer, answer_text

    question = _question(asked)
    if asked.json_lines and question:
        raise Unusable("--json-lines reads its questions from standard input: leave out what asks another one.")
    if not asked.json_lines and "received" not in question:
        raise Unusable("Say with --received when the complaint arrived, or ask with --json-lines.")
    policy, book = policy_named(asked.policy)
    if asked.json_lines:
        return _answers(standard_input(), policy, book)
    answered = answer(question, policy, book, ZoneInfo(ZONE))
    if asked.format == "json":
        show(json.dumps(answered, ensure_ascii=False, indent=2))
    elif "error" not in answered:
        show(answer_text(question, policy, book, ZoneInfo(ZONE)))
    else:
        print(answered["error"], file=sys.stderr)
    if "error" in answered:
        return UNREADABLE
    return WRONG if "refused" in answered else OK


def _question(asked: argparse.Namespace) -> dict[str, Any]:
    from redress.rules.questions import KEYS

    question = {key: getattr(asked, key) for key in KEYS if getattr(asked, key) is not None}
    for key in ("extended", "stage_two_extended", "stage_three_extended"):
        if key in question:
            question[key] = [int(one) if one.isdecimal() and len(one) < 10 else one for one in question[key]]
    return question


def _answers(questions: TextIO, policy: Policy, book: Rulebook) -> int:
    """One answer a line for one question a line, as they come. A bad question is answered with its error."""
    from redress.rules.questions import answer

    gc.freeze()  # the rulebook stays for good; looking through it again and again is lost time
    zone = ZoneInfo(ZONE)
    in_words = json.JSONEncoder(ensure_ascii=False).encode
    for line in questions:
        asked = _read_question(line.removeprefix(BYTE_ORDER_MARK))
        given = asked if "error" in asked else answer(asked, policy, book, zone)
        if not show(in_words(given)):  # each at once: whoever asks may wait for it before the next question
            break
    return OK


def _read_question(line: str) -> dict[str, Any]:
    if not line.strip():
        return {"error": "This line is empty: a question has at least “received”."}
    try:
        question = json.loads(line, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as mistake:
        return {"error": f"This line is not JSON: {mistake}."}
    except RecursionError:
        return {"error": "This line is not a question: it has too many brackets within brackets."}
    except _KeyTwice as twice:
        return {"error": f"“{twice}” stands twice in this line."}
    except ValueError:  # more digits than Python reads
        return {"error": "This line has a number that is too long."}
    if not isinstance(question, dict):
        return {"error": 'A question is an object, such as {"received": "2026-04-02T17:30"}.'}
    if "error" in question:
        return {"error": "“error” is not a key of a question."}
    return question


class _KeyTwice(ValueError):
    """A question that says one thing twice; only one of the two could be answered."""


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    question = dict(pairs)
    if len(question) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _KeyTwice(next(key for key in keys if keys.count(key) > 1))
    return question


def _policy_check(asked: argparse.Namespace) -> int:
    from redress.policies import PolicyMistakes
    from redress.policies.loader import policy_in

    worst = OK
    for name in asked.files:
        try:
            policy = policy_in(text_in(name), Path(name))
        except PolicyMistakes as mistakes:
            show(str(mistakes))
            worst = max(worst, WRONG)
        except Unusable as unreadable:
            print(unreadable, file=sys.stderr)
            worst = UNREADABLE
        else:
            show(f"{name}: {policy.council.name}, version {policy.version}: no mistakes.")
            _show_doubts(policy)
    return worst


def _show_doubts(policy: Policy) -> None:
    from redress.policies.doubts import doubts

    found = doubts(policy)
    if found:
        show(f"To confirm before going live ({len(found)}):")
    for doubt in found:
        show(f"  {doubt.key}: {doubt.name}: {doubt.sentence}")


def _policy_list(asked: argparse.Namespace) -> int:
    for policy in rulebook().newest.values():
        show(f"{policy.id}\t{policy.version}\t{policy.council.name}")
    return OK


def _policy_show(asked: argparse.Namespace) -> int:
    from redress.rules.stories.vocabulary import vocabulary

    show(vocabulary(policy_named(asked.policy)[0]))
    return OK


def _policy_compare(asked: argparse.Namespace) -> int:
    from redress.policies.compared import UnknownCode, code_named, text

    try:
        code = code_named(asked.code)
    except UnknownCode as unknown:
        raise Unusable(str(unknown)) from None
    show(text(policy_named(asked.policy)[0], code))
    return OK


def add(commands: Any) -> Any:
    """Add these commands; give those of `policy`, to which others are added."""
    story = commands.add_parser("story", help="tell a story against a policy: a tick or a cross for each line")
    story.add_argument("policy", help="a policy file, or the id of an installed policy")
    story.add_argument("story", help="a file with a story (docs/stories.md), or - for standard input")
    story.set_defaults(command=_story)

    deadline = commands.add_parser("deadline", help="the dates of a complaint, with their working")
    deadline.add_argument("--policy", required=True, help="a policy file, or the id of an installed policy")
    deadline.add_argument(
        "--json-lines", action="store_true", help="answer one JSON question a line from standard input"
    )
    deadline.add_argument("--format", choices=("text", "json"), default="text")
    deadline.add_argument("--received", metavar="WHEN", help="2026-04-02T17:30, or 2026-04-02 where no time is known")
    deadline.add_argument("--happened-on", metavar="DAY", help="the day on which the matter occurred")
    deadline.add_argument("--service", metavar="CODE", action="append", help="the service; may be given several times")
    deadline.add_argument("--begins-at", metavar="STAGE", help="the stage in which it begins, if not the first")
    stages = ("", "stage-two-", "stage-three-")
    times = [f"{stage}{act}" for stage in stages for act in ("requested", "acknowledged", "responded")]
    for option in times[1:]:
        deadline.add_argument(f"--{option}", metavar="WHEN")
    for option in (f"{stage}extended" for stage in stages):
        said = "days as the policy counts them, or a new date; may be given several times"
        deadline.add_argument(f"--{option}", metavar="DAYS", action="append", help=said)
    deadline.set_defaults(command=_deadline)

    policy = commands.add_parser("policy", help="check, list, show policy files, and compare one with a Code")
    kinds = policy.add_subparsers(required=True, metavar="check|list|show|compare")
    check = kinds.add_parser("check", help="every mistake of policy files, with its line")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.set_defaults(command=_policy_check)
    kinds.add_parser("list", help="the policies installed").set_defaults(command=_policy_list)
    show = kinds.add_parser("show", help="the roles, clocks, outcomes and letter contents that a story can name")
    show.add_argument("policy", help="a policy file, or the id of an installed policy")
    show.set_defaults(command=_policy_show)
    compare = kinds.add_parser("compare", help="every departure of a policy from an Ombudsman's Code, in plain words")
    compare.add_argument("policy", help="a policy file, or the id of an installed policy")
    compare.add_argument("code", help="the id of a Code: lgsco or housing-ombudsman")
    compare.set_defaults(command=_policy_compare)
    return kinds
