"""Does every template compile, keep to the strict Content-Security-Policy, and escape?"""

import re

import pytest
from django.template import engines

from tests.architecture.printed import ROOT

TEMPLATES = sorted((ROOT / "redress").glob("*/templates/**/*.*"))
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
# A letter's page is read in mail programs, which know no style sheet of ours; css-inline puts the styles in.
MAIL = {path for path in PAGES if path.name.startswith("mail") or "letters" in path.parts}


def name(path) -> str:
    return str(path).split("/templates/", 1)[1]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_it_compiles(path):
    engines["django"].get_template(name(path))


@pytest.mark.parametrize("path", [path for path in PAGES if path not in MAIL], ids=name)
def test_it_has_no_inline_style_script_or_handler(path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script\b(?![^>]*\ssrc=)", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_it_trusts_no_text(path):
    text = path.read_text()
    assert not re.search(r"\|\s*safe\b", text)
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", [path for path in PAGES if path not in MAIL], ids=name)
def test_every_form_that_posts_carries_its_token(path):
    for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.DOTALL):
        if re.search(r"method=[\"']post", form, re.IGNORECASE):
            assert "csrf_token" in form


def words_outside_gettext(text: str) -> list[str]:
    """Words of a template that a person would read and no translator would find."""
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"{%\s*blocktrans(late)?\b.*?{%\s*endblocktrans(late)?\s*%}", " ", text, flags=re.DOTALL)
    # These blocks of the frame fill attributes.
    text = re.sub(r"{% block (html_classes|home_url) %}.*?{% endblock", " ", text, flags=re.DOTALL)
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)
    shown = re.findall(r"(?:aria-label|alt|title|placeholder)\s*=\s*\"([^\"]*)\"", text)
    return re.findall(r"[^\W\d_]{2,}", " ".join([re.sub(r"<[^>]*>|&\w+;", " ", text), *shown]))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_visible_word_goes_through_gettext(path):
    assert words_outside_gettext(path.read_text()) == []


def test_a_word_outside_gettext_is_found():
    assert words_outside_gettext('<p class="x">Hello {{ name }}</p>') == ["Hello"]
    assert words_outside_gettext('{% translate "Hello" %}<img alt="A cat" src="x">') == ["cat"]
