"""What does somebody need to know to write a story? The text of docs/stories.md, printed from the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redress.rules import phrases
from redress.rules.questions import KEYS
from redress.rules.status import STATUSES
from redress.rules.stories.phrasebook import (
    ACTS,
    BLANKS,
    CIRCUMSTANCES,
    DECLARATIONS,
    EXPECTATIONS,
    REFUSAL,
    Phrase,
)

_HEAD = """\
# Stories

<!-- Printed from the code by `redress docs`. Change redress/rules/stories/, not this page. -->

A story says, in a complaints officer's words, what happened on a complaint and what must follow under a
policy. It can be told against any policy file, so it is the way to say what a policy means and to see
whether a policy file says the same.

```
Mon 01 Jun 2026 10:00  complaint received
Wed 03 Jun 2026        acknowledged
Tue 16 Jun 2026        stage one response is due under 2.7(iii)
Mon 15 Jun 2026        extended by 10 working days because the surveyor is away
Tue 30 Jun 2026        stage one response is due under 2.7(vi)(a)
Wed 24 Jun 2026        refused under 2.7(vi)(a): extended by 1 working day because it is complex
```

Keep it in a file and tell it:

```
.venv/bin/redress story dartford my-story.txt
.venv/bin/redress story path/to/another-council.toml my-story.txt
```

Each line comes back with a tick or a cross. A line with a cross says why, and a refused act says how the
refusal is worded. The command ends with 0 if every line is true, with 1 if any is not or there is none, and
with 2 if a file cannot be read. `-` in place of a file reads the story from standard input.

```
✓   1  Mon 01 Jun 2026 10:00  complaint received
✓   2  Wed 03 Jun 2026        acknowledged
✗   3  Wed 17 Jun 2026        stage one response is due
        The day that is due is Tuesday 16 June 2026.
3 lines, 1 not true.
```

## How lines are read

* A line begins with its day: weekday, day, month, year. Write `Mon 01 Jun 2026`, `Mon 1 Jun 2026` or
  `Monday 1 June 2026`. A weekday that does not fit its date is a cross: it catches slips.
* A time may follow, on the 24-hour clock and as clocks in London show it. Without a time the act is taken
  as done within office hours. A time that the clocks leave out in spring is a cross.
* Then comes one phrase of this book. Capital and small letters are the same except in names, and a comma
  may stand before any part of a phrase.
* For what people do, the day is when they did it. For what must be true, the day is either the answer
  (“is due”) or the day from which one looks (“is overdue”); the tables say which.
* Lines are told from top to bottom. What people did is told in the order in which they did it; only contacts,
  notes, more information and who is complained about may come in later. What must be true, or must be
  refused, may look from any day. A line that is not true does not stop the story.
* A second `TRACK received` begins another matter in the same case, such as an Ombudsman enquiry, on whichever
  day it came; what follows is done in whichever of them the policy provides for it.
* A line that begins with `…` or `...` goes on with the line before it.
* Empty lines are skipped, and so are lines that begin with `#`.

The words of a policy that stand for capitals below (its roles, clocks, outcomes and so on) can be asked for:

```
.venv/bin/redress policy show dartford
```

## Who acts

Nobody needs to be introduced. Where a line does not say who does something, it is done by whoever is in
charge if the policy lets them, or else by the first role that the policy names for it. What complainants
do for themselves is done by the complainant. People who matter to the story are declared, and named with
`by`:

```
Ann is a service manager
Ben is an investigating officer
Ben manages Ann
Mon 01 Jun 2026  complaint received
Mon 01 Jun 2026  allocated to Ann
Wed 03 Jun 2026  acknowledged by Ann
```

Whoever is not declared is called by the role: `the service manager`, `the Corporate Services Team`. There
are also `the complainant`, `the representative` and `the system`.

## What is filled in

A short story need not tell the routine. When an act needs the case to be registered, allocated, appointed
to somebody or accepted first, or a response to be agreed, that happens by itself at the same moment, by
whoever usually does it. Acknowledging is never filled in: whether and when it was done decides dates. Begin
the story with `step by step` to have nothing filled in. A response that is expected to be refused is never
agreed by itself, and of an act that must be refused nothing stays, not even what was filled in for it.

Letters carry everything the policy makes compulsory unless the line says `without the` and what is missing.

## Asking for dates alone

The same clocks answer without a story:

```
.venv/bin/redress deadline --policy dartford --received 2026-04-02T17:30 --acknowledged 2026-04-09
```

This prints every date that follows, with its working and a picture of the calendar; `--format json` prints
the same for a program. With `--json-lines` the command reads one question a line from standard input and
writes one answer a line, in the same order; an empty line has its answer too. A question is an object with the
keys {keys}; only `received` is needed. The keys that begin with `stage_two` mean the second stage of the policy,
whatever it is called. `extended` is a number of working days, a new date, or a list of them.

| In an answer | Means |
|---|---|
| `legal_receipt` | When the complaint counts as received. |
| `deadlines` | By clock: `due`, the `paragraph`, and the `working` in sentences. |
| `printed` | Beside `due`, where letters say another day than the one by which lateness is judged. |
| `provisional` | Beside `due`: it rests on the due date of something that has not happened. |
| `projected` | Beside `due`: not every public holiday it was counted by is proclaimed. |
| `refused` | Extensions that the policy does not allow: each with `code`, `paragraph` and `sentence`. |
| `error` | Stands alone, and says why the question cannot be answered. |

The command ends with 0 if the question was answered, with 1 if an extension was refused, and with 2 if the
question or the policy file cannot be read. With `--json-lines` it ends with 0 once every line has its answer,
whatever the answers say.
"""

_TAIL = """\
## What stands for what

{blanks}

## Statuses

{statuses}
"""


def page() -> str:
    """The whole of docs/stories.md."""
    parts = [
        _HEAD.replace("{keys}", phrases.all_of(f"`{key}`" for key in KEYS)),
        _section("Before anything happens", "Lines without a day.", DECLARATIONS),
        _section("What people do", "The day of the line is when it was done.", ACTS),
        _section("How something was received", "After `received`, in any order.", CIRCUMSTANCES),
        _section("What must be refused", "Before anything that people do.", (REFUSAL,)),
        _section("What must be true", "The day is the answer, or the day from which one looks.", EXPECTATIONS),
        _TAIL.format(
            blanks=_table(("In a phrase", "Stands for"), ((f"`{name}`", said) for name, (_, said) in BLANKS.items())),
            statuses="\n".join(f"* `{status}`" for status in STATUSES),
        ),
    ]
    return "\n".join(parts)


def _section(title: str, opening: str, phrases: Iterable[Phrase]) -> str:
    rows = ((f"`{_form(phrase)}`", _meaning(phrase)) for phrase in phrases)
    return f"## {title}\n\n{opening} What stands in `[ ]` may be left out; `( / )` is a choice.\n\n" + _table(
        ("Phrase", "Meaning"), rows
    )


def _form(phrase: Phrase) -> str:
    """The form as a table can hold it, where a bar would end the cell."""
    return phrase.form.replace(" | ", " / ").replace("|", " / ")


def _meaning(phrase: Phrase) -> str:
    return f"{phrase.meaning} Example: `{phrase.example}`." if phrase.example else phrase.meaning


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(_lines(head, rows)) + "\n"


def _lines(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "|---|---|"
    for left, right in rows:
        yield f"| {left} | {right} |"
