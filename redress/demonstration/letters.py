"""Under which headings does an officer of each council write an answer?"""

from __future__ import annotations

Written = dict[str, str]  # content id -> what the officer wrote


def dartford_answer(
    *, how: str = "", found: str, why: str, sorry: str = "", will: str = "", explained: str = ""
) -> Written:
    """Dartford: what was found and why, with an apology and what will be done, or an explanation."""
    written = {
        "how-and-why": how,
        "findings-of-fact": found,
        "reasons": why,
        "apology": sorry,
        "remedies": will,
        "explanation": explained,
    }
    return {content: text for content, text in written.items() if text}


def kings_lynn_answer(*, answer: str, why: str, will: str = "") -> Written:
    """King's Lynn: an answer to everything that was raised, the reasons, and what will be done."""
    written = {"answer": answer, "reasons": why, "remedy": will}
    return {content: text for content, text in written.items() if text}
