"""Which GOV.UK component, with which parameters, asks for a Django form field?"""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from redress.design.components import component
from redress.design.fields import PARTS, ManyFilesField, MemorableDateInput


def drawn(bound: BoundField, options: dict[str, Any]) -> SafeString:
    """The field with its label, hint and error, as the component that its widget calls for."""
    widget = bound.field.widget
    if widget.is_hidden:
        return mark_safe(str(bound))  # noqa: S308 - Django escapes it
    if isinstance(widget, MemorableDateInput):
        return component("date-input", _date(bound, options))
    if isinstance(widget, forms.CheckboxInput):
        return component("checkboxes", _single_checkbox(bound, options))
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return component("checkboxes", _choices(bound, options))
    if isinstance(widget, forms.RadioSelect):
        return component("radios", _choices(bound, options))
    if isinstance(widget, forms.Select):
        return component("select", _select(bound, options))
    if isinstance(widget, forms.FileInput):
        return component("file-upload", _file(bound, options))
    if isinstance(widget, forms.Textarea):
        return _textarea(bound, options)
    if isinstance(widget, forms.PasswordInput):
        return component("password-input", _password(bound, options))
    return component("input", _input(bound, options))


def error_id(bound: BoundField) -> str:
    """The id that a link in the error summary goes to: always something that takes the focus."""
    if isinstance(bound.field.widget, MemorableDateInput):
        return f"{bound.auto_id}-{_wrong_parts(bound)[0]}"
    return str(bound.auto_id)


def errors_of(bound: BoundField) -> list[str]:
    """What is said to be wrong with a field: the first error; with several files, one for each of them."""
    told = [str(error) for error in bound.errors]
    return told if isinstance(bound.field, ManyFilesField) else told[:1]


def _wrong(bound: BoundField) -> SafeString:
    """The errors beside a field; several are sentences, each on a line of its own."""
    told = errors_of(bound)
    if len(told) == 1:
        return format_html("{}", told[0])
    return format_html_join(mark_safe("<br>"), "{}.", ((each.rstrip("."),) for each in told))


def _base(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    """What every component has: its name, hint and error, and the attributes of the widget that pass through."""
    hint = options.get("hint", bound.help_text)
    params: dict[str, Any] = {"name": bound.html_name}
    if hint:
        params["hint"] = {_kind(hint): str(hint)}
    if bound.errors:
        params["errorMessage"] = {"html": _wrong(bound), "visuallyHiddenText": _("Error")}
    if options.get("classes"):
        params["classes"] = options["classes"]
    if bound.field.disabled:
        params["disabled"] = True
    return params


def _title(bound: BoundField, options: dict[str, Any], kind: str) -> dict[str, Any]:
    """The label or legend. `heading="l"` makes it the heading of a page that asks one question."""
    size = options.get("heading") or options.get("label_size")
    title = options.get("label") or bound.label
    return {
        _kind(title): str(title),
        "classes": f"govuk-{kind}--{size}" if size else "",
        "isPageHeading": bool(options.get("heading")),
    }


def _labelled(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    attrs = {**bound.field.widget.attrs, **{k: v for k, v in options.items() if k in ("autocomplete", "inputmode")}}
    params = {
        **_base(bound, options),
        "id": bound.auto_id,
        "label": _title(bound, options, "label"),
        "value": _text(bound.value()),
    }
    for name in ("autocomplete", "inputmode", "spellcheck", "autocapitalize"):
        if name in attrs:
            params[name] = attrs.pop(name)
    attrs.pop("type", None)
    passed = {
        k: str(v) for k, v in attrs.items() if k.startswith(("data-", "aria-")) or k in ("accept", "capture", "list")
    }
    if passed:
        params["attributes"] = passed
    return params


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _input(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    kind = getattr(bound.field.widget, "input_type", "text")
    params = _labelled(bound, options)
    # A number input changes under the wheel and swallows what it cannot read; GOV.UK asks for text instead.
    if kind == "number":
        kind = "text"
        params.setdefault("inputmode", "numeric")
    if kind == "email":
        params.setdefault("spellcheck", False)
    params["type"] = kind
    for side in ("prefix", "suffix"):
        if options.get(side):
            params[side] = {"text": str(options[side])}
    return params


def _password(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    return {
        **_labelled(bound, options),
        "value": "",
        "showPasswordText": _("Show"),
        "hidePasswordText": _("Hide"),
        "showPasswordAriaLabelText": _("Show password"),
        "hidePasswordAriaLabelText": _("Hide password"),
        "passwordShownAnnouncementText": _("Your password is visible"),
        "passwordHiddenAnnouncementText": _("Your password is hidden"),
    }


def _textarea(bound: BoundField, options: dict[str, Any]) -> SafeString:
    params = {**_labelled(bound, options), "rows": str(options.get("rows") or 5)}
    limit = getattr(bound.field, "max_length", None)
    if not limit:
        return component("textarea", params)
    return component(
        "character-count",
        {
            **params,
            "maxlength": str(limit),
            "threshold": "50",
            "textareaDescriptionText": _("You can enter up to %(count)s characters") % {"count": f"{limit:,}"},
            "charactersUnderLimitText": {
                "one": _("You have %(count)s character left") % {"count": "%{count}"},
                "other": _("You have %(count)s characters left") % {"count": "%{count}"},
            },
            "charactersAtLimitText": _("You have 0 characters left"),
            "charactersOverLimitText": {
                "one": _("You have %(count)s character too many") % {"count": "%{count}"},
                "other": _("You have %(count)s characters too many") % {"count": "%{count}"},
            },
        },
    )


def _file(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    params = _labelled(bound, options)
    del params["value"]
    if getattr(bound.field.widget, "allow_multiple_selected", False):
        params["multiple"] = True
    return params


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    values = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return {_text(one) for one in values}


def _select(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    chosen = _chosen(bound)
    params = _labelled(bound, options)
    del params["value"]
    params["items"] = [
        {"value": _text(value), "text": str(text), "selected": _text(value) in chosen}
        for value, text in _flat(bound.field.choices)  # type: ignore[attr-defined]
    ]
    return params


def _choices(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    """Radios and checkboxes. The first has the field's own id, so the error summary's link finds it.

    The form's field may carry `choice_hints = {value: hint}`; `reveal_<value>=form.other` shows another field
    under a choice when it is chosen (without JavaScript it is always shown).
    """
    chosen, hints = _chosen(bound), getattr(bound.field, "choice_hints", {})
    reveals = {
        name.removeprefix("reveal_"): shown for name, shown in options.items() if name.startswith("reveal_") and shown
    }
    items: list[dict[str, Any]] = []
    for value, text in _flat(bound.field.choices):  # type: ignore[attr-defined]
        key = _text(value)
        if key == "" and isinstance(bound.field.widget, forms.RadioSelect):
            continue
        item: dict[str, Any] = {"value": key, _kind(text): str(text), "checked": key in chosen}
        if hints.get(value):
            item["hint"] = {_kind(hints[value]): str(hints[value])}
        revealed = reveals.get(key.replace("-", "_"))
        if revealed is not None:
            item["conditional"] = {"html": drawn(revealed, {})}
        items.append(item)
    if options.get("divider") and len(items) > 1:
        items.insert(-1, {"divider": str(options["divider"])})
    params = {
        **_base(bound, options),
        "idPrefix": bound.auto_id,
        "fieldset": {"legend": _title(bound, options, "fieldset__legend")},
        "items": items,
    }
    classes = [params.pop("classes", "")]
    kind = "checkboxes" if isinstance(bound.field.widget, forms.CheckboxSelectMultiple) else "radios"
    classes += [f"govuk-{kind}--{style}" for style in ("inline", "small") if options.get(style)]
    return {**params, "classes": " ".join(filter(None, classes))}


def _kind(text: Any) -> str:
    """How a component takes a text: as HTML only what was made safe, such as words marked as another language's."""
    return "html" if isinstance(text, SafeString) else "text"


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    flat: list[tuple[Any, Any]] = []
    for value, text in choices:
        flat.extend(text if isinstance(text, list | tuple) else [(value, text)])
    return flat


def _single_checkbox(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "value": "on",
        "text": str(options.get("label") or bound.label),
        "checked": bool(bound.value()),
    }
    params = _base(bound, options)
    if "hint" in params:
        item["hint"] = params.pop("hint")
    return {**params, "idPrefix": bound.auto_id, "items": [item]}


def _wrong_parts(bound: BoundField) -> list[str]:
    """Which of day, month and year the first error is about."""
    for error in bound.errors.as_data():
        return list((error.params or {}).get("parts") or PARTS)
    return list(PARTS)


def _date(bound: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    values = bound.field.widget.decompress(bound.value())  # type: ignore[attr-defined]
    wrong = _wrong_parts(bound) if bound.errors else []
    params = {
        **_base(bound, options),
        "id": bound.auto_id,
        "fieldset": {"legend": _title(bound, options, "fieldset__legend")},
        "items": [
            {
                "id": f"{bound.auto_id}-{part}",
                "name": f"{bound.html_name}-{part}",
                "label": labels[part],
                "value": _text(value),
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
                + (" govuk-input--error" if part in wrong else ""),
                # A month may be typed as a word, and a telephone's number pad has no letters.
                "inputmode": "text" if part == "month" else "numeric",
                **({"autocomplete": f"bday-{part}"} if options.get("autocomplete") == "bday" else {}),
            }
            for part, value in zip(PARTS, values, strict=True)
        ],
    }
    params.pop("name")
    return params
