"""Does the documentation say what the code says?"""

import re

from tests.architecture import printed


def test_printed_parts_are_up_to_date():
    assert printed.stale() == [], "write them again with .venv/bin/python -m tests.architecture.printed"


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{page.relative_to(printed.ROOT)}: {target}"
        for page in [*printed.ROOT.glob("*.md"), *printed.ROOT.glob("docs/**/*.md")]
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_gaps_and_have_their_four_parts():
    pages = sorted((printed.ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text()
        for part in ("Context", "Decision", "Consequences", "change our minds"):
            assert part in text, f"{page.name} lacks {part}"
