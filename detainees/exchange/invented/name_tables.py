"""The pools that names are drawn from, spelled and inflected once, at first use."""

from functools import cache
from typing import NamedTuple

from detainees.exchange.invented import given_names_kazakh as kazakh
from detainees.exchange.invented.communities import Community
from detainees.exchange.invented.derivation import (
    compound,
    family_stem,
    feminine,
    kazakh_patronymic,
    russian_patronymic,
    surname_in,
)
from detainees.exchange.invented.draw import Pool, falling, joined
from detainees.exchange.invented.letters import (
    Spelled,
    passport_latin,
    press_latin,
    russian_letters,
)
from detainees.exchange.invented.surnames_kazakh import LEFT_OUT, STEMS

_SEXES = ("female", "male")


class Bearer(NamedTuple):
    """One name in the forms a woman and a man bear."""

    female: Spelled
    male: Spelled


class NameTables(NamedTuple):
    """All pools of one community; surname and patronymic pools by style."""

    female: Pool
    male: Pool
    surnames: dict[str, Pool]
    patronymics: dict[str, Pool]


def spelled(kk: str, ru: str = "") -> Spelled:
    """The four spellings; passports follow the Russian paper, newspapers the Kazakh one."""
    ru = ru or russian_letters(kk)
    return Spelled(kk.title(), ru.title(), passport_latin(ru), press_latin(kk))


@cache
def name_tables(community: Community) -> NameTables:
    """The pools of a community, made at first use."""
    if community.code == "kazakh":
        return _kazakh_tables()
    men = [row.partition("=")[0] for row in community.male]
    surnames = list(community.surnames)
    if community.derives:
        surnames += [stem for stem in map(family_stem, men) if stem not in surnames]
    patronymics = {"family": falling([_fathers_name(row) for row in community.male])}
    if community.son_daughter:
        patronymics["word"] = falling([_with_word(man, community.son_daughter) for man in men])
    return NameTables(
        falling([_same(name) for name in community.female]),
        falling([_same(name) for name in men]),
        {"family": falling([_born_by(name, community.inflects) for name in surnames])},
        patronymics,
    )


def _same(name: str) -> Spelled:
    return spelled(name, name)


def _born_by(surname: str, inflects: bool) -> Bearer:
    return Bearer(_same(feminine(surname) if inflects else surname), _same(surname))


def _fathers_name(row: str) -> Bearer:
    father, _, stem = row.partition("=")
    return Bearer(*(_same(russian_patronymic(father, sex, stem=stem)) for sex in _SEXES))


def _with_word(father: str, words: tuple[str, str]) -> Bearer:
    son, daughter = words
    return Bearer(*(_with_small_word(father, word) for word in (daughter, son)))


def _with_small_word(father: str, word: str) -> Spelled:
    return Spelled(
        *(f"{name} {part.lower()}" for name, part in zip(_same(father), _same(word), strict=True))
    )


def _kazakh_tables() -> NameTables:
    """The Kazakh pools: lists, and compounds that the language goes on making."""
    listed = _rows(kazakh.MALE)
    made = _compounds(kazakh.COMPOUND_MALE_HEADS, kazakh.COMPOUND_MALE_TAILS, but=listed)
    women = _rows(kazakh.FEMALE)
    made_women = _compounds(kazakh.COMPOUND_FEMALE_HEADS, kazakh.COMPOUND_FEMALE_TAILS, but=women)
    stems = _rows(STEMS)
    from_given = falling([name for name in listed if name not in stems])
    roots = joined((falling(stems, head=30), 45), (from_given, 25), (made, 30))
    fathers = joined((falling(listed, head=30), 70), (made, 30))
    return NameTables(
        joined((falling(women), 88), (made_women, 12)).map(lambda name: spelled(*name)),
        joined((falling(listed), 85), (made, 15)).map(lambda name: spelled(*name)),
        _kazakh_surnames(_without(roots, LEFT_OUT)),
        {
            "family": fathers.map(lambda name: _each_sex(_russian_style, name)),
            "uly": fathers.map(lambda name: _each_sex(_uly, name)),
        },
    )


def _kazakh_surnames(roots: Pool) -> dict[str, Pool]:
    return {
        "family": roots.map(_family_name),
        "bare": roots.map(lambda name: Bearer(spelled(*name), spelled(*name))),
        "uly": roots.map(lambda name: Bearer(_uly(name, "male"), _uly(name, "male"))),
    }


def _rows(lines: list[str]) -> list[tuple[str, str]]:
    """(Kazakh, Russian) of rows `kk` or `kk=ru`."""
    pairs = (row.partition("=") for row in lines)
    return [(kk, ru or russian_letters(kk)) for kk, _, ru in pairs]


def _compounds(heads: list[str], tails: list[str], *, but: list[tuple[str, str]]) -> Pool:
    """All joins of heads and tails that no list has, rarer as the parts get rarer."""
    weights = {
        compound(head, tail): 1_000_000 // ((i + 6) * (j + 4))
        for i, head in enumerate(heads)
        for j, tail in enumerate(tails)
        if not tail.startswith(head[-1]) and head.lower() != tail
    }
    listed = dict(but)
    names = [name for name in weights if name not in listed]
    return Pool(_rows(names), [weights[name] for name in names])


def _without(pool: Pool, left_out: frozenset[str]) -> Pool:
    kept = [
        (item, weight)
        for item, weight in zip(pool.items, pool.weights, strict=True)
        if item[0] not in left_out
    ]
    return Pool([item for item, _ in kept], [weight for _, weight in kept])


def _each_sex(form, name: tuple[str, str]) -> Bearer:
    return Bearer(*(form(name, sex) for sex in _SEXES))


def _russian_style(name: tuple[str, str], sex: str) -> Spelled:
    return spelled(*(russian_patronymic(part, sex) for part in name))


def _uly(name: tuple[str, str], sex: str) -> Spelled:
    kk, ru = name
    return spelled(
        kazakh_patronymic(kk, sex, kazakh_letters=True),
        kazakh_patronymic(ru, sex, kazakh_letters=False),
    )


def _family_name(name: tuple[str, str]) -> Bearer:
    form = surname_in if name[0].endswith("са") else family_stem
    man = [form(part) for part in name]
    return Bearer(spelled(*map(feminine, man)), spelled(*man))
