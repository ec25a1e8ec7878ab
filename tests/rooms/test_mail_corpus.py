"""Does every awkward message become exactly one arrival, with nothing of it lost?"""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redress.accounts.models import Council
from redress.arrivals import storing
from redress.arrivals.mime import parts
from redress.arrivals.mime.quoting import new_part, passed_on_at
from redress.arrivals.models import Arrival
from redress.arrivals.parsing import parse
from redress.arrivals.taking import key_of, take
from tests.mail.corpus import SAMPLES
from tests.mail.sample import Sample

RECEIVED = datetime(2026, 6, 2, 8, 31, tzinfo=UTC)


def test_the_corpus_is_large_and_every_message_says_what_must_come_of_it() -> None:
    assert len(SAMPLES) >= 60
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES)
    assert all(sample.must for sample in SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_it_is_read_as_it_must_be(sample: Sample) -> None:
    parsed = parse(sample.raw)
    assert (parsed.sender_name, parsed.sender_address) == (sample.sender, sample.address)
    for wanted in sample.text:
        assert wanted in parsed.text
    for unwanted in sample.never:
        assert unwanted not in parsed.text
    assert parsed.new == (parsed.text if sample.new is None else sample.new)
    if sample.subject is not None:
        assert parsed.subject == sample.subject
    if sample.files is not None:
        assert tuple(name for name, _content in parsed.files) == sample.files
    assert (parsed.earlier[0] if parsed.earlier else "") == sample.earlier
    assert set(parsed.notes) == set(sample.notes) - {"clock-far-off"}


@pytest.mark.django_db
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_it_becomes_one_arrival_with_nothing_lost(sample: Sample) -> None:
    Council.objects.create(id="dartford", name="Dartford", short_name="Dartford")
    arrival, new = take("dartford", sample.raw, received=RECEIVED)
    again, newer = take("dartford", sample.raw, received=RECEIVED)
    assert (new, newer, again.pk, Arrival.objects.count()) == (True, False, arrival.pk, 1)
    arrival.refresh_from_db()
    assert storing.content_of(arrival.raw_as) == sample.raw
    assert [storing.content_of(file.stored_as) for file in arrival.files.all()] == [
        content for _name, content in parse(sample.raw).files
    ]
    assert arrival.received_text == "2026-06-02T09:31:00+01:00"
    assert arrival.details["kind"]["is"] == sample.kind
    assert set(arrival.details["notes"]) >= set(sample.notes)
    if sample.sent is not None:
        assert arrival.sent_text == sample.sent


def test_no_two_messages_of_the_corpus_are_taken_for_one() -> None:
    assert len({key_of(sample.raw) for sample in SAMPLES}) == len(SAMPLES)


_SMALL = [sample.raw for sample in SAMPLES if len(sample.raw) < 6000 and "winmail" not in sample.name]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A message of the corpus with some of its bytes taken out, put elsewhere, doubled, or made into others."""
    raw = bytearray(draw(st.sampled_from(_SMALL)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(raw)))
        length = draw(st.integers(0, 40))
        kind = draw(st.sampled_from(("cut", "insert", "double", "flip")))
        if kind == "cut":
            del raw[at : at + length]
        elif kind == "insert":
            raw[at:at] = draw(st.binary(max_size=40))
        elif kind == "double":
            raw[at:at] = raw[at : at + length]
        elif at < len(raw):
            raw[at] ^= 1 << draw(st.integers(0, 7))
    return bytes(raw)


@settings(max_examples=400)
@given(mutated())
def test_reading_never_raises_whatever_the_bytes(raw: bytes) -> None:
    parsed = parse(raw)
    assert len(parsed.text) <= 200_000
    assert "\n" not in parsed.subject + parsed.sender_name + parsed.sender_address


@settings(max_examples=200)
@given(st.binary(max_size=2000))
def test_reading_never_raises_for_bytes_that_are_no_mail(raw: bytes) -> None:
    parse(raw)


@pytest.mark.parametrize(
    ("subject", "text"), [("fwd: us", "\n" * 20_000 + "x"), ("us", " " * 190_000 + "x"), ("us", "a \n" * 60_000)]
)
def test_no_text_keeps_its_reader_busy(subject: str, text: str) -> None:
    begun = process_time()
    new_part(text, subject=subject)
    passed_on_at(text, subject=subject)
    assert process_time() - begun < 5  # it took fifteen seconds and more where the patterns began anywhere


def test_a_message_kept_at_every_depth_fills_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_BYTES", 5_000)
    message = b"Subject: inmost\r\n\r\n" + b"word " * 400
    for _depth in range(6):
        message = b"Content-Type: message/rfc822\r\n\r\n" + message
    parsed = parse(message)
    assert 0 < sum(len(content) for _name, content in parsed.files) <= 5_000
    assert "too-many-files" in parsed.notes
    assert "word word" in parsed.text
