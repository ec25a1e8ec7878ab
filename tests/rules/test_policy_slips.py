"""Does a single slip in a policy file give its own sentence, on its own line, and nothing untrue beside it?"""

import pytest

from redress.policies.shape import MOST
from tests.rules.policy_texts import KINGS_LYNN, line_of, marsh, mistakes, spoilt

RECEIPT = 'anchor = { kind = "receipt" }'
TITLE = 'title = "Putting things right"'
CURLY = 'Curly quotation marks (“ ”) cannot be used around words here: write straight ones (").'
ODD_KEY = 'A key with brackets, blanks or the like in it stands in quotation marks, such as "2.7(ii)" = …'
ONE_LINE = "A table in curly brackets stands on one line, from its { to its }."
ODD_TIME = "A time is written with two figures each for hours, minutes and seconds, such as 08:45:00."
DEEP = "There are far too many brackets within brackets."
UNCLOSED = "The closing quotation marks are missing."
LISTED = "There are several tables of this name, each with its heading in double brackets: [[roles]]."
NO_WINDOW = "No request after this letter has a “window” in “{}”, so this could never be filled in."
DISCRETION = "Somebody decides on requests that come after “review-window”: "

#: What is changed in the small policy, words on the line that is at fault, its key, and the one sentence.
SLIPS = {
    "curly quotation marks": (TITLE, "title = “Putting things right”", "title", "title", CURLY),
    "a curly one at the end": (TITLE, 'title = "Putting things right”', "title", "title", CURLY),
    "curly ones in a list": ('by = ["clerk"]', "by = [“clerk”]", "[“clerk”]", "moves.2.by", CURLY),
    "a hard blank": (
        TITLE,
        'title =\u00a0"Putting things right"',
        "title",
        "title",
        "There is a blank here of another kind than the space bar makes: delete it and write it again.",
    ),
    "yes": (
        "holder = true",
        "holder = yes",
        "holder = yes",
        "moves.7.holder",
        "Yes and no are written true and false, in small letters and without quotation marks.",
    ),
    "a backslash": (
        TITLE,
        r'title = "C:\Users"',
        "title",
        "title",
        "A backslash is written twice inside quotation marks.",
    ),
    "an open long text": (TITLE, 'title = """Putting\nthings right', "title", "title", UNCLOSED),
    "a bare key with a dot": (
        '"3.1" = "Complaints',
        '3.1 = "Complaints',
        "3.1 =",
        "paragraphs.3.1",
        'Put the key in quotation marks, because it has a dot in it: "3.1" = …',
    ),
    "a bare key with brackets": ('"10" = "A record', '10(a) = "A record', "10(a)", "paragraphs.10", ODD_KEY),
    "blanks round a key": (
        '"2" = "Anybody',
        '"2" = "x"\n"2 " = "Anybody',
        '"2 "',
        "paragraphs.2 ",
        "Take away the blank before or after “2”.",
    ),
    "a table over two lines": (
        RECEIPT,
        'anchor = {\n  kind = "receipt"\n}',
        "anchor = {",
        "clocks.acknowledgement.anchor",
        ONE_LINE,
    ),
    "a table broken at a comma": (
        '"working-days", count = 3',
        '"working-days",\n    count = 3',
        'length = { kind = "working-days",',
        "clocks.acknowledgement.length",
        ONE_LINE,
    ),
    "a time with its zone": (
        'kind = "any-time"',
        'kind = "office-hours"\nhours = { monday = { opens = 09:00:00Z, closes = 17:00:00 } }',
        "hours =",
        "receipt.hours",
        ODD_TIME,
    ),
    "too many brackets": (TITLE, "title = " + "[" * 5000, "title", "title", DEEP),
    "too many brackets down the page": (TITLE, "title = " + "[\n" * 2000, "title", "title", DEEP),
    "too many curly brackets": (TITLE, "title = " + "{ a = " * 5000, "title", "title", DEEP),
    "a list for an anchor": (
        RECEIPT,
        'anchor = ["receipt"]',
        'anchor = ["receipt"]',
        "clocks.acknowledgement.anchor",
        'This must be a table with a kind, such as { kind = "receipt" }; it is a list.',
    ),
    "a choice within a choice": (
        RECEIPT,
        'anchor = { kind = "later-of", of = [{ kind = "earlier-of", of = [{ kind = "receipt" }] }] }',
        '"later-of"',
        "clocks.acknowledgement.anchor.of.1",
        "The anchors to choose from are simple ones: receipt, milestone, due, fact.",
    ),
    "a mistake inside a list": (
        "counts_as_complaint = true",
        'counts_as_complaint = "true"',
        "counts_as_complaint",
        "tracks.complaint.counts_as_complaint",
        "This must be true or false, without quotation marks; it is the word “true”.",
    ),
    "a table twice, empty at first": (
        "[calendar]",
        "[calendar]\n[calendar]",
        "[calendar]",
        "calendar",
        "The table [calendar] stands twice: it was given on line 34 already. Take one of them away.",
    ),
    "a table misspelt once": (
        "[receipt]",
        '[[calender.closures]]\nfirst = 2026-12-29\nlast = 2026-12-31\nreason = "Closed"\n\n[receipt]',
        "[[calender.closures]]",
        "calender",
        "“calender” is not a key of the policy. Did you mean 'calendar'?",
    ),
    "only blanks": ('name = "Clerk"', 'name = "   "', 'name = "   "', "roles.clerk.name", "This must not be empty."),
    "only blanks where nothing is needed": (
        'hint = "In your own words."',
        'hint = " "',
        'hint = " "',
        "letters.acknowledgement.contents.understanding.source.hint",
        "This must not be empty.",
    ),
    "too many months": (
        "count = 12",
        "count = 121",
        "count = 121",
        "clocks.time-to-complain.length.count",
        "This must be 120 at most (ten years); it is 121.",
    ),
    "too many working days": (
        "count = 10",
        "count = 99999999999999999999",
        "count = 99999999999999999999",
        "clocks.answer.length.count",
        "This must be 2500 at most (about ten years); it is 99999999999999999999.",
    ),
    "too much time to take": (
        "most = 5",
        "most = 2501",
        "most = 2501",
        "clocks.answer.extension.most",
        "This must be 2500 at most (about ten years); it is 2501.",
    ),
    "a council of another id": (
        '[council]\nid = "marsh"',
        '[council]\nid = "marshes"',
        '"marshes"',
        "council.id",
        "“marshes” is not the id of the policy, “marsh”: the two must agree.",
    ),
    "somebody who cannot decide on lateness": (
        'decided_by = ["clerk"]',
        'decided_by = ["officer"]',
        'decided_by = ["officer"]',
        "late.decided_by",
        '“officer” cannot decide: no [[moves]] with action = "decide-lateness" names this role under by.',
    ),
    "the end of a window that is not there": (
        'window = "review-window"\n',
        "",
        "{window_end}",
        "letters.answer.contents.review.source.text",
        NO_WINDOW.format("answer"),
    ),
    "the end of a window after the last stage": (
        'subject = "Your review {reference}"',
        'subject = "Until {window_end}"',
        "Until {window_end}",
        "letters.review.subject",
        NO_WINDOW.format("review"),
    ),
}


def said(text):
    return [(mistake.line, mistake.key, mistake.sentence) for mistake in mistakes(text)]


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_gives_its_own_sentence_on_its_own_line_and_no_other(name):
    old, new, words, key, sentence = SLIPS[name]
    text = spoilt(marsh(), old, new)
    line = line_of(text, words, 2 if name.startswith("a table twice") else 1)
    assert said(text) == [(line, key, sentence)]


def test_words_closed_only_by_the_next_long_text_are_named_where_they_open():
    text = spoilt(marsh(), TITLE, 'title = """Putting things right')
    text = spoilt(text, 'privacy = "We use', 'privacy = """We use') + '"""\n'
    assert said(text) == [(3, "title", UNCLOSED)]


def test_single_brackets_for_a_list_are_named_at_each_heading_without_inventing_lost_roles():
    text = marsh().replace("[[roles]]", "[roles]")
    lines = [line_of(text, "[roles]", nth) for nth in (1, 2, 3)]
    first = "This is a list of tables, each with its heading in double brackets: [[roles]]."
    assert said(text) == [(line, "roles", LISTED if nth else first) for nth, line in enumerate(lines)]


def test_brackets_hidden_in_words_that_cannot_be_read_do_not_stop_the_reading():
    text = spoilt(marsh(), TITLE, 'remark = """\\q\nb = ' + "[" * 3000 + '\n"""\n' + TITLE)
    assert [(line, sentence) for line, _, sentence in said(text)][-1] == (4, DEEP)


@pytest.mark.parametrize("dotted", ["title" + ".a" * 1500, "3" + ".1" * 1500])
def test_many_dots_do_not_stop_the_reading(dotted):
    assert said(spoilt(marsh(), '"3.1" = "Complaints', f'{dotted} = "Complaints'))


def test_late_requests_at_somebodys_discretion_need_that_somebody():
    text = spoilt(marsh(), '{ kind = "hard-window" }', '{ kind = "discretion-window", decided_by = "clerk" }')
    line, key = line_of(text, 'window = "review-window"'), "requests.1.window"
    assert said(text) == [
        (line, key, DISCRETION + "say with which “refusable_findings” they can be refused."),
        (line, key, DISCRETION + "write accepted_first = true, with findings to choose from."),
        (line, key, 'This needs a [[moves]] with action = "accept-request" for the stage “review”.'),
        (line, key, 'This needs a [[moves]] with action = "refuse-request" for the stage “review”.'),
    ]


def test_a_discretion_that_cannot_be_refused_is_named():
    text = spoilt(KINGS_LYNN, 'refusable_findings = ["full-and-comprehensive"]\n', "")
    assert any("say with which “refusable_findings”" in sentence for _, _, sentence in said(text))


def test_the_most_that_a_length_may_be_stays_in_the_calendar():
    assert all(0 < most <= 3650 for most, _ in MOST.values())
