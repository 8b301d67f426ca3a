import pytest

from detainees.names.layouts import LAYOUTS, looks_slipped, unslipped


@pytest.mark.parametrize(
    ("typed", "slip", "meant"),
    [
        ("F[vtnjd Yehkfy", ("en", "ru"), "Ахметов Нурлан"),
        ("y9hkfy", ("en", "kk"), "нұрлан"),
        ("0jyftd", ("en", "kk"), "қонаев"),
        ("@ktv", ("en", "kk"), "Әлем"),
        ("фрьуещм", ("ru", "en"), "ahmetov"),
        ("н9рлан", ("ru", "kk"), "нұрлан"),
    ],
)
def test_a_slip_is_taken_back(typed, slip, meant):
    assert dict(unslipped(typed))[slip] == meant


def test_layouts_have_a_letter_for_every_key():
    assert {len(letters) for letters in LAYOUTS.values()} == {len(LAYOUTS["en"])}


def test_signs_inside_words_show_a_slip():
    assert looks_slipped("f[vtnjd")
    assert looks_slipped(",jkfn")
    assert not looks_slipped("Ахметов,Нурлан; Алматы")
    assert not looks_slipped("Ry'skulova, Gul`nara")
