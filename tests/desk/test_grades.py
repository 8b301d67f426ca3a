"""How far claims and statements can be believed, and where it is said."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from detainees.desk.grades import Grade, grades_of
from detainees.models import Source
from tests.makers import make_detention, make_facility, make_placement, make_source


@pytest.mark.parametrize(
    ("certainty", "reliability", "grade"),
    [
        ("doubtful", "reliable", "doubtful"),
        ("confirmed", "unreliable", "doubtful"),
        ("confirmed", "usually", "firm"),
        ("confirmed", "unknown", "likely"),
        ("probable", "reliable", "likely"),
        ("possible", "reliable", "likely"),
        ("possible", "usually", "unsure"),
        ("unknown", "reliable", "unsure"),
    ],
)
def test_a_claims_grade_follows_from_certainty_and_source(db, certainty, reliability, grade):
    with connection.cursor() as cursor:
        cursor.execute("SELECT claim_grade(%s, %s)", [certainty, reliability])
        assert cursor.fetchone() == (grade,)


def test_sources_that_agree_raise_and_contradictions_lower_a_statement(moderator):
    detention, station = make_detention(), make_facility()

    def told(facility=station, reliability="usually", certainty="confirmed", **kwargs):
        source = make_source(reliability=reliability)
        make_placement(
            detention=detention, facility=facility, source=source, certainty=certainty, **kwargs
        )
        return grades_of([detention.pk])[detention.pk]

    assert grades_of([detention.pk]) == {}
    assert told(certainty="possible") == Grade.UNSURE
    assert told(certainty="possible") == Grade.LIKELY
    page = moderator.get(reverse("admin:detainees_detention_change", args=[detention.pk]))
    text = page.content.decode()
    assert re.search(r'How sure:\s+<strong class="grade">likely</strong>,\s+2 sources', text)
    assert text.count('<small class="grade">not sure</small>') == 2
    assert told() == Grade.FIRM
    assert told(facility=make_facility()) == Grade.UNSURE
    page = moderator.get(reverse("admin:detainees_detention_change", args=[detention.pk]))
    assert "two places at once" in page.content.decode()
    Source.objects.update(reliability="unreliable")
    assert grades_of([detention.pk])[detention.pk] == Grade.DOUBTFUL
