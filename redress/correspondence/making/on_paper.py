"""How does a letter go out that carries a code nobody may read again?

It is shown once, to be printed and posted. What is kept on the case is the same letter without the code.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from redress import policies
from redress.cases.models import Case
from redress.correspondence.blocks import paragraphs
from redress.correspondence.compose import rendered
from redress.correspondence.message_ids import message_id
from redress.correspondence.models import Delivery, Message
from redress.design.templatetags.design import long_date
from redress.records.models import Party

CODE = "%CODE%"


def printed(case: Case, to: Party, template: str, context: Mapping[str, object], *, key: str, code: str) -> str:
    """The HTML of a letter with its code, to be printed now; kept without it, as posted today."""
    council = policies.current(case.council_id).council
    words = render_to_string(
        f"correspondence/notices/{template}.txt",
        {**context, "council": council, "reference": case.reference, "code": CODE},
    )
    subject, _line, body = words.strip().partition("\n")
    told = {
        "council": council,
        "subject": subject.strip(),
        "parts": paragraphs(body),
        "to": to.person.name,
        "lines": to.person.address_lines,
        "date": long_date(timezone.localdate()),
    }
    html, text = rendered("correspondence/on_paper", told, council)
    Message.objects.create(
        council_id=case.council_id,
        case=case,
        key=key,
        template=template,
        to_name=to.person.name,
        subject=subject.strip(),
        html=html.replace(CODE, _("(the code, shown only on the letter)")),
        text=text.replace(CODE, _("(the code, shown only on the letter)")),
        state=Delivery.POSTED,
        sent_at=timezone.now(),
        message_id=message_id(case.council_id),
    )
    return html.replace(CODE, code)
