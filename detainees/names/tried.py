"""What a query was heard as, in letters a reader knows: for a page that found nobody."""

from .query import parse

MOST = 4
# Sounds that only this package writes, in Cyrillic letters.
_LETTERS = str.maketrans({"j": "ж", "c": "к", "w": "в", "ε": "е", "җ": "дж", "ў": "у"})


def heard_as(text):
    """Up to four Cyrillic spellings under which a text was looked for, the likeliest first.

    Of each word its likely readings, one word after the other; initials as they stand. Declined
    forms and mended endings are tried as well, but are not told.
    """
    query = parse(text)
    spoken = [_likely(part) for part in query.words]
    first = [readings[0] for readings in spoken]
    texts = [first] if first else []
    for place, readings in enumerate(spoken):
        texts += [[*first[:place], reading, *first[place + 1 :]] for reading in readings[1:]]
    initials = [f"{part.word}." for part in query.initials]
    return [" ".join([*words, *initials]).title() for words in texts][:MOST]


def _likely(part):
    cheapest = part.readings[0].cost + 0.1
    heard = [reading for reading in part.readings if reading.cost <= cheapest]
    return list(dict.fromkeys(reading.sounds.translate(_LETTERS) for reading in heard))
