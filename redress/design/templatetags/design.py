"""How does a template ask for a component, a form field or a date?

Every template has these tags without loading them. docs/design.md shows each.
"""

from datetime import date, datetime
from typing import Any
from zlib import crc32

from django import template
from django.forms import BoundField, Form
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _

from redress.design.components import component
from redress.design.form_fields import drawn, error_id, errors_of
from redress.design.parts import Said

register = template.Library()


@register.simple_tag
def govuk(name: str, params: dict[str, Any] | None = None, **more: Any) -> SafeString:
    """`{% govuk "inset-text" text=sentence %}`: any component, with its official parameters."""
    return component(name, {**(params or {}), **more})


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """`{% field form.name %}`: label, hint, error and control of a form's field."""
    return drawn(bound, options)


@register.simple_tag
def error_summary(*forms: Form) -> SafeString | str:
    """`{% error_summary form %}`: what is wrong, each with a link to the control; nothing when all is well."""
    errors = [
        {"text": str(error), **({"href": f"#{where}"} if where else {})}
        for form in forms
        if form is not None and form.is_bound
        for error, where in _mistakes(form)
    ]
    if not errors:
        return ""
    return component("error-summary", {"titleText": _("There is a problem"), "errorList": errors})


def _mistakes(form: Form) -> list[tuple[str, str]]:
    """Each error with the id of its control, in the order of the fields; those of the whole form first."""
    found = [(str(error), "") for error in form.non_field_errors()]
    for bound in form:
        found += [(told, error_id(bound)) for told in errors_of(bound)]
    return found


@register.simple_tag(takes_context=True)
def has_errors(context: template.Context) -> bool:
    """True when the page's `form` was sent with mistakes, so that its title can say so."""
    form = context.get("form")
    return bool(form is not None and getattr(form, "is_bound", False) and form.errors)


@register.simple_tag
def govuk_button(
    text: str, *, href: str = "", variant: str = "", refused: str = "", id: str = "", **more: Any
) -> SafeString:
    """`{% govuk_button label %}`; `href=` makes it a link, `variant=` is secondary or warning.

    `refused=` gives the reason why it may not be pressed: the button stays readable and reachable by keyboard,
    does nothing, and its reason stands under it.
    """
    params: dict[str, Any] = {"text": str(text), **more}
    if variant:
        params["classes"] = f"govuk-button--{variant} {more.get('classes', '')}".strip()
    if id:
        params["attributes"] = {"id": id}
    if refused:
        return _refused_button(params, str(refused))
    if href:
        return component("button", {**params, "href": href})
    return component("button", {**params, "preventDoubleClick": True})


def _refused_button(params: dict[str, Any], reason: str) -> SafeString:
    reason_id = f"why-{crc32((params['text'] + reason).encode()):x}"
    params["classes"] = f"{params.get('classes', '')} govuk-!-margin-bottom-1".strip()
    attributes = {**params.get("attributes", {}), "aria-disabled": "true", "aria-describedby": reason_id}
    button = component("button", {**params, "type": "button", "attributes": attributes})
    return format_html('{}<p class="govuk-hint" id="{}">{}</p>', button, reason_id, reason)


@register.simple_tag
def status_tag(text: str, colour: str = "") -> SafeString:
    """`{% status_tag case.status colour="blue" %}`: a status in words; its colour only repeats them."""
    return component("tag", {"text": str(text), "classes": f"govuk-tag--{colour}" if colour else ""})


@register.simple_tag
def summary_list(rows: list[dict[str, Any]], *, classes: str = "") -> SafeString:
    """Rows of {"key", "value"} with, where it can be changed, {"href", "action" (Change), "hidden"}."""
    return component("summary-list", {"rows": [_summary_row(row) for row in rows], "classes": classes})


def _summary_row(row: dict[str, Any]) -> dict[str, Any]:
    value = row["value"]
    kind = "html" if isinstance(value, SafeString) else "text"
    drawn_row: dict[str, Any] = {"key": {"text": str(row["key"])}, "value": {kind: str(value)}}
    if row.get("href"):
        drawn_row["actions"] = {
            "items": [
                {
                    "href": row["href"],
                    "text": str(row.get("action") or _("Change")),
                    "visuallyHiddenText": str(row.get("hidden") or row["key"]).lower(),
                }
            ]
        }
    return drawn_row


@register.simple_block_tag
def details(content: str, summary: str, *, open: bool = False) -> SafeString:
    """`{% details summary %} … {% enddetails %}`: help that opens when asked for."""
    return component("details", {"summaryText": str(summary), "html": content, "open": open})


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """`{% inset %} … {% endinset %}`: words set apart."""
    return component("inset-text", {"html": content})


@register.simple_tag
def warning(text: str) -> SafeString:
    """`{% warning sentence %}`: an important sentence with its mark."""
    return component("warning-text", {"text": str(text), "iconFallbackText": _("Warning")})


@register.inclusion_tag("design/calendar_picture.html")
def calendar_picture(weeks: Any, caption: str) -> dict[str, Any]:
    """`{% calendar_picture weeks caption %}`: the working of a deadline as a calendar.

    Each week has `days` (seven cells, Monday first) and `left_out` (how many weeks before it are not shown). A
    cell has `day` (a date), `mark` (before, anchor, counted, skipped, due, extension or after), `number` (which
    counted day it is, or None) and `reason` (why it was skipped, or what else is to be said of it).
    """
    return {"weeks": weeks, "caption": caption}


@register.inclusion_tag("design/timeline.html")
def timeline(entries: Any, *, level: int = 3) -> dict[str, Any]:
    """`{% timeline entries %}`: what happened, in the order given.

    An entry has `title`, `at` (a date or an aware datetime) and, where known, `by`, `text` and `html`.
    """
    return {"entries": entries, "level": level}


@register.filter
def long_date(value: date | datetime | None) -> str:
    """Monday 13 April 2026, in the time zone of the council, as the language of the page writes it."""
    return date_format(_local(value), pgettext("date format", "l j F Y")) if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    """Mon 13 Apr, for lists that are tight."""
    return date_format(_local(value), pgettext("date format", "D j M")) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """5:30pm, 9am, midday or midnight; in other languages 17:30."""
    if not value:
        return ""
    local = _local(value)
    if not (get_language() or "en").startswith("en"):
        return date_format(local, "H:i")
    if (local.hour, local.minute) in ((0, 0), (12, 0)):
        return _("midnight") if local.hour == 0 else _("midday")
    half = _("am") if local.hour < 12 else _("pm")
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{half}"


@register.filter
def long_moment(value: date | datetime | None) -> str:
    """Monday 13 April 2026 at 5:30pm; a date without a time has no time."""
    if not isinstance(value, datetime):
        return long_date(value)
    return _("%(date)s at %(time)s") % {"date": long_date(value), "time": clock_time(value)}


@register.filter
def iso(value: date | datetime | None) -> str:
    """For the `datetime` attribute of `<time>`."""
    return _local(value).isoformat() if value else ""


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def said_in(words: str) -> SafeString | str:
    """Words of a document; those in another language than the page's are marked so."""
    if not isinstance(words, Said):
        return words
    if get_language_bidi():
        return format_html('<span lang="{}" dir="ltr">{}</span>', words.lang, str(words))
    return format_html('<span lang="{}">{}</span>', words.lang, str(words))
