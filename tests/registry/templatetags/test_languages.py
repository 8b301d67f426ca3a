"""The language switch keeps the place, and leads nowhere else."""

import contextlib
from urllib.parse import unquote

import pytest
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import translation

from registry.templatetags.languages import site_languages


@pytest.fixture(autouse=True)
def _russian():
    with translation.override("ru"):
        yield


def addresses(path):
    """Return {language: address of ``path`` in it}."""
    path, _mark, query = path.partition("?")
    request = RequestFactory().get(f"/?{query}", PATH_INFO=unquote(path))  # "//" as it is
    with contextlib.suppress(Resolver404):
        request.resolver_match = resolve(request.path)
    return {language["code"]: language["url"] for language in site_languages({"request": request})}


def test_switch_keeps_place_search_and_page():
    assert addresses("/ru/people/?q=%D0%90&page=3") == {
        "kk": "/kk/people/?q=%D0%90&page=3",
        "ru": "/ru/people/?q=%D0%90&page=3",
        "en": "/en/people/?q=%D0%90&page=3",
    }


def test_page_that_does_not_exist_leads_to_the_front_page():
    assert addresses("/no/such/page")["kk"] == "/kk/"


def test_switch_never_leaves_the_site():
    front = {"kk": "/kk/", "ru": "/ru/", "en": "/en/"}
    assert addresses("//evil.example/ru/people/") == front
    assert addresses("//ru/") == front


def test_without_a_request_every_language_has_its_front_page():
    assert [language["url"] for language in site_languages({})] == ["/kk/", "/ru/", "/en/"]


def test_each_language_is_named_in_itself():
    assert [language["name"] for language in site_languages({})] == [
        "Қазақша",
        "Русский",
        "English",
    ]
