"""Boxes that work on an old phone without a script."""

from dataclasses import dataclass

from django import forms
from django.template.loader import render_to_string


class DayInput(forms.DateInput):
    """A day: the device's own calendar, or a text box where it has none."""

    def __init__(self, attrs=None):
        super().__init__(attrs={"type": "date", **(attrs or {})}, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time to the minute, with the device's own calendar and clock."""

    def __init__(self, attrs=None):
        super().__init__(attrs={"type": "datetime-local", **(attrs or {})}, format="%Y-%m-%dT%H:%M")


@dataclass(frozen=True)
class Asked:
    """What a search box sent: the words, the match that was picked, the words it answers."""

    text: str = ""
    choice: str = ""
    answered: str = ""

    @property
    def is_picked(self):
        """True when a match was picked and the words were not changed afterwards."""
        return bool(self.choice) and self.text.strip() == self.answered.strip()


class SearchChoiceInput(forms.Widget):
    """A text box that is searched on the server; several matches come back as radio buttons.

    With a script the box also offers matches while typing (``data-choices`` names their address).
    """

    template_name = "desk/_search_choice.html"

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.kind = ""
        self.matches = []
        self.offered = []
        self.found = ""

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.matches, copied.found = [], ""
        return copied

    def value_from_datadict(self, data, files, name):
        """Return what was typed and picked as one Asked."""
        return Asked(
            data.get(name) or "",
            data.get(f"{name}-choice") or "",
            data.get(f"{name}-answered") or "",
        )

    def render(self, name, value, attrs=None, renderer=None):
        """Draw the box, and the matches if the last words had several."""
        attrs = self.build_attrs(self.attrs, attrs)
        attrs.pop("required", None)
        return render_to_string(
            self.template_name,
            {
                "name": name,
                "text": self.found or (value.text if value else ""),
                "kind": self.kind,
                "matches": self.matches,
                "offered": self.offered,
                "attrs": attrs,
            },
        )
