"""What is told of a page that failed: where in the code, and nothing of whom it was about."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path


def fails(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", ["Айгүль"])


def is_missing(request):
    return HttpResponse(status=404)


urlpatterns = [path("ru/fails/", fails), path("ru/missing/", is_missing)]


@pytest.fixture
def visitor():
    """Somebody who is shown what visitors are shown."""
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_failure_is_logged_by_its_place_alone(visitor, caplog):
    assert visitor.get("/ru/fails/?q=Айгүль").status_code == 500
    (told,) = [record for record in caplog.records if record.name == "registry.errors"]
    message = told.getMessage()
    assert message.startswith("DataError at\n  ")
    assert f"{__file__}:12 fails" in message
    assert "Айгүль" not in caplog.text
    assert told.exc_info is None


@pytest.mark.django_db
def test_a_page_that_is_missing_is_no_failure(visitor, caplog):
    assert visitor.get("/ru/missing/").status_code == 404
    assert visitor.get("/ru/no-such-page/").status_code == 404
    assert [record for record in caplog.records if record.name == "registry.errors"] == []
