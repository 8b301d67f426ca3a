"""Spreadsheets that carry text exactly and run nothing: XLSX written row by row, CSV both ways.

Promises, whatever the text:

1. No text becomes a formula, a date, a number or an error, however it begins. XLSX: its cell is of
   the type text. CSV: an apostrophe stands before a dangerous beginning; `read_csv` takes it off.
2. No character makes a file that cannot be opened: what XML cannot hold is left out, and every line
   break is a line feed.
3. Memory does not grow with the number of rows, and nothing of the text ever lies in a file that
   has a name: parts are kept in nameless files, which a killed program cannot leave behind.
"""

import csv
import io
import re
import shutil
from datetime import date
from tempfile import TemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

XLSX_ROWS = 1_048_576
# UTF-16 units, as Excel counts: an emoji is two.
XLSX_CELL_LENGTH = 32_767
CUT = "…"
# Before this day Excel and the calendar disagree (it believes in 29 February 1900).
FIRST_XLSX_DAY = date(1900, 3, 1)

# All but tab and line feed: control characters, halves of pairs, and two that XML refuses.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet may take for a formula. The full-width signs are the same to an Asian Excel.
DANGEROUS = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
GUARDED = re.compile(rf"'+(?:{DANGEROUS.pattern})")
# Excel reads _x0041_ in a cell as the letter A; so its own underscore is written in the same way.
ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean_text(text):
    """Return ``text`` as both kinds of file can hold it: see promise 2 above."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def guard_text(text):
    """Return ``text`` so that no program takes it for a formula; `unguard_text` undoes it exactly.

    A text that begins with apostrophes before a dangerous sign gets one more, so that taking one
    off again never takes somebody's own.
    """
    return f"'{text}" if DANGEROUS.match(text.lstrip("'")) else text


def unguard_text(text):
    """Return what `guard_text` was given."""
    return text[1:] if GUARDED.match(text) else text


def write_csv(file, rows):
    """Write ``rows`` (sequences of None, str, numbers, dates) to a binary file.

    UTF-8 with a byte order mark, without which Excel reads Cyrillic as another code page. Dates
    are ISO 8601.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
    text.detach()


def _csv_value(value):
    if isinstance(value, str):
        return guard_text(clean_text(value))
    return value.isoformat() if isinstance(value, date) else value


def read_csv(file):
    """Yield the rows of a binary CSV file as lists of text, without the guarding apostrophes.

    Raises csv.Error or UnicodeDecodeError for what is no CSV in UTF-8.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    for row in csv.reader(text, strict=True):
        yield [unguard_text(value) for value in row]
    text.detach()


class XlsxFile:
    """An XLSX file of several sheets, each written row by row; a context that frees its parts.

    Text of blanks alone may be read back as nothing.
    """

    def __init__(self):
        self._book = Workbook(write_only=True)
        self._book.properties.creator = ""

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        for sheet in self._book.worksheets:
            if not sheet.closed:
                sheet.close()
            sheet._writer.cleanup()

    def add_sheet(self, title, header, *, widths=(), frozen_columns=0):
        """Return a new `XlsxSheet` with a bold header that stays in sight; widths in characters."""
        sheet = self._book.create_sheet(title)
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}2"
        sheet._writer = NamelessWriter(sheet)
        sheet._writer.write_top()
        return XlsxSheet(sheet, header)

    def save(self, file):
        """Write the whole file to an open binary ``file``; nothing can be added afterwards."""
        with NamelessParts(file, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(self._book, archive).save()


class XlsxSheet:
    """One sheet of an `XlsxFile`; rows are written as they come."""

    def __init__(self, sheet, header):
        self._sheet = sheet
        self._columns = len(header)
        self.rows = 0
        sheet.append([self._heading(text) for text in header])

    def append(self, row):
        """Write one row of None, str, numbers, dates and datetimes without a zone."""
        self.rows += 1
        if self.rows >= XLSX_ROWS:
            raise ValueError(f"XLSX holds no more than {XLSX_ROWS - 1:,} rows; choose CSV")
        self._sheet.append([self._value(value) for value in row])

    def add_filter(self):
        """Put filter arrows over all the columns and the rows written so far."""
        last = get_column_letter(self._columns)
        self._sheet.auto_filter.ref = f"A1:{last}{self.rows + 1}"

    def add_page_header(self, text):
        """Put ``text`` at the top of every printed page."""
        self._sheet.oddHeader.center.text = text

    def _heading(self, text):
        cell = self._text(text)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def _value(self, value):
        if isinstance(value, str):
            text = fit_cell(clean_text(value))
            # The plain way is ten times faster; these beginnings would not stay text on it.
            needs_care = text in ERROR_CODES or DANGEROUS.match(text)
            return self._text(text) if needs_care else text
        if isinstance(value, date) and value.isoformat() < FIRST_XLSX_DAY.isoformat():
            return value.isoformat()
        return value

    def _text(self, text):
        """Return a cell that is text, and stays text when somebody edits it (the format ``@``)."""
        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"
        cell.number_format = "@"
        return cell


def fit_cell(text):
    """Return ``text`` as an XLSX cell shows it exactly; what is too long ends with an ellipsis."""
    text = ESCAPE_LIKE.sub("_x005F_", text)
    if len(text) * 2 <= XLSX_CELL_LENGTH:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= XLSX_CELL_LENGTH * 2:
        return text
    # A pair that was cut in two, at the end, is left out.
    return units[: (XLSX_CELL_LENGTH - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT


class NamelessWriter(WorksheetWriter):
    """Openpyxl's writer of one sheet, without its temporary file's name."""

    def __init__(self, sheet):
        super().__init__(sheet, out=TemporaryFile())  # noqa: SIM115 - closed by cleanup

    def cleanup(self):
        """Free the part, once it stands in the archive."""
        self.out.close()


class NamelessParts(ZipFile):
    """An archive that takes the parts of `NamelessWriter`."""

    def write(self, part, name):
        """Add an open file under ``name``."""
        part.seek(0)
        with self.open(name, "w", force_zip64=True) as member:
            shutil.copyfileobj(part, member)
