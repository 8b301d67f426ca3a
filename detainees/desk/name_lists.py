"""What the commands about names share: tables in, tables out, and the ids that lists know."""

import os

from detainees.models import Person

AT_ONCE = 10_000


def outer_ids(keys):
    """Return {person's key: the id in the list it came from, else the public id}."""
    keys, known = sorted(keys), {}
    for start in range(0, len(keys), AT_ONCE):
        people = Person.objects.filter(pk__in=keys[start : start + AT_ONCE])
        for key, external, public in people.values_list("pk", "external_id", "public_id"):
            known[key] = external or public
    return known


def read_table(path, needed):
    """Yield {column: cell} of the rows of a table with tabs; a short row has empty cells.

    Raises ValueError when a column of ``needed`` is missing, OSError when there is no such file.
    """
    with open(path, encoding="utf-8-sig", newline="") as file:
        header = file.readline().rstrip("\r\n").split("\t")
        if missing := [name for name in needed if name not in header]:
            raise ValueError(f"the header has no column {', '.join(missing)}")
        for line in file:
            cells = line.rstrip("\r\n").split("\t")
            yield dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))


def write_table(path, rows):
    """Write a table with tabs that only its owner can read (0600); a file there is replaced.

    Ids and scores, no names: if the police find it they learn which rows are alike.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        for row in rows:
            file.write("\t".join(str(cell) for cell in row) + "\n")
