"""What a benchmark prints and writes."""

from benchmarks.results import Table


def test_a_table_stands_in_columns():
    rows = [{"page": "bare", "a second": 1234.5}, {"page": "a long name", "a second": 7.25}]
    table = Table("pages", "What was measured.", ("page", "a second"), rows)
    assert table.as_text().splitlines() == [
        "What was measured.",
        "page         a second",
        "bare            1,234",
        "a long name       7.2",
    ]
    assert table.as_json() == {"name": "pages", "about": "What was measured.", "rows": rows}
