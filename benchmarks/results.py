"""What a benchmark found: a table for people and the same for programs."""

from dataclasses import dataclass, field


@dataclass
class Table:
    """Rows of a benchmark, each a dict by column; ``about`` says what was measured and how."""

    name: str
    about: str
    columns: tuple[str, ...]
    rows: list[dict] = field(default_factory=list)

    def as_json(self) -> dict:
        """The table as JSON holds it."""
        return {"name": self.name, "about": self.about, "rows": self.rows}

    def as_text(self) -> str:
        """The table in columns, the first to the left and numbers to the right."""
        lines = [[shown(row[name]) for name in self.columns] for row in self.rows]
        widths = [max(map(len, cells)) for cells in zip(self.columns, *lines, strict=True)]
        table = [
            "  ".join(
                cell.rjust(width) if place else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
            for line in (self.columns, *lines)
        ]
        return "\n".join([self.about, *table])


def shown(value) -> str:
    """A cell: numbers with one decimal below 100, without any above."""
    if isinstance(value, float):
        return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
    return str(value)
