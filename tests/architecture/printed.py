"""Which parts of the documentation are printed from the code, and are they up to date?

`.venv/bin/python -m tests.architecture.printed` writes them again.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from redress.casework.wordings import part_five
from redress.configuration import settings_table
from redress.policies import compared, procedure_pages, reference

ROOT = Path(__file__).resolve().parents[2]

# Page and name of the part -> what it must say.
PRINTED: dict[tuple[str, str], Callable[[], str]] = {
    ("docs/operations.md", "settings"): settings_table,
    ("docs/letters.md", "part-five"): part_five.markdown,
    ("docs/policy-files.md", "policy-tables"): reference.markdown,
    **{
        (f"docs/codes/{council}-{code}.md", "departures"): partial(compared.markdown_of, council, code)
        for council in ("kings-lynn", "dartford")
        for code in ("lgsco", "housing-ombudsman")
    },
}

# Folder -> its pages by file name; nothing else stands there.
FOLDERS: dict[str, Callable[[], Mapping[str, str]]] = {
    "docs/procedure": procedure_pages.all_pages,
}


def with_part(page: str, part: str, text: str) -> str:
    """The page with what stands between the part's two marks replaced."""
    marks = re.compile(rf"(<!-- {part}: printed from the code -->\n).*?(<!-- {part}: end -->)", re.DOTALL)
    if not marks.search(page):
        raise LookupError(f"the marks of {part} are missing")
    return marks.sub(lambda found: found[1] + text + found[2], page)


def stale() -> list[str]:
    """The pages that do not say what the code prints, and those that nothing prints any more."""
    found = [
        page
        for (page, part), printed in PRINTED.items()
        if with_part((ROOT / page).read_text(), part, printed()) != (ROOT / page).read_text()
    ]
    for folder, printed_pages in FOLDERS.items():
        pages, there = printed_pages(), {path.name: path.read_text() for path in (ROOT / folder).glob("*.md")}
        found += [f"{folder}/{name}" for name in {**there, **pages} if there.get(name) != pages.get(name)]
    return found


def write() -> None:
    """Print all of it, and take away the pages that nothing prints any more."""
    for (page, part), printed in PRINTED.items():
        (ROOT / page).write_text(with_part((ROOT / page).read_text(), part, printed()))
    for folder, printed_pages in FOLDERS.items():
        pages = printed_pages()
        (ROOT / folder).mkdir(exist_ok=True)
        for path in (ROOT / folder).glob("*.md"):
            if path.name not in pages:
                path.unlink()
        for name, text in pages.items():
            (ROOT / folder / name).write_text(text)


if __name__ == "__main__":
    write()
