"""How far a claim, and what all claims together come to, can be believed: in words.

The rule stands in the database (migration ``grades``).
"""

from django.db import connection, models
from django.db.models import F, Func
from django.utils.translation import pgettext_lazy


class Grade(models.TextChoices):
    """From the best to the worst."""

    FIRM = "firm", pgettext_lazy("grade", "well founded")
    LIKELY = "likely", pgettext_lazy("grade", "likely")
    UNSURE = "unsure", pgettext_lazy("grade", "not sure")
    DOUBTFUL = "doubtful", pgettext_lazy("grade", "doubtful")


class GradeField(models.TextField):
    """What ``claim_grade`` answers, as a Grade."""

    def from_db_value(self, value, _expression, _connection):
        return Grade(value)


def with_grades(claims):
    """Annotate claims with ``grade``; the source is read along with them."""
    grade = Func(
        F("certainty"),
        F("source__reliability"),
        function="claim_grade",
        output_field=GradeField(),
    )
    return claims.annotate(grade=grade)


def grades_of(detentions):
    """Return {detention: Grade} of how these detentions stand; without any claim there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT detention_id, grade FROM graded_statement WHERE detention_id = ANY(%s)",
            [list(detentions)],
        )
        return {detention: Grade(grade) for detention, grade in cursor.fetchall()}
