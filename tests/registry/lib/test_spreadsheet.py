"""What is written into a spreadsheet is read back exactly, by two readers, and runs nothing."""

import io
import os
import tempfile
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from registry.lib.spreadsheet import (
    CUT,
    XLSX_CELL_LENGTH,
    XlsxFile,
    clean_text,
    fit_cell,
    guard_text,
    read_csv,
    unguard_text,
    write_csv,
)

DANGEROUS = [
    '=HYPERLINK("http://example.org")',
    "=",
    "+77010000000",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    " =1+1",
    "＝1+1",
    "#N/A",
    "#REF!",
]
HARMLESS = [
    "'=1",
    "''+1",
    "Әлия Сейітқызы",
    "O'Brien",
    "'tis",
    "",
    "2019-06",
    "1E5",
    "007",
    " space ",
    "a\nb",
    "😀",
]


def xlsx_of(rows, *, page_header="", **options):
    """Return the bytes of an XLSX file with the given rows in one sheet."""
    file = io.BytesIO()
    with XlsxFile() as book:
        sheet = book.add_sheet("people", ["first", "second"], **options)
        for row in rows:
            sheet.append(row)
        sheet.add_filter()
        sheet.add_page_header(page_header)
        book.save(file)
    return file.getvalue()


def openpyxl_rows(content):
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content))["people"]]


def calamine_rows(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name("people").to_python(skip_empty_area=False)


def csv_round_trip(rows):
    file = io.BytesIO()
    write_csv(file, rows)
    file.seek(0)
    return list(read_csv(file))


@pytest.mark.parametrize("text", [*DANGEROUS, *HARMLESS])
def test_xlsx_text_is_read_back_exactly_by_both_readers(text):
    content = xlsx_of([[text, "x"]])
    assert openpyxl_rows(content)[1] == [text or None, "x"]
    assert calamine_rows(content)[1] == [text, "x"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_xlsx_text_is_of_type_text_and_stays_so_when_edited(text):
    cell = load_workbook(io.BytesIO(xlsx_of([[text, "x"]])))["people"]["A2"]
    assert cell.data_type == "s"
    assert cell.number_format == "@"


def test_xlsx_headings_are_text_too():
    file = io.BytesIO()
    with XlsxFile() as book:
        book.add_sheet("people", ["=1+1"])
        book.save(file)
    assert load_workbook(file)["people"]["A1"].data_type == "s"


def test_xlsx_holds_no_formula_anywhere():
    with zipfile.ZipFile(io.BytesIO(xlsx_of([[text, text] for text in DANGEROUS]))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert 't="e"' not in sheet


def test_text_that_looks_like_excels_escape_is_escaped():
    assert calamine_rows(xlsx_of([["_x0041_", "a_x000D_b"]]))[1] == ["_x0041_", "a_x000D_b"]


def test_control_characters_are_left_out_and_line_breaks_made_one():
    text = "А\x00л\x07м\x1bа\x7f\x9f\ufffe\uffff\ud800т\r\nы\rб\tа\n"
    assert clean_text(text) == "Алмат\nы\nб\tа\n"
    assert openpyxl_rows(xlsx_of([[text, "x"]]))[1] == ["Алмат\nы\nб\tа\n", "x"]
    assert csv_round_trip([[text]]) == [["Алмат\nы\nб\tа\n"]]


def test_xlsx_dates_are_dates_with_a_format():
    content = xlsx_of([[date(2019, 6, 9), datetime(2019, 6, 9, 18, 30)]])
    first, second = load_workbook(io.BytesIO(content))["people"][2]
    assert (first.value, first.is_date) == (datetime(2019, 6, 9), True)
    assert (second.value, second.is_date) == (datetime(2019, 6, 9, 18, 30), True)
    assert calamine_rows(content)[1] == [date(2019, 6, 9), datetime(2019, 6, 9, 18, 30)]


def test_xlsx_day_that_excel_counts_wrongly_stays_text():
    assert openpyxl_rows(xlsx_of([[date(1900, 2, 28), date(1900, 3, 1)]]))[1] == [
        "1900-02-28",
        datetime(1900, 3, 1),
    ]


def test_xlsx_numbers_are_numbers_and_nothing_is_empty():
    content = xlsx_of([[15, Decimal("10.50")], [None, 0]])
    assert openpyxl_rows(content)[1:] == [[15, 10.5], [None, 0]]


def test_xlsx_header_is_frozen_and_every_column_has_a_filter():
    content = xlsx_of([["a", "b"], ["c", "d"]], frozen_columns=1, page_header="invented")
    sheet = load_workbook(io.BytesIO(content))["people"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.oddHeader.center.text == "invented"
    assert sheet["A1"].font.bold


def test_cell_that_is_too_long_is_cut_and_says_so():
    assert fit_cell("я" * XLSX_CELL_LENGTH) == "я" * XLSX_CELL_LENGTH
    assert fit_cell("я" * 40_000) == "я" * (XLSX_CELL_LENGTH - 1) + CUT
    # An emoji counts twice, and is never cut in two.
    assert fit_cell("😀" * 20_000) == "😀" * 16_383 + CUT
    assert openpyxl_rows(xlsx_of([["=" + "1" * 40_000, "x"]]))[1][0].endswith("1" + CUT)


def test_more_rows_than_a_sheet_holds_are_refused():
    with XlsxFile() as book:
        sheet = book.add_sheet("people", ["first"])
        sheet.rows = 1_048_574
        sheet.append(["the last that fits"])
        with pytest.raises(ValueError, match="choose CSV"):
            sheet.append(["one too many"])


def test_no_part_of_a_file_ever_has_a_name(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with XlsxFile() as book:
        sheet = book.add_sheet("people", ["first"])
        sheet.append(["Сейітов"])
        assert os.listdir(tmp_path) == []
        book.save(io.BytesIO())
        assert os.listdir(tmp_path) == []


def test_a_file_given_up_halfway_leaves_nothing_open():
    with XlsxFile() as book:
        sheet = book.add_sheet("people", ["first"])
        sheet.append(["Сейітов"])
    assert sheet._sheet._writer.out.closed


@pytest.mark.parametrize("text", [*DANGEROUS, "'=1", "\r=1"])
def test_csv_puts_an_apostrophe_before_what_is_dangerous(text):
    file = io.BytesIO()
    write_csv(file, [[text]])
    value = file.getvalue().decode("utf-8-sig").removeprefix('"')
    assert value.startswith("'") or text.startswith("#")


def test_csv_begins_with_a_byte_order_mark_and_writes_dates_as_iso():
    file = io.BytesIO()
    write_csv(file, [["Аты", date(2019, 6, 9), datetime(2019, 6, 9, 18, 30), -5, None]])
    assert file.getvalue() == "\ufeffАты,2019-06-09,2019-06-09T18:30:00,-5,\r\n".encode()


@pytest.mark.parametrize("text", [*DANGEROUS, *HARMLESS, 'say "yes", please', "a,b;c"])
def test_csv_text_is_read_back_exactly(text):
    assert csv_round_trip([[text, "x"]]) == [[text, "x"]]


@given(st.text() | st.text(alphabet="'=+-@\t\r\n ＝a"))
def test_guarding_is_undone_exactly_whatever_the_text(text):
    assert unguard_text(guard_text(text)) == text


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"))))
def test_any_row_survives_csv(row):
    row = ["first", *row]
    assert csv_round_trip([row]) == [[clean_text(text) for text in row]]


@given(st.text(alphabet=st.characters(codec="utf-8")).map(lambda text: f"{text}."))
def test_any_text_survives_xlsx(text):
    assert calamine_rows(xlsx_of([["first", text]]))[1] == ["first", clean_text(text)]


def test_csv_file_stays_open_for_its_owner():
    file = io.BytesIO()
    write_csv(file, [["a"]])
    file.seek(0)
    list(read_csv(file))
    assert not file.closed
