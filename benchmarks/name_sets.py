"""Lists of names and queries to measure with: a folder's, or invented ones.

A folder (``NAMES=DIR make bench``) has registry_N.tsv or .tsv.gz, queries.tsv and qrels_N.tsv. Real
names stay in that folder: nothing of them is kept here.
"""

import csv
import gzip
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from detainees.exchange.invented.letters import passport_latin, press_latin, russian_letters
from detainees.exchange.invented.people import invented_people
from detainees.names.layouts import LAYOUTS
from detainees.names.query import parse
from detainees.names.sounds import skeleton
from detainees.names.tokens import fold

SEED = 11
A_CLASS = 40  # queries of each invented class
UNKNOWN_YEAR = 4  # one of so many has no year of birth
TO_ENGLISH_KEYS = str.maketrans(LAYOUTS["ru"], LAYOUTS["en"])


class Row(NamedTuple):
    """One person of a list."""

    key: str
    surname: str
    given: str
    patronymic: str
    year: int
    city: str

    @property
    def name(self) -> str:
        return " ".join(part for part in self[1:4] if part)


class Query(NamedTuple):
    """What somebody types, and the keys of the people who are right answers."""

    kind: str
    text: str
    year: int
    right: frozenset


@dataclass(frozen=True)
class NameSet:
    """Rows to search and queries to search them with."""

    rows: list[Row]
    queries: list[Query]


def read_set(folder: Path, size: int) -> NameSet:
    """The set of that size in a folder."""
    rows = [
        Row(
            line["person_id"], line["surname"], line["given"], line["patronymic"],
            int(line["birth_year"] or 0), line["city"],
        )
        for line in table(folder / f"registry_{size}.tsv")
    ]  # fmt: skip
    right = {
        line["query_id"]: frozenset([line["target"], *(line["namesakes"] or "").split()])
        for line in table(folder / f"qrels_{size}.tsv")
    }
    queries = [
        Query(line["class"], line["query"], int(line["birth_year"] or 0), right[line["query_id"]])
        for line in table(folder / "queries.tsv")
    ]
    return NameSet(rows, queries)


def table(path: Path) -> Iterator[dict]:
    """Rows of a table with tabs, plain or gzipped; cells that are missing are empty."""
    if not path.exists():
        path = path.with_name(path.name + ".gz")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")


def invented_set(size: int) -> NameSet:
    """Invented people and queries for some of them, the same on every machine."""
    rows = list(invented_rows(size, seed=SEED))
    namesakes = defaultdict(set)
    for row in rows:
        namesakes[heard(row)].add(row.key)
    chance = random.Random(SEED)  # noqa: S311 - invented data
    full = [row for row in rows if row.surname and row.given]
    queries = []
    for kind, typed in TYPED.items():
        for row in chance.sample(full, A_CLASS):
            right = frozenset(namesakes[heard(row)])
            queries.append(Query(kind, typed(row, chance), row.year, right))
    return NameSet(rows, queries)


def invented_rows(size: int, *, seed: int) -> Iterator[Row]:
    """Invented people as rows; a quarter without a year."""
    for number, person in zip(range(size), invented_people(seed), strict=False):
        year = person.birth_year if number % UNKNOWN_YEAR else 0
        yield Row(f"I{seed}-{number}", person.surname, person.given, person.patronymic, year, "")


def heard(row: Row) -> tuple:
    """What makes two rows namesakes: nobody tells them apart who writes with other letters."""
    words = (fold(row.surname), fold(row.given))
    return tuple(skeleton(word.stem_sounds) if word else "" for word in words)


def one_slip(word: str, chance: random.Random) -> str:
    """A word with one letter left out."""
    place = chance.randrange(1, len(word)) if len(word) > 3 else 0
    return word[:place] + word[place + 1 :] if place else word


# Each class: (row, chance) to what is typed. Rows in Latin letters stay as they are.
TYPED = {
    "as entered": lambda row, _chance: f"{row.surname} {row.given}",
    "russian letters": lambda row, _chance: russian_letters(f"{row.surname} {row.given}"),
    "passport": lambda row, _chance: passport_latin(f"{row.surname} {row.given}").upper(),
    "press": lambda row, _chance: press_latin(f"{row.given} {row.surname}"),
    "order": lambda row, _chance: f"{row.given} {row.surname}",
    "initial": lambda row, _chance: f"{row.given[0]}. {row.surname}",
    "full name": lambda row, _chance: row.name,
    "layout": lambda row, _chance: russian_letters(row.name).lower().translate(TO_ENGLISH_KEYS),
    "one slip": lambda row, chance: f"{one_slip(row.surname, chance)} {row.given}",
    "two slips": lambda row, chance: (
        f"{one_slip(row.surname, chance)} {one_slip(row.given, chance)}"
    ),
}


def enlarged(rows: list[Row], size: int, queries: list[Query]) -> Iterator[Row]:
    """The rows and made people up to ``size``, none whom a query could mean as well as its answer.

    Made people take surname, given name and patronymic from three rows each, so that names are as
    common and as varied as in the list.
    """
    yield from rows
    by_key = {row.key: row for row in rows}
    taken = defaultdict(set)
    for query in queries:
        for key in query.right:
            taken[likeness(by_key[key], words_of(query))].add(query.year)
    chance = random.Random(SEED)  # noqa: S311 - made people
    made = len(rows)
    while made < size:
        one, two, three = (chance.choice(rows) for _part in range(3))
        year = three.year and chance.randint(1940, 2005)
        row = Row(f"M{made}", one.surname, two.given, three.patronymic, year, one.city)
        asked = set().union(*(taken.get(likeness(row, words), ()) for words in WORDS))
        if not asked or (year and not asked & {0, year}):
            made += 1
            yield row


# Which words a query may hold: what its answer and a namesake have in common.
WORDS = NAME, SURNAME, INITIAL, GIVEN = ("name", "surname", "initial", "given and patronymic")


def words_of(query: Query) -> str:
    """Which words a query holds; a patronymic beside both others is not in every record."""
    heard_as = parse(query.text)
    if heard_as.initials:
        return INITIAL
    if len(heard_as.words) == 1:
        return SURNAME
    patronymic = any(part.patronymic for part in heard_as.words)
    return GIVEN if patronymic and len(heard_as.words) == 2 else NAME


def likeness(row: Row, words: str) -> tuple:
    """What of a row such words tell, coarsely."""
    surname, given = heard(row)
    if words == GIVEN:
        father = fold(row.patronymic)
        return words, given, skeleton(father.stem_sounds) if father else ""
    return words, surname, {NAME: given, SURNAME: "", INITIAL: given[:1]}[words]
