"""Translations, compiled without the program `msgfmt`: ``python -m registry.lib.catalogues``.

Run by `make`, and in production after each update of the code.
"""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]


def compile_catalogues(root: Path) -> list[Path]:
    """Compile each ``*/locale/*/LC_MESSAGES/*.po`` newer than its ``.mo``; return those compiled.

    Messages marked fuzzy are left out, as `msgfmt` does.
    """
    sources = sorted(root.glob("*/locale/*/LC_MESSAGES/*.po"))
    stale = [source for source in sources if is_stale(source)]
    for source in stale:
        draft = source.with_suffix(".mo.draft")
        polib.pofile(source).save_as_mofile(draft)
        draft.replace(source.with_suffix(".mo"))
    return stale


def is_stale(source: Path) -> bool:
    """True when ``source`` is newer than its compiled catalogue, or there is none."""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime <= source.stat().st_mtime


if __name__ == "__main__":
    compile_catalogues(ROOT)
