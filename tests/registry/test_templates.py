"""What every page's template and stylesheet must keep: light, self-contained, without a script."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
STYLES = ROOT / "registry" / "static" / "registry"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PUBLIC = [*(ROOT / "templates" / "public").glob("*.html"), *(ROOT / "templates").glob("*.html")]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_inline_style_or_code(path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"\']|javascript:|data:[a-z]+/", text)
    assert not re.search(r'<script(?![^>]*\s(src=|type="application/json"))', text)


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_public_template_has_no_script_and_no_outside_address(path):
    assert not re.search(r"<script|<iframe|https?://", path.read_text())


def test_public_stylesheet_is_light_and_loads_nothing():
    text = (STYLES / "site.css").read_text()
    assert len(text.encode()) < 20_000
    assert not re.search(r"url\(|@import|@font-face", text)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("code", [400, 500])
def test_error_page_needs_no_context(code, language):
    with translation.override(language):
        html = get_template(f"{code}.html").render()
    assert f'<html lang="{language}"' in html
    assert f'href="/{language}/people/"' in html
    assert "<h1>" in html
