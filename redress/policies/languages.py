"""What does a text of a policy say in another language, where somebody has translated it?

The policy itself is in English and stays so. Beside its file may lie ``languages/<council>.toml``, in which each
English text that the public reads has its translations. A text that has been changed since has none any more: it is
shown in English, marked as English, and never with a translation of what it used to say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from redress.policies import installed

__all__ = ["FOLDER", "told", "words_of"]

FOLDER = "languages"


class NotWords(ValueError):
    """A file of translations cannot be used. The message says which, and what is wrong with it."""


def told(text: str, language: str) -> str:
    """A text of a policy in a language of the public site; empty where it is not translated. Raises NotWords."""
    return _known().get(language, {}).get(text, "")


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    """Every translation, by language and English text."""
    found: dict[str, dict[str, str]] = {}
    for folder in dict.fromkeys(path.parent for path in installed().values()):
        for file in sorted((folder / FOLDER).glob("*.toml")):
            for english, by_language in words_of(file).items():
                for language, said in by_language.items():
                    found.setdefault(language, {})[english] = said
    return found


def words_of(file: Path) -> Mapping[str, Mapping[str, str]]:
    """The texts of one file, each with its translations by language. Raises NotWords."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8")).get("texts", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NotWords(f"{file.name}: {error}") from error
    found: dict[str, Mapping[str, str]] = {}
    for place, entry in enumerate(said, start=1):
        texts = entry if isinstance(entry, dict) else {}
        if not texts.get("en") or not all(isinstance(text, str) for text in texts.values()):
            raise NotWords(f"{file.name}: text {place} needs “en”, and a text for each other language")
        found[texts["en"]] = {language: text for language, text in texts.items() if language != "en"}
    return found
