"""Translations are compiled without `msgfmt`."""

import gettext
import os

from registry.lib.catalogues import compile_catalogues

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write_catalogue(root, text):
    """Write a Kazakh catalogue below ``root`` and return its path."""
    path = root / "registry" / "locale" / "kk" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + text, encoding="utf-8")
    return path


def translations(path):
    """Return the compiled catalogue beside ``path``."""
    with path.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_messages_can_be_read(tmp_path):
    path = write_catalogue(tmp_path, 'msgid "person"\nmsgstr "адам"\n')

    assert compile_catalogues(tmp_path) == [path]
    assert translations(path).gettext("person") == "адам"


def test_fuzzy_messages_are_left_out(tmp_path):
    path = write_catalogue(tmp_path, '#, fuzzy\nmsgid "rally"\nmsgstr "адам"\n')

    compile_catalogues(tmp_path)

    assert translations(path).gettext("rally") == "rally"


def test_only_what_changed_is_compiled_again(tmp_path):
    path = write_catalogue(tmp_path, 'msgid "person"\nmsgstr "адам"\n')
    compile_catalogues(tmp_path)
    compiled = path.with_suffix(".mo").stat().st_mtime

    os.utime(path, (compiled - 10, compiled - 10))
    assert compile_catalogues(tmp_path) == []

    os.utime(path, (compiled + 10, compiled + 10))
    assert compile_catalogues(tmp_path) == [path]
