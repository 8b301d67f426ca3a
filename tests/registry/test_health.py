"""`/healthz` tells whether this side can work, and nothing else."""

import pytest
from django.db import connections

from registry import health

APPLIED = {"database": "ok", "migrations": "applied"}


@pytest.mark.django_db
def test_all_is_well(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == APPLIED
    assert "no-store" in answer["Cache-Control"]


def test_public_login_can_tell(committed):
    assert health.examine("public") == APPLIED


@pytest.mark.django_db
def test_unapplied_migration_is_pending(client, monkeypatch):
    monkeypatch.setattr(health, "known_migrations", lambda: {("detainees", "9999_next_year")})

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "migrations": "pending"}


@pytest.mark.django_db
def test_database_without_tables_is_pending(monkeypatch):
    monkeypatch.setitem(health.APPLIED_MIGRATIONS, "default", "SELECT app, name FROM missing")

    assert health.examine("default") == {"database": "ok", "migrations": "pending"}


def test_database_that_does_not_answer_is_down(committed, monkeypatch):
    connections["public"].close()
    monkeypatch.setitem(connections["public"].settings_dict, "HOST", "/nowhere")

    assert health.examine("public") == {"database": "down", "migrations": "pending"}


@pytest.mark.django_db
def test_only_reading_is_answered(client):
    assert client.post("/healthz").status_code == 405
