"""Which words do the public pages say, and does every catalogue have them?

``python -m tests.catalogues`` brings the catalogues of ``redress/locale`` up to date with the source: new messages are
added without a translation, those no longer said are dropped, and the compiled catalogues are written again. It needs
no gettext programme. A translation that is written as a dictionary (``python -m tests.catalogues pl words.json``) is
put into the catalogue of its language.
"""

from __future__ import annotations

import ast
import json
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "redress" / "locale"

#: Where the words of the public journey stand. The staff site stays English.
PUBLIC = (
    "redress/intake/**/*.py",
    "redress/intake/templates/**/*.html",
    "redress/intake/templates/**/*.txt",
    "redress/design/*.py",
    "redress/design/templatetags/*.py",
    "redress/design/templates/design/*.html",
    "redress/design/paper/**/*.html",
    "redress/correspondence/assistance.py",
    "redress/correspondence/bodies.py",
    "redress/correspondence/making/layouts.py",
    "redress/correspondence/making/made_as.py",
    "redress/correspondence/making/on_letterhead.py",
    "redress/correspondence/post/so_late.py",
    "redress/correspondence/texts.py",
    "redress/correspondence/templates/correspondence/notice.*",
    "redress/correspondence/templates/correspondence/notices/asked.txt",
    "redress/correspondence/templates/correspondence/notices/ask-late.txt",
    "redress/correspondence/templates/correspondence/notices/ask-receipt.txt",
    "redress/correspondence/templates/correspondence/notices/ask-reminder.txt",
    "redress/correspondence/templates/correspondence/notices/receipt.txt",
    "redress/correspondence/templates/correspondence/notices/in-the-post.txt",
    "redress/accounts/rate_limits.py",
    "redress/records/documents.py",
    "redress/rules/picture.py",
    "redress/settings.py",
)
#: Pages and pieces that only staff see.
FOR_STAFF = ("redress/design/templates/design/wide.html", "redress/design/pictures.py")

#: How many forms a plural has, and which it is: as gettext writes it in the head of a catalogue.
PLURALS = {
    "cy": "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;",
    "lt": (
        "nplurals=4; plural=(n % 10 == 1 && (n % 100 > 19 || n % 100 < 11) ? 0 : (n % 10 >= 2 && n % 10 <=9) && "
        "(n % 100 > 19 || n % 100 < 11) ? 1 : n % 1 != 0 ? 2: 3);"
    ),
    "pl": (
        "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : n!=1 && "
        "(n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);"
    ),
}

_CALLS = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2, "pgettext": -1}
_CALLS |= {"pgettext_lazy": -1, "npgettext": -2, "npgettext_lazy": -2, "_": 1}


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One thing that is said: with the plural, where there is one, and the context that tells like words apart."""

    id: str
    plural: str = ""
    context: str = ""


def said_in_public() -> dict[Message, list[str]]:
    """Every message of the public journey, with the files that say it."""
    found: dict[Message, list[str]] = {}
    for path in sorted({path for pattern in PUBLIC for path in ROOT.glob(pattern)}):
        name = path.relative_to(ROOT).as_posix()
        if name in FOR_STAFF:
            continue
        for message in messages_in(path):
            if name not in found.setdefault(message, []):
                found[message].append(name)
    return found


def messages_in(path: Path) -> Iterator[Message]:
    """The messages of one source file or template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _called(ast.parse(text), _aliases(ast.parse(text)))
        return
    written = templatize(text, origin=str(path))
    for place in re.finditer(r"(?<![\w.])(n?p?gettext|_)\(", written):
        end = _closing(written, place.end())
        try:
            yield from _called(ast.parse(written[place.start() : end], mode="eval"), {})
        except SyntaxError:
            continue


def _closing(text: str, start: int) -> int:
    """Where the bracket closes that is open at ``start``."""
    quote, depth, place = "", 1, start
    while place < len(text) and depth:
        sign = text[place]
        if quote:
            if sign == "\\":
                place += 1
            elif sign == quote:
                quote = ""
        elif sign in "'\"":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        place += 1
    return place


def _aliases(tree: ast.AST) -> dict[str, str]:
    """By which other names a module calls the functions of gettext."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    names = (name for node in imports for name in node.names)
    return {name.asname: name.name for name in names if name.asname and name.name in _CALLS}


def _called(tree: ast.AST, aliases: dict[str, str]) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        kind = _CALLS.get(aliases.get(node.func.id, node.func.id))
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if kind is None or len(texts) < abs(kind) + (kind < 0):
            continue
        context = texts.pop(0) if kind < 0 else ""
        yield Message(texts[0], texts[1] if abs(kind) == 2 else "", context)


# --- catalogues ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with its translation: one text, or one for each form of the plural."""

    message: Message
    texts: tuple[str, ...]
    flags: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return all(self.texts)


def read(language: str) -> tuple[str, list[Entry], list[str]]:
    """The head of a catalogue, its entries, and its obsolete lines."""
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    entries, head = [], ""
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        flags = tuple(f.strip() for line in lines if line.startswith("#,") for f in line[2:].split(","))
        parts = _parts(line for line in lines if not line.startswith("#"))
        if "msgid" not in parts:
            continue
        if not parts["msgid"] and "msgctxt" not in parts:
            head = parts["msgstr"]
            continue
        texts = tuple(parts[name] for name in sorted(parts) if name.startswith("msgstr"))
        message = Message(parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", ""))
        entries.append(Entry(message, texts, flags))
    return head, entries, [line for line in text.splitlines() if line.startswith("#~")]


def _parts(lines: Iterable[str]) -> dict[str, str]:
    parts: dict[str, str] = {}
    name = ""
    for line in lines:
        keyword, _space, rest = line.partition(" ")
        if not line.startswith('"'):
            name, line = keyword, rest
            parts[name] = ""
        parts[name] += ast.literal_eval(line.strip())
    return parts


def forms(language: str) -> int:
    """How many forms a plural has in a language."""
    return int(re.search(r"nplurals=(\d)", PLURALS[language])[1])  # type: ignore[index]


def written(language: str, known: dict[Message, tuple[str, ...]], said: dict[Message, list[str]]) -> str:
    """A catalogue as its file holds it, in the order of the files that say the words."""
    head = f"Language: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    head += f"Content-Transfer-Encoding: 8bit\nPlural-Forms: {PLURALS[language]}\n"
    blocks = [f'msgid ""\nmsgstr ""\n{_lines(head)}']
    for message, files in sorted(said.items(), key=lambda each: (each[1][0], each[0])):
        blank = ("",) * (forms(language) if message.plural else 1)
        texts = known.get(message, blank)
        blocks.append(_block(message, texts if len(texts) == len(blank) else blank, files))
    return "\n\n".join(blocks) + "\n"


def _block(message: Message, texts: tuple[str, ...], files: list[str]) -> str:
    lines = [f"#: {file}" for file in files]
    marked = [mark for mark, sign in (("python-format", r"%\(\w+\)[sd]"),) if re.search(sign, message.id)]
    marked += ["python-brace-format"] if re.search(r"\{\w+\}", message.id) else []
    lines += [f"#, {', '.join(marked)}"] if marked else []
    lines += [f"msgctxt {_quoted(message.context)}"] if message.context else []
    lines.append(f"msgid {_quoted(message.id)}")
    if message.plural:
        lines.append(f"msgid_plural {_quoted(message.plural)}")
        lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(texts)]
    else:
        lines.append(f"msgstr {_quoted(texts[0])}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _lines(text: str) -> str:
    return "\n".join(_quoted(line) for line in text.splitlines(keepends=True))


def compiled(head: str, entries: list[Entry]) -> bytes:
    """The catalogue as gettext reads it at run time (an .mo file); what is not translated is left out."""
    pairs = {"": head}
    for entry in entries:
        if not entry.is_whole:
            continue
        message = entry.message
        id = f"{message.context}\x04{message.id}" if message.context else message.id
        pairs[f"{id}\x00{message.plural}" if message.plural else id] = "\x00".join(entry.texts)
    keys = [(key.encode(), pairs[key].encode()) for key in sorted(pairs, key=str.encode)]
    at = 28 + 16 * len(keys)
    first, second, words = b"", b"", b""
    for column in (0, 1):
        for pair in keys:
            row = struct.pack("<II", len(pair[column]), at + len(words))
            first, second = (first + row, second) if column == 0 else (first, second + row)
            words += pair[column] + b"\x00"
    start = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28 + 16 * len(keys))
    return start + first + second + words


def update(language: str, more: dict[Message, tuple[str, ...]] | None = None) -> int:
    """Write a catalogue and its compiled form again; gives how many messages are not translated."""
    folder = LOCALE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "django.po"
    known = {entry.message: entry.texts for entry in read(language)[1]} if path.exists() else {}
    path.write_text(written(language, {**known, **(more or {})}, said_in_public()), encoding="utf-8")
    head, entries, _obsolete = read(language)
    (folder / "django.mo").write_bytes(compiled(head, entries))
    return sum(not entry.is_whole for entry in entries)


def _given(path: str) -> dict[Message, tuple[str, ...]]:
    """Translations from a file: a dictionary from each message (context|id where there is one) to its text or texts."""
    by_id = {(f"{each.context}|" if each.context else "") + each.id: each for each in said_in_public()}
    given = json.loads(Path(path).read_text(encoding="utf-8"))
    return {
        by_id[id]: (texts,) if isinstance(texts, str) else tuple(texts) for id, texts in given.items() if id in by_id
    }


if __name__ == "__main__":
    wanted = sys.argv[1:2] or sorted(PLURALS)
    for each in wanted:
        print(each, update(each, _given(sys.argv[2]) if len(sys.argv) > 2 else None), "not translated")
