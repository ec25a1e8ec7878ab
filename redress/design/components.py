"""How is a GOV.UK component drawn from its official parameters?"""

from functools import lru_cache
from typing import Any

import jinja2
from django.utils.safestring import SafeString, mark_safe

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


def component(name: str, params: dict[str, Any]) -> SafeString:
    """The HTML of a component; every `text` in its parameters is escaped, every `html` is taken as it is."""
    return mark_safe(str(macro(name)(params)))  # noqa: S308 - the macros escape
