"""Can this policy file be used, and if not, what are all its mistakes?"""

from __future__ import annotations

from pathlib import Path

from redress.policies import code_files, limits, misfits, names, procedure, reading, told, writing
from redress.policies.lines import in_words
from redress.policies.mistakes import Mistake, PolicyMistakes
from redress.rules.policy import Policy

__all__ = ["Mistake", "PolicyMistakes", "load"]


def load(path: Path) -> Policy:
    """The policy in a file. Raises :class:`PolicyMistakes` with every mistake; OSError if it cannot be opened."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        sentence = "The file is not saved as UTF-8. Save it again with that encoding."
        raise PolicyMistakes(path, [Mistake(line, "", sentence)]) from None
    return policy_in(text, path)


def policy_in(text: str, path: Path) -> Policy:
    """The policy in a text; ``path`` only names it in what is raised."""
    found = reading.read(text)
    faults = [*found.faults, *misfits.mend_keys(found)]
    policy, misshapen = misfits.policy_from(found)
    faults += misshapen
    if not found.broken:  # else much would be said to be missing that is there, but cannot be read
        checks = (
            names.findings,
            procedure.findings,
            limits.findings,
            writing.findings,
            told.findings,
            code_files.unknown_provisions,
        )
        further = [finding for check in checks for finding in check(found.said)]
        faults += [reading.Fault(found.index.line(path), path, sentence) for path, sentence in further]
    if faults or policy is None:
        raise PolicyMistakes(path, (Mistake(f.line, in_words(f.path, found.said), f.sentence) for f in faults))
    return policy
