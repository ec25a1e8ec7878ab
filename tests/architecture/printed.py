"""Which parts of the documentation are printed from the code, and are they up to date?

`.venv/bin/python -m tests.architecture.printed` writes them again.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from redress.configuration import settings_table
from redress.policies import compared, reference

ROOT = Path(__file__).resolve().parents[2]

# Page and name of the part -> what it must say.
PRINTED: dict[tuple[str, str], Callable[[], str]] = {
    ("docs/operations.md", "settings"): settings_table,
    ("docs/policy-files.md", "policy-tables"): reference.markdown,
    **{
        (f"docs/codes/{council}-{code}.md", "departures"): partial(compared.markdown_of, council, code)
        for council in ("kings-lynn", "dartford")
        for code in ("lgsco", "housing-ombudsman")
    },
}


def with_part(page: str, part: str, text: str) -> str:
    """The page with what stands between the part's two marks replaced."""
    marks = re.compile(rf"(<!-- {part}: printed from the code -->\n).*?(<!-- {part}: end -->)", re.DOTALL)
    if not marks.search(page):
        raise LookupError(f"the marks of {part} are missing")
    return marks.sub(lambda found: found[1] + text + found[2], page)


def stale() -> list[str]:
    """The pages that do not say what the code prints."""
    return [
        page
        for (page, part), printed in PRINTED.items()
        if with_part((ROOT / page).read_text(), part, printed()) != (ROOT / page).read_text()
    ]


if __name__ == "__main__":
    for (page, part), printed in PRINTED.items():
        (ROOT / page).write_text(with_part((ROOT / page).read_text(), part, printed()))
