"""What can be asked of Redress from the command line?

Nothing here imports Django before a command needs it: the rules, stories and dates of a policy can be
asked on a machine without a database.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from zoneinfo import ZoneInfo

from redress import address_commands, mail_commands, policy_commands, suggestion_commands

if TYPE_CHECKING:
    from redress.rules.policy import Policy, Rulebook

ZONE = "Europe/London"
_BYTE_ORDER_MARK = "\ufeff"  # some editors put it before the first line

#: The documents that are printed from the code: each file with the function that gives its text.
PRINTED = {
    "docs/stories.md": "redress.rules.stories.book:page",
}

_OK, _WRONG, _UNREADABLE = 0, 1, 2
_INTERRUPTED = 130  # as a shell says it of a program stopped by Ctrl-C


class Unusable(Exception):
    """Something named on the command line, or a setting, cannot be used; its sentence says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and give the exit code: 0, 1 where something is wrong, or 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the terminal's language, ticks and dashes are sent
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        if given[:1] == ["manage"]:
            return _manage(given[1:])
        asked = _parser().parse_args(given)
        return int(asked.command(asked))
    except Unusable as unusable:
        print(unusable, file=sys.stderr)
        return _UNREADABLE
    except BrokenPipeError:
        _write_no_more()
        return _OK
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return _INTERRUPTED


def _show(text: str) -> bool:
    """Print it, and say whether anybody reads on; if not, the command still ends as it would have. Raises Unusable."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _write_no_more()
        return False
    except OSError as trouble:
        _write_no_more()
        raise Unusable(f"The answer cannot be written: {trouble.strerror}.") from None
    return True


def _write_no_more() -> None:
    """What could not be written is not tried once more, with a complaint, when the program ends."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


# --- the policy, its stories and its dates -------------------------------------------------------


def _story(asked: argparse.Namespace) -> int:
    from redress.rules.stories import parse, printed, tell

    policy, book = _policy_named(asked.policy)
    told = tell(parse(_text_of(asked.story)), policy, book, ZoneInfo(ZONE))
    _show(printed(told))
    return _OK if told and all(one.true for one in told) else _WRONG


def _deadline(asked: argparse.Namespace) -> int:
    from redress.rules.questions import answer, answer_text

    question = _question(asked)
    if asked.json_lines and question:
        raise Unusable("--json-lines reads its questions from standard input: leave out what asks another one.")
    if not asked.json_lines and "received" not in question:
        raise Unusable("Say with --received when the complaint arrived, or ask with --json-lines.")
    policy, book = _policy_named(asked.policy)
    if asked.json_lines:
        return _answers(_standard_input(), policy, book)
    answered = answer(question, policy, book, ZoneInfo(ZONE))
    if asked.format == "json":
        _show(json.dumps(answered, ensure_ascii=False, indent=2))
    elif "error" not in answered:
        _show(answer_text(question, policy, book, ZoneInfo(ZONE)))
    else:
        print(answered["error"], file=sys.stderr)
    if "error" in answered:
        return _UNREADABLE
    return _WRONG if "refused" in answered else _OK


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
        asked = _read_question(line.removeprefix(_BYTE_ORDER_MARK))
        given = asked if "error" in asked else answer(asked, policy, book, zone)
        if not _show(in_words(given)):  # each at once: whoever asks may wait for it before the next question
            break
    return _OK


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

    worst = _OK
    for name in asked.files:
        try:
            policy = policy_in(_text_in(name), Path(name))
        except PolicyMistakes as mistakes:
            _show(str(mistakes))
            worst = max(worst, _WRONG)
        except Unusable as unreadable:
            print(unreadable, file=sys.stderr)
            worst = _UNREADABLE
        else:
            _show(f"{name}: {policy.council.name}, version {policy.version}: no mistakes.")
            _show_doubts(policy)
    return worst


def _show_doubts(policy: Policy) -> None:
    from redress.policies.doubts import doubts

    found = doubts(policy)
    if found:
        _show(f"To confirm before going live ({len(found)}):")
    for doubt in found:
        _show(f"  {doubt.key}: {doubt.name}: {doubt.sentence}")


def _policy_list(asked: argparse.Namespace) -> int:
    for policy in _rulebook().newest.values():
        _show(f"{policy.id}\t{policy.version}\t{policy.council.name}")
    return _OK


def _policy_show(asked: argparse.Namespace) -> int:
    from redress.rules.stories.vocabulary import vocabulary

    _show(vocabulary(_policy_named(asked.policy)[0]))
    return _OK


def _policy_compare(asked: argparse.Namespace) -> int:
    from redress.policies.compared import UnknownCode, code_named, text

    try:
        code = code_named(asked.code)
    except UnknownCode as unknown:
        raise Unusable(str(unknown)) from None
    _show(text(_policy_named(asked.policy)[0], code))
    return _OK


def _life_cycle(asked: argparse.Namespace) -> int:
    """Versions of policies and lists of bank holidays: see redress.policy_commands."""
    tools = policy_commands.Tools(_show, _text_in, _policy_named, _with_django, _progress)
    try:
        return int(asked.does(asked, tools))
    except policy_commands.Impossible as impossible:
        raise Unusable(str(impossible)) from None


def _policy_named(named: str) -> tuple[Policy, Rulebook]:
    """The policy of a file, or the newest of an installed id, with the rulebook to judge by. Raises Unusable."""
    from redress import policies
    from redress.policies.mistakes import nearest

    try:
        if named.endswith(".toml") or os.sep in named:
            policy = policies.load(Path(named))
            return policy, policies.book_of([policy])
    except policies.PolicyMistakes as mistakes:
        raise Unusable(str(mistakes)) from None
    except OSError as trouble:
        raise Unusable(f"{named} cannot be read: {trouble.strerror}.") from None
    book = _rulebook()
    if named not in book.newest:
        known = ", ".join(sorted(book.newest))
        meant = nearest(named, book.newest)
        offered = f"did you mean “{meant}”? Otherwise " if meant else ""
        raise Unusable(f"There is no policy “{named}”: {offered}name a file that ends in .toml, or one of {known}.")
    return book.newest[named], book


def _rulebook() -> Rulebook:
    """The policies in use. Raises Unusable where a file or a folder of REDRESS_POLICIES cannot be used."""
    from redress import policies

    try:
        return policies.rulebook()
    except (policies.PolicyMistakes, policies.PolicyClash) as refused:
        raise Unusable(str(refused)) from None
    except OSError as trouble:
        raise Unusable(
            f"{trouble.filename} cannot be read: {trouble.strerror}." if trouble.filename else str(trouble)
        ) from None


def _text_of(name: str) -> str:
    """The text of a file, or of standard input for "-". Raises Unusable."""
    if name != "-":
        return _text_in(name)
    try:
        return _standard_input().read().removeprefix(_BYTE_ORDER_MARK)
    except OSError as trouble:
        raise Unusable(f"Standard input cannot be read: {trouble.strerror}.") from None


def _standard_input() -> TextIO:
    if sys.stdin is None:
        raise Unusable("There is no standard input to read from.")
    return sys.stdin


def _text_in(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise Unusable(f"{name} cannot be read: {trouble.strerror}.") from None
    except UnicodeDecodeError:
        raise Unusable(f"{name} is not saved as UTF-8.") from None


# --- documents printed from the code -------------------------------------------------------------


def printed_documents() -> Iterator[tuple[Path, str]]:
    """Each document that is printed from the code: its path below the repository, and its text."""
    for name, function in PRINTED.items():
        module, _, attribute = function.partition(":")
        yield Path(name), getattr(import_module(module), attribute)()


def _docs(asked: argparse.Namespace) -> int:
    root = Path(__file__).resolve().parent.parent
    if not (root / "docs").is_dir():
        raise Unusable("The documents are printed into a copy of the repository, and this is an installed package.")
    stale = 0
    for path, text in printed_documents():
        file = root / path
        same = file.exists() and file.read_text(encoding="utf-8") == text
        stale += not same
        if not same and not asked.check:
            file.write_text(text, encoding="utf-8")
        _show(f"{path}: {'up to date' if same else 'stale' if asked.check else 'printed'}")
    return _WRONG if asked.check and stale else _OK


# --- what needs the database ---------------------------------------------------------------------


def _manage(arguments: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redress.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    if arguments[:1] == ["migrate"] and not {"-h", "--help"} & set(arguments):
        _with_django(set_up=False)
    try:
        execute_from_command_line(["redress manage", *arguments])
    except ImproperlyConfigured as refused:  # the operator is told which settings, not where in the code
        raise Unusable(str(refused)) from None
    if arguments == ["migrate"] or arguments[:2] == ["migrate", "--verbosity"]:  # all of it, not to some point
        _with_django()
    return _OK


def _with_django(*, council: str = "", set_up: bool = True) -> None:
    """Load Django and the policies; the database answers, is set up and has the council, or it raises Unusable."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redress.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as refused:
        raise Unusable(str(refused)) from None
    _rulebook()
    from redress import ready  # which needs the models, and so Django

    try:
        ready.database_is_set_up() if set_up else ready.database_answers()
        if set_up:
            ready.policies_are_as_adopted()
        if council:
            ready.council_known(council)
    except ready.NotReady as lacking:
        raise Unusable(str(lacking)) from None


def _worker(asked: argparse.Namespace) -> int:
    _with_django()
    from redress.jobs.worker import work

    done = work(once=asked.once)
    _show(f"Stopped; jobs done: {done}.")
    return _OK


def _mail(asked: argparse.Namespace) -> int:
    """Mail that comes in: see redress.mail_commands."""
    try:
        return int(asked.does(asked, mail_commands.Tools(_show, _with_django)))
    except mail_commands.Impossible as impossible:
        raise Unusable(str(impossible)) from None


def _verify(asked: argparse.Namespace) -> int:
    _with_django(council=asked.council or "")
    from redress.cases.verify import verify

    findings = verify(asked.council or None, progress=_progress("Checking"))
    for finding in findings:
        _show(str(finding))
    if not findings:
        _show("Every case is whole: its chain, its sequence and its summary.")
    return _WRONG if findings else _OK


def _rebuild(asked: argparse.Namespace) -> int:
    _with_django(council=asked.council or "")
    from redress.cases.rebuild import rebuild

    rebuilt = rebuild(check=asked.check, council=asked.council or None, progress=_progress("Replaying"))
    for finding in rebuilt.differing:
        _show(str(finding))
    said = "differ" if asked.check else "were written afresh"
    _show(f"Cases replayed: {rebuilt.cases}; {len(rebuilt.differing)} {said}.")
    return _WRONG if asked.check and rebuilt.differing else _OK


def _anchor(asked: argparse.Namespace) -> int:
    _with_django()
    from redress.cases.anchors import anchor

    row = anchor()
    cases = "1 case" if row.count == 1 else f"{row.count} cases"
    _show(f"{row.at:%Y-%m-%d %H:%M:%S} UTC  {cases}  {row.hash}")
    _show("Keep this line somewhere else: it shows later whether anything was cut off.")
    return _OK


def _addresses(asked: argparse.Namespace) -> int:
    """The addresses of councils: see redress.address_commands."""
    _with_django(council=asked.council)
    try:
        return int(asked.does(asked, _show, _progress))
    except OSError as trouble:
        raise Unusable(f"{asked.file} cannot be read: {trouble.strerror}.") from None


def _suggestions(asked: argparse.Namespace) -> int:
    """Suggestions learnt from decided cases: see redress.suggestion_commands."""
    _with_django(council=asked.council)
    return int(asked.does(asked, _show, _progress))


def _demonstration(asked: argparse.Namespace) -> int:
    _with_django()
    from redress import demonstration

    return int(demonstration.main(if_empty=asked.if_empty, fresh=asked.fresh, who=asked.who) or _OK)


def _progress(doing: str) -> Callable[[int, int], None] | None:
    """Shows on a terminal how far it has got; nothing where the output is kept."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{doing} {done} of {total}", end=end, file=sys.stderr, flush=True)

    return show


# --- the command line itself ---------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="redress", description="Complaints handling for UK councils.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_rules(commands)
    _add_database(commands)
    return parser


def _add_rules(commands: Any) -> None:
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

    policy_commands.add(kinds, commands, _life_cycle)

    docs = commands.add_parser("docs", help="print the documents that are made from the code")
    docs.add_argument("--check", action="store_true", help="only say which are stale")
    docs.set_defaults(command=_docs)


def _add_database(commands: Any) -> None:
    commands.add_parser("manage", help="Django's own commands, such as migrate", add_help=False)
    worker = commands.add_parser("worker", help="do what must happen later: deliver letters, follow schedules")
    worker.add_argument("--once", action="store_true", help="stop when nothing is due any more")
    worker.set_defaults(command=_worker)
    for name, command, said in (
        ("verify", _verify, "prove every case from its events: chain, sequence, summary"),
        ("rebuild", _rebuild, "make the rows of lists afresh from the events"),
    ):
        each = commands.add_parser(name, help=said)
        each.add_argument("--council", help="one council only, by its id")
        each.set_defaults(command=command)
        if name == "rebuild":
            each.add_argument("--check", action="store_true", help="only compare")
    address_commands.add(commands, _addresses)
    suggestion_commands.add(commands, _suggestions)
    mail_commands.add(commands, _mail)
    commands.add_parser("anchor", help="note the head of every case").set_defaults(command=_anchor)
    demonstration = commands.add_parser("demonstration", help="made-up councils, people and complaints")
    demonstration.add_argument("--if-empty", action="store_true", help="do nothing where there are cases already")
    demonstration.add_argument("--fresh", action="store_true", help="start over")
    demonstration.add_argument("--who", action="store_true", help="only say who can sign in")
    demonstration.set_defaults(command=_demonstration)


if __name__ == "__main__":
    sys.exit(main())
