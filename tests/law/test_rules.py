"""The rules as rows."""

import json
from pathlib import Path

import pytest
from django.utils import translation

from detainees import law
from detainees.models import LawRule

pytestmark = pytest.mark.django_db

FIELDS = [field.name for field in LawRule._meta.fields if field.name != "id"]


def row(rule):
    """A rule as the readable file writes it."""
    values = {name: getattr(rule, name) for name in FIELDS}
    for name in ("applies_from", "applies_to"):
        values[name] = values[name] and values[name].isoformat()
    values["value"] = values["value"] and int(values["value"])
    return values


def test_database_holds_the_rules_of_the_readable_file():
    text = Path(law.__file__).with_name("rules.json").read_text(encoding="utf-8")
    written = {(rule["code"], rule["applies_from"]): rule for rule in json.loads(text)}
    held = {(rule.code, row(rule)["applies_from"]): row(rule) for rule in LawRule.objects.all()}
    assert held == written


def test_every_rule_says_where_it_was_read_or_that_it_is_memory():
    silent = LawRule.objects.filter(status=LawRule.Status.SEEN, source="")
    assert list(silent.values_list("code", flat=True)) == []


def test_rule_from_memory_is_to_be_checked():
    with translation.override("en"):
        assert LawRule.objects.get(code="ARR-MAX").caveat == "to be checked by a lawyer"
    assert LawRule.objects.get(code="MCI-2019").caveat == ""


def test_choices_are_known():
    for rule in LawRule.objects.all():
        rule.full_clean(validate_unique=False, validate_constraints=False)


def test_editions_of_a_rule_do_not_overlap():
    rules = LawRule.objects.exclude(applies_from=None)
    for rule in rules:
        others = rules.filter(code=rule.code, applies_from__gt=rule.applies_from)
        assert not others.filter(applies_from__lte=rule.applies_to or "9999-12-31").exists()


def test_change_of_a_rule_is_kept():
    rule = LawRule.objects.get(code="ARR-MAX")
    rule.value = 15
    rule.save()
    labels = rule.history.order_by("pgh_id").values_list("pgh_label", "value")
    assert list(labels) == [("insert", 30), ("update", 15)]
