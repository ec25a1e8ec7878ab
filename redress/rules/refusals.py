"""What was refused, and under which paragraph?"""

from __future__ import annotations


class Refused(Exception):
    """A wrong move: a code, its parameters, and the paragraph of the policy that stands against it.

    ``rules.wording`` puts it into a sentence. The same refusal disables a button and rejects a form.
    """

    def __init__(self, code: str, paragraph: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.paragraph = paragraph
        self.parameters = parameters

    def __repr__(self) -> str:
        return f"Refused({self.code!r}, {self.paragraph!r}, {self.parameters!r})"
