"""Mentions of a removed name in other letters or another case, as the name engine hears them.

The patterns of ``mentions`` know the letters in which a name is stored. Here each word of each text
is compared by its sounds: "Кулиевой", "Қулиева" and "Kulieva" are one word. The names are read from
the database, and only cleaned texts go back: a name stands in no statement.

A text is cleaned when it holds surname and given name (or its initial) of one spelling.
"""

import re
from functools import cached_property

from detainees.history.mentions import INSTEAD, text_columns
from detainees.models import PersonName
from detainees.names.query import parse
from detainees.names.similarity import word_cost
from detainees.names.sounds import skeleton

WORDS = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*\.?")
# Letters: a case ending and another alphabet; see names.declension and names.reasons.
NEAR = 0.6
# Sounds at the beginning of a word, which neither a case nor an alphabet changes.
BEGINNING = 3


class Word:
    """One word as the name engine reads it; ``part`` is None where it reads nothing."""

    def __init__(self, text):
        query = parse(text)
        self.part = next(iter((*query.words, *query.initials)), None)
        self.is_initial = bool(self.part and self.part.initial)

    @cached_property
    def beginnings(self):
        """How it may begin, coarsely: most pairs of words are told apart by this alone."""
        heard = self.part.readings if self.part else ()
        return {skeleton(reading.sounds)[:BEGINNING] for reading in heard}

    def is_near(self, other):
        """True when the two are one name, or one is the other's initial."""
        if self.part is None or other.part is None:
            return False
        by_letter = self.is_initial or other.is_initial
        if not by_letter and not self.beginnings & other.beginnings:
            return False
        return word_cost(self.part, other.part) <= NEAR


def spellings(people, *, using):
    """Return the Words (surname, given, patronymic) of those of ``people``'s names with both."""
    names = PersonName.objects.using(using).filter(person__in=people)
    found = {(name.surname, name.given, name.patronymic) for name in names}
    return [tuple(Word(text) for text in parts) for parts in sorted(found) if parts[0] and parts[1]]


def erase_heard(heard, *, using):
    """Replace the names of ``spellings`` in all texts that mention them; {table: texts changed}."""
    changed, words = {}, {}
    for model, column in text_columns() if heard else ():
        rows = model.objects.using(using).exclude(**{column.attname: column.get_default() or ""})
        for pk, value in rows.values_list("pk", column.attname).iterator():
            cleaned = clean(value, heard, words)
            if cleaned != value:
                model.objects.using(using).filter(pk=pk).update(**{column.attname: cleaned})
                table = model._meta.db_table
                changed[table] = changed.get(table, 0) + 1
    return changed


def clean(value, heard, words):
    """Return a text, or what JSON holds, without mentions; ``words`` keeps what was read before."""
    if isinstance(value, dict):
        return {key: clean(one, heard, words) for key, one in value.items()}
    if isinstance(value, list):
        return [clean(one, heard, words) for one in value]
    return clean_text(value, heard, words) if isinstance(value, str) else value


def clean_text(text, heard, words):
    """Return a text with INSTEAD for each word of a name that it mentions."""
    found = list(WORDS.finditer(text))
    read = [reading(words, each[0]) for each in found]
    named = set()
    for surname, given, patronymic in heard:
        places = [
            {place for place, word in enumerate(read) if part.is_near(word)}
            for part in (surname, given, patronymic)
        ]
        surnames = {place for place in places[0] if not read[place].is_initial}
        if surnames and places[1]:
            others = places[1] | places[2]
            named |= surnames | {each for each in others if not read[each].is_initial}
    for place in sorted(named, reverse=True):
        start = found[place].start()
        end = start + len(found[place][0].rstrip("."))  # that of a sentence stays
        text = text[:start] + INSTEAD + text[end:]
    return text


def reading(words, text):
    """Return the Word of a text, read once."""
    if text not in words:
        words[text] = Word(text)
    return words[text]
