"""Do the frame and the components say what they should, to everyone, and escape what people type?"""

import re
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from redress.design import views
from redress.design.colours import colour, contrast, readable
from redress.design.fields import MemorableDateField, TimeOfDayField, month_number, time_of_day

TODAY = date(2026, 11, 22)


class Everything(forms.Form):
    name = forms.CharField(label="Full <name>", help_text="As on your <passport>", max_length=50)
    email = forms.EmailField(label="E-mail", required=False, widget=forms.EmailInput({"autocomplete": "email"}))
    what = forms.CharField(label="What happened?", max_length=2000, widget=forms.Textarea)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    how = forms.ChoiceField(
        label="How shall we write?",
        choices=[("email", "By e-mail"), ("by-post", "By <post>")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how we write"},
    )
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("large", "Large print"), ("braille", "Braille")], widget=forms.CheckboxSelectMultiple
    )
    service = forms.ChoiceField(label="Service", choices=[("", "Choose"), ("bins", "Bins"), ("roads", "Roads")])
    when = MemorableDateField(label="When?", what="The date it happened", today=lambda: TODAY)
    at = TimeOfDayField(label="At what time?", required=False)
    sure = forms.BooleanField(label="I am sure", required=False)
    file = forms.FileField(label="Photo", required=False)
    days = forms.IntegerField(label="Days", required=False)
    secret = forms.CharField(label="Password", required=False, widget=forms.PasswordInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class Ids(HTMLParser):
    """The ids on a page, and which of them take the focus."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.controls: set[str] = set()
        self.described: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
            if tag in ("input", "textarea", "select"):
                self.controls.add(given["id"])
        self.described.update((given.get("aria-describedby") or "").split())
        if tag == "a" and given.get("href", "").startswith("#"):
            self.links.append(given["href"][1:])


def drawn(template: str, **context) -> str:
    return Template(template).render(Context(context))


def whole(form: forms.Form) -> str:
    return drawn("{% error_summary form %}{% for bound in form %}{% field bound %}{% endfor %}", form=form)


def test_labels_hints_choices_and_values_are_escaped():
    html = whole(Everything({"name": "<script>alert(1)</script>", "what": "</textarea><b>"}))
    assert "Full &lt;name&gt;" in html
    assert "As on your &lt;passport&gt;" in html
    assert "By &lt;post&gt;" in html
    assert "<script>" not in html
    assert "</textarea><b>" not in html


def test_every_link_of_the_error_summary_goes_to_a_control():
    page = Ids(whole(Everything({})))
    assert len(page.links) == 6
    assert set(page.links) <= page.controls
    assert '<a href="#id_how">Choose how we write</a>' in drawn("{% error_summary form %}", form=Everything({}))
    assert "id_how" in page.links
    assert "id_when-day" in page.links


def test_no_id_is_used_twice_and_every_description_exists():
    page = Ids(whole(Everything({})))
    assert len(page.ids) == len(set(page.ids))
    assert page.described <= set(page.ids)


def test_the_summary_is_left_out_when_nothing_is_wrong():
    assert drawn("{% error_summary form %}", form=Everything()) == ""


def test_an_error_of_the_whole_form_comes_first_and_has_no_link():
    form = Everything({})
    form.full_clean()
    form.add_error(None, "Two answers <disagree>")
    html = drawn("{% error_summary form %}", form=form)
    assert html.index("Two answers &lt;disagree&gt;") < html.index("#id_name")


def test_what_was_typed_is_kept():
    given = {
        "name": "Łucja",
        "what": "one\n  two\nthree",
        "how": "by-post",
        "needs": ["braille"],
        "service": "roads",
        "when-day": "31",
        "when-month": "Feb",
        "when-year": "2026",
        "at": "half past",
        "sure": "on",
    }
    html = whole(Everything(given))
    assert 'value="Łucja"' in html
    assert "one\n  two\nthree</textarea>" in html
    assert re.search(r'value="by-post"[^>]* checked', html)
    assert re.search(r'value="braille"[^>]* checked', html)
    assert re.search(r'<option value="roads"[^>]* selected', html)
    assert re.search(r'name="when-month"[^>]*value="Feb"', html)
    assert 'value="half past"' in html


def test_the_day_that_is_wrong_is_the_one_that_is_marked_and_linked():
    form = Everything({"when-day": "3", "when-month": "4", "when-year": ""})
    html = whole(form)
    assert "The date it happened must include a year" in html
    assert "id_when-year" in Ids(html).links
    assert len(re.findall('govuk-date-input__input[^"]*govuk-input--error', html)) == 1


def test_a_long_answer_counts_its_characters_and_a_short_one_does_not():
    html = drawn("{% field form.what %}", form=Everything())
    assert 'data-maxlength="2000"' in html
    assert "You can enter up to 2,000 characters" in html
    assert "character-count" not in drawn("{% field form.note %}", form=Everything())


def test_a_page_with_one_question_has_it_as_its_heading():
    html = drawn('{% field form.how heading="l" %}', form=Everything())
    assert re.search(r'<h1 class="govuk-fieldset__heading">\s*How shall we write\?', html)
    assert "govuk-fieldset__legend--l" in html


def test_a_choice_may_reveal_another_field_and_carry_a_hint():
    form = Everything()
    form.fields["how"].choice_hints = {"by-post": "It takes <longer>"}
    html = drawn("{% field form.how reveal_email=form.email %}", form=form)
    assert "It takes &lt;longer&gt;" in html
    assert 'autocomplete="email"' in html
    assert "govuk-radios__conditional" in html


def test_a_number_is_asked_for_as_text_that_phones_know():
    html = drawn('{% field form.days suffix="days" %}', form=Everything())
    assert 'inputmode="numeric"' in html
    assert 'type="number"' not in html
    assert "govuk-input__suffix" in html


def test_a_refused_button_keeps_its_reason_beside_it_and_submits_nothing():
    html = drawn('{% govuk_button "Extend" refused=reason %}', reason="No more than 10 days: <2.7(vi)>")
    assert 'aria-disabled="true"' in html
    assert 'type="button"' in html
    assert "&lt;2.7(vi)&gt;" in html
    assert Ids(html).described <= set(Ids(html).ids)


def test_a_calendar_says_in_words_what_it_shows_in_colour():
    days = [
        {"day": date(2026, 4, 6), "mark": "skipped", "number": None, "reason": "Easter Monday"},
        {"day": date(2026, 4, 7), "mark": "anchor", "number": None, "reason": "start"},
        {"day": date(2026, 4, 8), "mark": "counted", "number": 1, "reason": ""},
        {"day": date(2026, 4, 9), "mark": "extension", "number": 2, "reason": ""},
        {"day": date(2026, 4, 10), "mark": "due", "number": 3, "reason": "due"},
        {"day": date(2026, 4, 11), "mark": "after", "number": None, "reason": "Saturday"},
        {"day": date(2026, 4, 12), "mark": "after", "number": None, "reason": "<Sunday>"},
    ]
    weeks = [{"days": days, "left_out": 0}, {"days": days, "left_out": 9}]
    html = drawn('{% calendar_picture weeks "How it was counted" %}', weeks=weeks)
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html))
    for words in (
        "How it was counted",
        "6 Apr not counted Easter Monday",
        "7 Apr Counted from here 8 Apr day 1",
        "9 Apr extension day 2",
        "10 Apr Due day 3 11 Apr Saturday",
        "&lt;Sunday&gt;",
        "9 more weeks, not shown",
    ):
        assert words in text
    assert html.count('scope="col"') == 7


def test_a_timeline_escapes_and_dates_its_entries():
    entry = {
        "title": "Letter <sent>",
        "by": "A & B",
        "at": datetime(2026, 4, 2, 16, 30, tzinfo=UTC),
        "text": "<b>words</b>",
    }
    html = drawn("{% timeline entries %}", entries=[entry])
    assert "Letter &lt;sent&gt;" in html
    assert "by A &amp; B" in html
    assert "Thursday 2 April 2026 at 5:30pm" in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 1, 5, 9, 0, tzinfo=UTC), "9am"),
        (datetime(2026, 1, 5, 12, 0, tzinfo=UTC), "midday"),
        (datetime(2026, 1, 5, 0, 0, tzinfo=UTC), "midnight"),
        (datetime(2026, 1, 5, 0, 5, tzinfo=UTC), "12:05am"),
        (datetime(2026, 7, 5, 16, 45, tzinfo=UTC), "5:45pm"),
    ],
)
def test_times_are_said_as_people_say_them(at, told):
    assert drawn("{{ at|clock_time }}", at=at) == told


def test_a_date_has_no_time():
    assert drawn("{{ at|long_moment }}", at=date(2026, 4, 13)) == "Monday 13 April 2026"
    assert drawn("{{ at|short_date }}", at=date(2026, 4, 13)) == "Mon 13 Apr"


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("2", "4", "2026", date(2026, 4, 2)),
        ("02", "04", "2026", date(2026, 4, 2)),
        (" 2 ", "April", "2026", date(2026, 4, 2)),
        ("2", "apr", "2026", date(2026, 4, 2)),
        ("2", "APR.", "2026", date(2026, 4, 2)),
        ("2", "Sept", "2026", date(2026, 9, 2)),
        ("29", "2", "2024", date(2024, 2, 29)),
        ("22", "11", "2026", TODAY),
        ("29", "2", "2026", "The date it happened must be a real date"),
        ("0", "4", "2026", "The date it happened must be a real date"),
        ("2", "13", "2026", "The date it happened must be a real date"),
        ("2", "Smarch", "2026", "The date it happened must be a real date"),
        ("two", "4", "2026", "The date it happened must be a real date"),
        ("²", "4", "2026", "The date it happened must be a real date"),
        ("2", "²", "2026", "The date it happened must be a real date"),
        ("2", "4", "26", "Year of the date it happened must have 4 numbers, like 2026"),
        ("2", "4", "0000", "The date it happened must be a real date"),
        ("", "4", "2026", "The date it happened must include a day"),
        ("2", "", "", "The date it happened must include a month and year"),
        ("", "", "", "Enter the date it happened"),
        ("23", "11", "2026", "The date it happened must be today or in the past"),
    ],
)
def test_a_date_is_read_as_people_write_it_or_refused_in_plain_words(day, month, year, expected):
    field = MemorableDateField(label="When?", what="The date it happened", today=lambda: TODAY)
    try:
        found = field.clean([day, month, year])
    except forms.ValidationError as wrong:
        found = str(wrong.messages[0])
    assert found == expected


def test_a_date_may_have_an_earliest_and_a_latest():
    field = MemorableDateField(what="The date", earliest=date(2026, 1, 1), latest=lambda: date(2026, 1, 31))
    assert field.clean(["31", "1", "2026"]) == date(2026, 1, 31)
    with pytest.raises(forms.ValidationError, match="on or before 31 January 2026"):
        field.clean(["1", "2", "2026"])
    with pytest.raises(forms.ValidationError, match="on or after 1 January 2026"):
        field.clean(["31", "12", "2025"])


def test_a_date_that_is_not_asked_for_may_be_left_empty():
    assert MemorableDateField(required=False).clean(["", "", ""]) is None
    assert MemorableDateField(required=False).clean(None) is None


def test_a_month_is_known_in_the_language_of_the_page():
    with translation.override("pl"):
        assert month_number("Październik") == 10
        assert month_number("October") == 10


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5:30pm", time(17, 30)),
        ("5.30 pm", time(17, 30)),
        ("5.30 p.m.", time(17, 30)),
        ("17:30", time(17, 30)),
        ("1730", time(17, 30)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("Midnight", time(0)),
        ("9", None),
        ("25:00", None),
        ("13pm", None),
        ("9:75", None),
        ("soon", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, expected):
    assert time_of_day(typed) == expected


@pytest.mark.parametrize("given", ["#1d3c5c", "ffffff", "#ffee00", "#00a19a", "000000"])
def test_any_colour_of_a_council_can_be_read(given):
    shade = readable(colour(given))
    assert contrast(shade, (255, 255, 255)) >= 4.5
    assert contrast(shade, (0xF3, 0xF2, 0xF1)) >= 4.5


def test_contrast_is_that_of_the_standard():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


def test_the_colour_sheet_is_css_that_may_be_kept_and_nothing_else_gets_in(client):
    response = client.get("/colours/7a1f5c.css")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")
    assert "--redress-colour:#7a1f5c" in response.text
    assert "immutable" in response["Cache-Control"]
    assert client.get("/colours/red.css").status_code == 404
    assert client.post("/colours/7a1f5c.css").status_code == 405


@pytest.mark.django_db
def test_a_missing_page_is_told_in_the_frame(client):
    response = client.get("/nowhere/at/all/")
    assert response.status_code == 404
    assert "Page not found" in response.text
    assert '<html lang="en-gb"' in response.text
    assert 'href="#main-content" class="govuk-skip-link"' in response.text
    assert '<main class="govuk-main-wrapper" id="main-content">' in response.text


def test_our_own_fault_is_told_without_asking_the_database():
    response = views.our_fault(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "This is our fault" in response.content.decode()


@pytest.mark.django_db
def test_too_many_tries_says_when_to_come_back(rf):
    response = views.too_many_requests(rf.get("/"), minutes=1)
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "wait 1 minute before" in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_gives_its_reason_escaped(rf):
    response = views.not_allowed(rf.get("/"), PermissionError("Only the <Director> may"))
    assert response.status_code == 403
    assert "Only the &lt;Director&gt; may" in response.content.decode()


def test_the_title_says_that_there_are_errors():
    page = '{% extends "design/frame.html" %}{% block title %}Your name{% endblock %}'
    assert "<title>Error: Your name – " in drawn(page, form=Everything({}))
    assert "<title>Your name – " in drawn(page, form=Everything())


def test_the_frame_carries_the_councils_name_home_and_colour():
    class Council:
        name = "Borough & Council"

    html = drawn(
        '{% extends "design/frame.html" %}',
        council=Council(),
        council_home="/borough/",
        council_colour="#7a1f5c",
        demonstration=True,
    )
    assert "Borough &amp; Council" in html
    assert 'href="/borough/" class="govuk-generic-header__homepage-link"' in html
    assert "/colours/7a1f5c.css" in html
    assert "Demonstration" in html
