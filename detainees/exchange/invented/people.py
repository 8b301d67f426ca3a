"""Invented people: who they are and how their names are written.

`invented_people` promises the same sequence for the same seed on every machine. Names of
well-known people of 2019 are left out by rule (`surnames_kazakh.LEFT_OUT`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from detainees.exchange.invented.communities import SHARES, Community
from detainees.exchange.invented.draw import Draw, Pool
from detainees.exchange.invented.letters import Spelled
from detainees.exchange.invented.name_tables import NameTables, name_tables

KAZAKH, RUSSIAN, LATIN = "kk", "ru", "la"

# (youngest, oldest, share per thousand): mostly 18 to 45, few minors, few old people. Invented.
DEFAULT_AGES = (
    (15, 17, 20),
    (18, 25, 250),
    (26, 35, 340),
    (36, 45, 220),
    (46, 60, 130),
    (61, 78, 40),
)
DEFAULT_DAY = date(2019, 6, 9)
DAYS_IN_YEAR = 365.2425

# Per thousand of the Kazakh entries in these letters: -ов / -ев, no ending, -ұлы.
SURNAME_STYLES = {
    KAZAKH: Pool(("family", "bare", "uly"), (550, 370, 80)),
    RUSSIAN: Pool(("family", "bare", "uly"), (800, 170, 30)),
    LATIN: Pool(("family", "bare", "uly"), (760, 220, 20)),
}
# Share without a patronymic; share of Kazakh patronymics in -ұлы or -қызы.
NO_PATRONYMIC = {KAZAKH: 0.12, RUSSIAN: 0.12, LATIN: 0.38}
KAZAKH_PATRONYMIC = {KAZAKH: 0.6, RUSSIAN: 0.08, LATIN: 0.3}
NO_PATRONYMIC_BESIDE_ULY = 0.7
OWN_WORD_PATRONYMIC = 0.3
PRESS_LATIN = 0.25
# Share with another spelling on record: the other Cyrillic one, and the passport's.
OTHER_CYRILLIC = {KAZAKH: 0.6, RUSSIAN: 0.45, LATIN: 0.75}
PASSPORT_TOO = 0.3


class Spelling(NamedTuple):
    """One way a name is written; `script` is kk, ru or la, `kind` legal, heard or also."""

    kind: str
    script: str
    surname: str
    given: str
    patronymic: str


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """Somebody who does not exist; the name fields are as somebody entered them.

    `alphabet` tells the letters: kk, ru or la; `patronymic` may be empty; `spellings` are the
    other ways the same person's name is written.
    """

    surname: str
    given: str
    patronymic: str
    alphabet: str
    kind: str
    sex: str
    community: str
    born_on: date
    spellings: tuple[Spelling, ...]

    @property
    def script(self) -> str:
        """ISO 15924 code of the letters: cyrl or latn."""
        return "latn" if self.alphabet == LATIN else "cyrl"

    @property
    def birth_year(self) -> int:
        """The year of birth."""
        return self.born_on.year

    def age_on(self, day: date) -> int:
        """Full years on `day`."""
        birthday_ahead = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - birthday_ahead


class _FullName(NamedTuple):
    """The parts of one name, each in all its spellings; no patronymic is None."""

    surname: Spelled
    given: Spelled
    patronymic: Spelled | None

    def written(self, column: int) -> tuple[str, str, str]:
        patronymic = self.patronymic
        return (
            self.surname[column],
            self.given[column],
            patronymic[column] if patronymic else "",
        )


def invented_people(
    seed: int,
    *,
    on: date = DEFAULT_DAY,
    ages: Sequence[tuple[int, int, int]] = DEFAULT_AGES,
    male_share: float = 0.66,
) -> Iterator[InventedPerson]:
    """People without end; the same seed and options give the same people everywhere.

    `ages` are (youngest, oldest, weight) on the day `on`, full years. `male_share` is invented.
    """
    draw = Draw(seed)
    age_bands = Pool([band[:2] for band in ages], [band[2] for band in ages])
    while True:
        yield _invent(draw, on.toordinal(), age_bands, male_share)


def _invent(draw: Draw, today: int, age_bands: Pool, male_share: float) -> InventedPerson:
    number = draw.number
    community = SHARES.pick(number)
    sex = "male" if number() < male_share else "female"
    alphabet = _letters(community, number)
    name = _full_name(community, name_tables(community), sex, alphabet, number)
    column = (3 if number() < PRESS_LATIN else 2) if alphabet == LATIN else int(alphabet == RUSSIAN)
    youngest, oldest = age_bands.pick(number)
    age = youngest + number() * (oldest + 1 - youngest)
    return InventedPerson(
        *name.written(column),
        alphabet,
        "legal" if column == 2 or number() < 0.4 else "heard",
        sex,
        community.code,
        date.fromordinal(today - 1 - int(age * DAYS_IN_YEAR)),
        _spellings(community, name, alphabet, number),
    )


def _letters(community: Community, number) -> str:
    kazakh, russian, _ = community.letters
    place = number() * 1000
    return KAZAKH if place < kazakh else RUSSIAN if place < kazakh + russian else LATIN


def _full_name(
    community: Community, tables: NameTables, sex: str, alphabet: str, number
) -> _FullName:
    styles = tables.surnames
    style = SURNAME_STYLES[alphabet].pick(number) if len(styles) > 1 else "family"
    return _FullName(
        getattr(styles[style].pick(number), sex),
        getattr(tables, sex).pick(number),
        _patronymic(community, tables, sex, alphabet, style, number),
    )


def _patronymic(community, tables, sex, alphabet, surname_style, number) -> Spelled | None:
    none = NO_PATRONYMIC_BESIDE_ULY if surname_style == "uly" else NO_PATRONYMIC[alphabet]
    if number() < none:
        return None
    style = "family"
    if "uly" in tables.patronymics and number() < KAZAKH_PATRONYMIC[alphabet]:
        style = "uly"
    elif community.son_daughter and number() < OWN_WORD_PATRONYMIC:
        style = "word"
    return getattr(tables.patronymics[style].pick(number), sex)


def _spellings(community, name: _FullName, alphabet: str, number) -> tuple[Spelling, ...]:
    """The other spellings on record: the other Cyrillic letters, the passport's Latin."""
    found = []
    if number() < OTHER_CYRILLIC[alphabet] and (community.letters[0] or alphabet == LATIN):
        other = KAZAKH if alphabet == RUSSIAN else RUSSIAN
        kind = "legal" if number() < 0.5 else "also"
        found.append(Spelling(kind, other, *name.written(int(other == RUSSIAN))))
    if alphabet != LATIN and number() < PASSPORT_TOO:
        found.append(Spelling("legal", LATIN, *name.written(2)))
    own = name.written(int(alphabet == RUSSIAN))
    return tuple(spelling for spelling in found if spelling[2:] != own)
