"""How does a template ask for a GOV.UK component?"""

from functools import lru_cache
from typing import Any

import jinja2
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

MACROS = jinja2.Environment(
    loader=jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


@lru_cache(None)
def macro(name: str) -> Any:
    """The macro of a component, for example `character-count`."""
    module = MACROS.get_template(f"govuk_frontend_jinja/components/{name}/macro.html").make_module()
    return getattr(module, "govuk" + "".join(part.capitalize() for part in name.split("-")))


@register.simple_tag
def govuk(component: str, params: dict[str, Any] | None = None, **more: Any) -> SafeString:
    """`{% govuk "button" text=label %}`: the component, with the parameters of its official documentation."""
    return mark_safe(str(macro(component)({**(params or {}), **more})))  # noqa: S308
