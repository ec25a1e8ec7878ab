"""Can this policy file be used, and if not, what are all its mistakes?"""

from __future__ import annotations

from pathlib import Path

from redress.policies import reading, shape
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
    mistakes = [*found.mistakes, *shape.mend_keys(found)]
    policy, misshapen = shape.policy_from(found)
    mistakes += misshapen
    if mistakes or policy is None:
        raise PolicyMistakes(path, mistakes)
    return policy
