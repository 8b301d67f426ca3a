"""Reading a list of people: a table with tabs, plain or gzipped, whose header names its columns.

Columns: person_id, surname, given, patronymic, birth_year, city, in any order; others are an
error, for what they hold would be lost without a word. A row that ends early has empty cells.

Whoever reads the messages of this module learns lines and columns, and no name.
"""

import gzip
import hashlib
import zlib
from dataclasses import dataclass, field
from typing import NamedTuple

from detainees.models import Person, PersonName
from registry.lib.dates import FIRST_YEAR, parse_partial

NEEDED = ("person_id", "surname", "given")
COLUMNS = (*NEEDED, "patronymic", "birth_year", "city")
NAMES = ("surname", "given", "patronymic")
GZIP = b"\x1f\x8b"
LONGEST = {
    "person_id": Person._meta.get_field("external_id").max_length,
    **{name: PersonName._meta.get_field(name).max_length for name in NAMES},
}


class NotAListError(ValueError):
    """The file is no list of people; the message says why."""


class Problem(NamedTuple):
    """What is wrong in one line; the header is line 1."""

    line: int
    text: str


class ListedPerson(NamedTuple):
    """One line: cells without outer spaces, "" where nothing is known; the year a text."""

    line: int
    person_id: str
    surname: str
    given: str
    patronymic: str
    birth_year: str
    city: str


@dataclass
class PeopleFile:
    """A file that was read: its people, what is wrong with other lines, and its hash."""

    sha256: str
    people: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def read_people(path, *, latest_year):
    """Read the file at ``path``; nobody is born after ``latest_year``.

    Raises OSError when there is no such file, NotAListError when it is no table, no UTF-8 or its
    header is another one. A line with a mistake becomes a problem, not a person.
    """
    with open(path, "rb") as file:
        packed = file.read()
    text = unpacked(packed)
    header, *lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    columns = checked_header(header)
    read = PeopleFile(hashlib.sha256(text.encode()).hexdigest())
    seen = {}
    for number, line in enumerate(lines, 2):
        if line.strip():
            take_line(read, seen, number, dict_of(columns, line), latest_year)
    return read


def unpacked(packed):
    """Return the text of a file, gzipped or not."""
    try:
        return (gzip.decompress(packed) if packed.startswith(GZIP) else packed).decode()
    except (OSError, EOFError, zlib.error) as error:
        raise NotAListError("The gzip file is damaged.") from error
    except UnicodeDecodeError as error:
        raise NotAListError(f"The file is not UTF-8 (byte {error.start}).") from error


def checked_header(header):
    """Return the names of the columns."""
    columns = [name.strip().lower() for name in header.split("\t")]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise NotAListError(f"Line 1: the header has no column {', '.join(missing)}.")
    for name in columns:
        if name not in COLUMNS or columns.count(name) > 1:
            raise NotAListError(f"Line 1: the column {name!r} is unknown or there twice.")
    return columns


def dict_of(columns, line):
    """Return {column: cell}; cells beyond the header stand under ""."""
    cells = [cell.strip() for cell in line.split("\t")]
    known = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
    return known | {"": "".join(cells[len(columns) :])}


def take_line(read, seen, number, cells, latest_year):
    """Add the person or the problems of one line; ``seen`` has the line of each id so far."""
    found = list(mistakes(cells, latest_year))
    first = seen.setdefault(cells["person_id"], number)
    if first != number and cells["person_id"]:
        found.append(f"the person_id stands on line {first} already")
    if found:
        read.problems += [Problem(number, text) for text in found]
    else:
        read.people.append(ListedPerson(number, *(cells[column] for column in COLUMNS)))


def mistakes(cells, latest_year):
    """Yield what is wrong with the cells of one line."""
    if cells[""]:
        yield "more cells than the header has columns"
    if not cells["person_id"]:
        yield "no person_id"
    if not any(cells[name] for name in NAMES):
        yield "no name"
    if any("\x00" in cell for cell in cells.values()):
        yield "a character that cannot be stored (NUL)"
    for column, most in LONGEST.items():
        if len(cells[column]) > most:
            yield f"{column} is longer than {most} letters"
    if cells["birth_year"] and not is_year(cells["birth_year"], latest_year):
        yield f"birth_year is not a year between {FIRST_YEAR} and {latest_year}"


def is_year(text, latest):
    """True for four digits that can be somebody's year of birth."""
    try:
        return len(text) == 4 and text == parse_partial(text) and int(text) <= latest
    except ValueError:
        return False
