"""The arrows of the house: which room may import which."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each room and what it may import; the floor, registry.lib, is open to all.
ARROWS = {
    "registry.lib": set(),
    "stations": set(),
    "detainees.names": set(),
    "detainees.models": {"stations", "detainees.names"},
    "detainees.law": {"stations", "detainees.models"},
    "detainees.history": {"stations", "detainees.models", "detainees.names"},
    "detainees.publication": {"stations", "detainees.models", "detainees.names"},
    "detainees.public": {"detainees.publication", "detainees.names"},
    "detainees.letters": {"detainees.models", "detainees.publication"},
    "detainees.desk": {
        "stations",
        "detainees.models",
        "detainees.names",
        "detainees.law",
        "detainees.history",
        "detainees.publication",
        "detainees.exchange",
    },
    "detainees.exchange": {
        "stations",
        "detainees.models",
        "detainees.names",
        "detainees.law",
        "detainees.history",
        "detainees.publication",
    },
    "detainees.reports": {
        "stations",
        "detainees.models",
        "detainees.names",
        "detainees.law",
        "detainees.publication",
    },
}
# The hall: what ties the rooms together may name them all.
HALL = ("registry", "detainees.apps", "detainees.management")


def room_of(module):
    """Return the longest room or hall that holds ``module``; None when it is not of the house."""
    rooms = [*ARROWS, *HALL]
    held = [room for room in rooms if module == room or module.startswith(room + ".")]
    return max(held, key=len, default=None)


def modules():
    """Yield (module name, syntax tree) of every module of the house but the migrations."""
    for top in ("registry", "stations", "detainees"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree):
    """Yield the name of every module that a tree imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_arrows():
    """Yield "module -> imported" for every import against the plan."""
    for module, tree in modules():
        room = room_of(module)
        if room in HALL:
            continue
        for imported in imports(tree):
            target = room_of(imported)
            allowed = {room, "registry.lib", None} | ARROWS.get(room, set())
            if target not in allowed:
                yield f"{module} -> {imported}"


def test_every_module_has_a_room():
    homeless = [module for module, _tree in modules() if room_of(module) is None]
    assert [module for module in homeless if module != "detainees"] == []


def test_imports_run_along_the_arrows():
    assert list(wrong_arrows()) == []


@pytest.mark.parametrize(
    ("module", "room"),
    [
        ("registry.lib.dates", "registry.lib"),
        ("registry.settings", "registry"),
        ("detainees.public.people.Row", "detainees.public"),
        ("django.db", None),
    ],
)
def test_a_module_belongs_to_the_innermost_room(module, room):
    assert room_of(module) == room
