"""The boxes that are written without a template are those that Django writes."""

import pytest
from django import forms

from detainees.public.fields import Choice, TextBox

CHOICES = [("", "any"), ("almaty", "Алматы"), ("x", "<b> \"&'")]
VALUES = [None, "", "almaty", "x", 'Иванова "Анна" <b>&\'', "0"]
ATTRIBUTES = {"autocomplete": "off", "maxlength": 200}
ASKED = [{}, {"id": "id_name", "required": True, "aria-invalid": "true", "disabled": False}]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("attrs", ASKED)
def test_a_box_is_what_django_writes(value, attrs):
    ours, theirs = (
        widget(attrs=ATTRIBUTES).render("name", value, attrs).strip()
        for widget in (TextBox, forms.TextInput)
    )
    assert ours == theirs


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("attrs", ASKED)
def test_a_choice_is_what_django_writes(value, attrs):
    ours, theirs = (
        widget(choices=CHOICES).render("city", value, attrs) for widget in (Choice, forms.Select)
    )
    assert ours == "".join(line.strip() for line in theirs.splitlines())
