import pytest

from detainees.names.latin import read, readings
from detainees.names.sounds import skeleton
from detainees.names.tokens import fold


@pytest.mark.parametrize(
    ("latin", "sounds"),
    [
        ("zhumabayev", "жумабаев"),
        ("jumabaev", "jумабаεв"),
        ("akhmetov", "ахметов"),
        ("ağıbaı", "ағібай"),
        ("shcherbakov", "щербаков"),
        ("schtschukin", "щукин"),
        ("andrej", "андрей"),
        ("aleksandr", "александр"),
        ("maxim", "максим"),
        ("axmet", "ахмет"),
        ("natalia", "наталиа"),
        ("tchernov", "чернов"),
        ("petroff", "петров"),
    ],
)
def test_latin_is_read_by_position(latin, sounds):
    assert read(latin) == sounds


def test_two_readings_where_a_spelling_is_open():
    assert readings("axan") == ["ахан", "аксан"]
    assert readings("axel") == ["ахел", "аксел"]
    assert "асхат" in readings("ashat")
    assert "тошматов" in readings("tohsmatov")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Бауыржан", "Bauyrzhan"),
        ("Зейнеп", "Zeynep"),
        ("Еркін", "Yerkin"),
        ("Юлия", "Yuliya"),
        ("Юлия", "Iuliia"),
        ("Әсем", "Asem"),
        ("Ғалым", "Ghalym"),
    ],
)
def test_cyrillic_and_latin_have_one_skeleton(one, other):
    assert skeleton(fold(one).sounds) == skeleton(fold(other).sounds)
