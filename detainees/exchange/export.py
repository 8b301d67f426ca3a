"""Taking the list of people out as a file: made, hashed, logged, and only then handed over.

If the police read the file tonight, everybody on it is harmed: so only analysts make one, and it
says who took it out. No copy stays here: it is made in a file without a name, which nobody else can
open and a killed program cannot leave behind.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import translation

from detainees.exchange.codebook import WIDTHS, codebook, heading, invented_note
from detainees.exchange.columns import Audience, allowed_audiences, columns_for
from detainees.exchange.rows import CHUNK, rows_of
from detainees.exchange.told import invented
from detainees.models import Account, Export
from registry.lib.spreadsheet import XlsxFile, write_csv

FROZEN_COLUMNS = 3  # the mark, the public id and the name stay in sight


@dataclass(frozen=True)
class Order:
    """What somebody wants to take out, and why.

    ``filters`` is what the log keeps of how the ``people`` were chosen: never the words of a
    search. ``filters_in_words`` says the same to a reader of the file. ``tell`` is called with the
    number of rows as they are made.
    """

    account: Account
    people: QuerySet
    reason: str
    form: str
    audiences: frozenset[str] = frozenset()
    filters: dict | None = None
    filters_in_words: tuple[str, ...] = ()
    tell: Callable[[int], None] = lambda rows: None

    @cached_property
    def columns(self):
        """The columns of the wanted audiences that the account may have."""
        return columns_for(self.account, self.audiences)

    @property
    def labels(self):
        """The header, in the active language."""
        return [str(column.label) for column in self.columns]


@dataclass
class TakenOut:
    """A file, open at its beginning, with its row of the log and its number of invented rows."""

    file: BinaryIO
    export: Export
    invented: int

    @property
    def name(self):
        """What to call the file; it says nothing of whom it names."""
        mark = "INVENTED-" if self.invented else ""
        return (
            f"people-{mark}{self.export.exported_at:%Y-%m-%d}-{self.export.pk}.{self.export.form}"
        )


@dataclass
class Tally:
    """Counts rows, and the invented ones among them, as they pass."""

    rows: int = 0
    invented: int = 0

    def count(self, row):
        """Count one `Row`."""
        self.rows += 1
        self.invented += invented(row) is not None


def take_out(order):
    """Make the file that ``order`` asks for and log it; return a `TakenOut`, whose file to close.

    The log's row is committed before the file leaves this function; when making it fails, there is
    neither. Raises PermissionDenied if the account may not have what it asks for. Memory does not
    grow with the number of people. Not inside a transaction: all rows show one state of the record.
    """
    if not {Audience.STAFF, *order.audiences} <= {*allowed_audiences(order.account)}:
        raise PermissionDenied
    file, tally = TemporaryFile(), Tally()  # noqa: SIM115 - closed by whoever takes it
    try:
        with translation.override(order.account.language), one_state():
            WRITERS[order.form](file, order, tally)
        export = log(order, tally, digest_of(file))
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return TakenOut(file, export, tally.invented)


@contextmanager
def one_state() -> Iterator[None]:
    """A transaction that sees the record as it is now, whatever is written meanwhile."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def cells_of(order, tally):
    """Yield the cells of every row, counted as they pass."""
    rows = rows_of(
        order.people,
        health=Audience.HEALTH in order.audiences,
        violations=Audience.VIOLATIONS in order.audiences,
    )
    for row in rows:
        tally.count(row)
        if tally.rows % CHUNK == 0:
            order.tell(tally.rows)
        yield [column.cell(row) for column in order.columns]
    order.tell(tally.rows)


def make_csv(file, order, tally):
    """Write the table alone; it has no room for a codebook."""
    write_csv(file, chain([order.labels], cells_of(order, tally)))


def make_xlsx(file, order, tally):
    """Write the table and its codebook."""
    with XlsxFile() as book:
        widths = [column.width for column in order.columns]
        people = book.add_sheet(
            "people", order.labels, widths=widths, frozen_columns=FROZEN_COLUMNS
        )
        for cells in cells_of(order, tally):
            people.append(cells)
        people.add_filter()
        if tally.invented:
            people.add_page_header(invented_note(tally.invented))
        meanings = book.add_sheet("codebook", heading(), widths=WIDTHS)
        for cells in codebook(order, rows=tally.rows, invented=tally.invented):
            meanings.append(cells)
        book.save(file)


WRITERS = {Export.Form.XLSX: make_xlsx, Export.Form.CSV: make_csv}


def digest_of(file):
    """Return the SHA-256 of a whole open file, in hexadecimal."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def log(order, tally, digest):
    """Write down who took what out, and why; return the Export."""
    return Export.objects.create(
        exported_by=order.account,
        exported_by_name=order.account.username,
        reason=order.reason,
        form=order.form,
        filters=order.filters or {},
        columns=[column.code for column in order.columns],
        rows=tally.rows,
        sha256=digest,
    )
