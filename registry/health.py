"""Whether this side of the registry can do its work."""

import functools

from django.conf import settings
from django.db import Error, OperationalError, connections
from django.db.migrations.loader import MigrationLoader
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# Each side asks through the login that it serves with, and that login sees another table.
APPLIED_MIGRATIONS = {
    "default": "SELECT app, name FROM public.django_migrations",
    "public": "SELECT app, name FROM public_api.applied_migration",
}


@require_safe
@never_cache
def healthz(request):
    """Tell ``{"database": "ok" | "down", "migrations": "applied" | "pending"}``.

    Status 200 when both are good, else 503. Anybody may ask, so it tells nothing else: no versions,
    no names, no error's text. If the police read it they learn that the registry runs.
    """
    state = examine("public" if settings.SIDE == "public" else "default")
    is_well = state == {"database": "ok", "migrations": "applied"}
    return JsonResponse(state, status=200 if is_well else 503)


def examine(alias):
    """Return the state of the database behind ``alias``; of one that is down we know nothing."""
    try:
        applied = applied_migrations(alias)
    except OperationalError:
        return {"database": "down", "migrations": "pending"}
    except Error:  # it answers, but the table is not there yet
        return {"database": "ok", "migrations": "pending"}
    is_complete = known_migrations() <= applied
    return {"database": "ok", "migrations": "applied" if is_complete else "pending"}


def applied_migrations(alias):
    """Return the migrations that the database has, as (app, name)."""
    with connections[alias].cursor() as cursor:
        cursor.execute(APPLIED_MIGRATIONS[alias])
        return set(cursor.fetchall())


@functools.cache
def known_migrations():
    """Return the migrations that this code brings, as (app, name); read once in a process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
