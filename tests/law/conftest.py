"""How the tests of the law ask the database."""

from django.db import connection


def value(expression, *parameters):
    """What an SQL expression comes to."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}", parameters)
        return cursor.fetchone()[0]


def rows(sql, *parameters):
    """All rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def limits(detention, at):
    """The limits that a detention exceeds at an instant: {rule: whether all accounts agree}."""
    asked = "SELECT rule, is_certain FROM limits_exceeded(%s) WHERE detention_id = %s"
    return dict(rows(asked, at, detention.pk))


def attention(detention, at):
    """Why a detention needs attention at an instant: (reason, detail) pairs."""
    asked = "SELECT reason, detail FROM attention(%s) WHERE detention_id = %s"
    return rows(asked, at, detention.pk)


def exclusions(day, **person):
    """Who may not be arrested on a day: {rule: certain}; unknown is what is not said."""
    known = {
        "sex": "unknown",
        "birth": "",
        "born_from": None,
        "born_to": None,
        "looks_minor": False,
        "pregnant": "unknown",
        "child": "unknown",
        "alone": "unknown",
        "disability": "unknown",
        **person,
    }
    asked = "SELECT * FROM arrest_exclusions(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    return dict(rows(asked, *known.values(), day))
