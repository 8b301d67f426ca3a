"""Boxes that work on an old phone without a script."""

from dataclasses import dataclass

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe


class PlainSelect(forms.Select):
    """A list to choose from, drawn without a template for each choice: pages hold thousands."""

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, None, attrs)["widget"]
        chosen = set(self.format_value(value))
        groups = [self.draw_group(key, label, chosen) for key, label in self.choices]
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(context["attrs"]),
            mark_safe("".join(groups)),  # noqa: S308 made of format_html alone
        )

    def draw_group(self, key, label, chosen):
        """Return one choice, or one group of choices, as markup."""
        if not isinstance(label, (list, tuple)):
            return draw_choice(key, label, chosen)
        options = format_html_join("", "{}", ((draw_choice(*one, chosen),) for one in label))
        return format_html('<optgroup label="{}">{}</optgroup>', key, options)


def draw_choice(key, label, chosen):
    """Return one choice as markup."""
    key = "" if key is None else str(key)
    selected = " selected" if key in chosen else ""
    return format_html('<option value="{}"{}>{}</option>', key, selected, label)


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
        self.offered = list
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
                "offered": self.offered(),
                "attrs": attrs,
            },
        )
