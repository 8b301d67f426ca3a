"""How fast the registry is, measured on invented people: ``make bench``.

Nothing here is part of the registry. Each benchmark is a module with ``measure() -> Table``; its
name stands in ``__main__``.
"""
