"""What can be asked of Redress from the command line?

Nothing here imports Django before a command needs it: the rules, stories and dates of a policy can be
asked on a machine without a database.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redress import (
    address_commands,
    bundle_commands,
    mail_commands,
    policy_commands,
    rules_commands,
    suggestion_commands,
)
from redress.terminal import OK, UNREADABLE, WRONG, Unusable, policy_named, rulebook, show, text_in, write_no_more

if TYPE_CHECKING:
    pass


#: The documents that are printed from the code: each file with the function that gives its text.
PRINTED = {
    "docs/stories.md": "redress.rules.stories.book:page",
}

_INTERRUPTED = 130  # as a shell says it of a program stopped by Ctrl-C


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
        return UNREADABLE
    except BrokenPipeError:
        write_no_more()
        return OK
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return _INTERRUPTED


def _life_cycle(asked: argparse.Namespace) -> int:
    """Versions of policies and lists of bank holidays: see redress.policy_commands."""
    tools = policy_commands.Tools(show, text_in, policy_named, _with_django, _progress)
    try:
        return int(asked.does(asked, tools))
    except policy_commands.Impossible as impossible:
        raise Unusable(str(impossible)) from None


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
        show(f"{path}: {'up to date' if same else 'stale' if asked.check else 'printed'}")
    return WRONG if asked.check and stale else OK


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
    return OK


def _with_django(*, council: str = "", set_up: bool = True) -> None:
    """Load Django and the policies; the database answers, is set up and has the council, or it raises Unusable."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redress.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as refused:
        raise Unusable(str(refused)) from None
    rulebook()
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
    show(f"Stopped; jobs done: {done}.")
    return OK


def _mail(asked: argparse.Namespace) -> int:
    """Mail that comes in: see redress.mail_commands."""
    try:
        return int(asked.does(asked, mail_commands.Tools(show, _with_django)))
    except mail_commands.Impossible as impossible:
        raise Unusable(str(impossible)) from None


def _bundle(asked: argparse.Namespace) -> int:
    """A bundle that has come back: see redress.bundle_commands."""
    if asked.record:
        _with_django()
    return bundle_commands.verified(asked)


def _verify(asked: argparse.Namespace) -> int:
    _with_django(council=asked.council or "")
    from redress.cases.verify import verify
    from redress.correspondence.sealing import altered

    findings = verify(asked.council or None, progress=_progress("Checking"))
    findings += altered(asked.council or None)
    for finding in findings:
        show(str(finding))
    if not findings:
        show("Every case is whole: its chain, its sequence, its summary and its letters.")
    return WRONG if findings else OK


def _rebuild(asked: argparse.Namespace) -> int:
    _with_django(council=asked.council or "")
    from redress.cases.rebuild import rebuild

    rebuilt = rebuild(check=asked.check, council=asked.council or None, progress=_progress("Replaying"))
    for finding in rebuilt.differing:
        show(str(finding))
    said = "differ" if asked.check else "were written afresh"
    show(f"Cases replayed: {rebuilt.cases}; {len(rebuilt.differing)} {said}.")
    return WRONG if asked.check and rebuilt.differing else OK


def _anchor(asked: argparse.Namespace) -> int:
    _with_django()
    from redress.cases.anchors import anchor

    row = anchor()
    cases = "1 case" if row.count == 1 else f"{row.count} cases"
    show(f"{row.at:%Y-%m-%d %H:%M:%S} UTC  {cases}  {row.hash}")
    show("Keep this line somewhere else: it shows later whether anything was cut off.")
    return OK


def _addresses(asked: argparse.Namespace) -> int:
    """The addresses of councils: see redress.address_commands."""
    _with_django(council=asked.council)
    try:
        return int(asked.does(asked, show, _progress))
    except OSError as trouble:
        raise Unusable(f"{asked.file} cannot be read: {trouble.strerror}.") from None


def _suggestions(asked: argparse.Namespace) -> int:
    """Suggestions learnt from decided cases: see redress.suggestion_commands."""
    _with_django(council=asked.council)
    return int(asked.does(asked, show, _progress))


def _demonstration(asked: argparse.Namespace) -> int:
    _with_django()
    from redress import demonstration

    return int(demonstration.main(if_empty=asked.if_empty, fresh=asked.fresh, who=asked.who) or OK)


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
    policy_commands.add(rules_commands.add(commands), commands, _life_cycle)
    docs = commands.add_parser("docs", help="print the documents that are made from the code")
    docs.add_argument("--check", action="store_true", help="only say which are stale")
    docs.set_defaults(command=_docs)
    _add_database(commands)
    return parser


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
    bundle_commands.add(commands, _bundle)
    commands.add_parser("anchor", help="note the head of every case").set_defaults(command=_anchor)
    demonstration = commands.add_parser("demonstration", help="made-up councils, people and complaints")
    demonstration.add_argument("--if-empty", action="store_true", help="do nothing where there are cases already")
    demonstration.add_argument("--fresh", action="store_true", help="start over")
    demonstration.add_argument("--who", action="store_true", help="only say who can sign in")
    demonstration.set_defaults(command=_demonstration)


if __name__ == "__main__":
    sys.exit(main())
