"""Do the Python macros draw what GOV.UK Frontend itself draws? Judged by its own examples, for this very version."""

import gzip
import json
from html.parser import HTMLParser

import pytest

from redress.design.components import component
from tests.architecture.printed import ROOT

EXAMPLES = json.loads(gzip.decompress((ROOT / "tests" / "data" / "govuk-examples.json.gz").read_bytes()))


class Tokens(HTMLParser):
    """HTML as a browser takes it: the order of attributes and the white space between words do not matter."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")

    def handle_data(self, data):
        words = data.split()
        if words:
            self.found.append(" ".join(words))


@pytest.mark.parametrize("examples", EXAMPLES, ids=lambda examples: examples["component"])
def test_every_official_example_is_drawn_alike(examples):
    different = [
        example["name"]
        for example in examples["fixtures"]
        if Tokens(component(examples["component"], example["options"])).found != Tokens(example["html"]).found
    ]
    assert different == []
