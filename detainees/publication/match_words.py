"""Why a name was found, in the reader's words: what the engine's reasons say as codes.

Harm: the words name no more than the record whose match they explain, and a word that was typed.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

PLACES = {
    "surname": gettext_lazy("surname"),
    "given": gettext_lazy("given name"),
    "patronymic": gettext_lazy("patronymic"),
}
OF_A_WORD = {
    "alike": gettext_lazy("another usual spelling"),
    "one_letter": gettext_lazy("one letter differs"),
    "gender": gettext_lazy("ending of the other gender"),
    "ending": gettext_lazy("another ending of the same name"),
    "form": gettext_lazy("another form of the same name"),
    "declined": gettext_lazy("another case of the same name"),
    "initial": gettext_lazy("only the initial agrees"),
}
PLAIN = {
    "patronymic_missing": gettext_lazy("the record has no patronymic"),
    "patronymic_same": gettext_lazy("the same patronymic"),
    "patronymic_other": gettext_lazy("another patronymic"),
    "year_unknown": gettext_lazy("year of birth not known"),
    "city_same": gettext_lazy("the same city"),
    "day_same": gettext_lazy("seized on the same day"),
    "city_other": gettext_lazy("another city"),
    "swapped": gettext_lazy("surname and given name stand the other way round"),
    "part": gettext_lazy("one part of a double name"),
}


def in_words(reasons):
    """Return phrases for a match's reasons; what was done to the text is told by `meant`."""
    phrases = [phrase for reason in reasons if (phrase := said(reason))]
    words = [reason.code for reason in reasons if reason.data and reason.data[0] in ("", *PLACES)]
    if words and all(code == "same" for code in words):
        phrases.insert(0, _("the same name"))
    return list(dict.fromkeys(phrases))


def said(reason):
    """The phrase for one reason; "" for a word that is simply the same."""
    code, data = reason
    if code in PLAIN:
        return str(PLAIN[code])
    if code == "unfound":
        return _("no “%(word)s” in this name") % {"word": data[1]}
    if code.startswith("year_"):
        return said_of_year(code, *data)
    if code in OF_A_WORD:
        return placed(data[0], OF_A_WORD[code])
    if code == "letters":
        count = data[-1]
        differ = ngettext("%(count)d letter differs", "%(count)d letters differ", count)
        return placed(data[0], differ % {"count": count})
    return ""


def placed(place, phrase):
    """A phrase about the word in one place of a name."""
    if place not in PLACES:
        return str(phrase)
    return _("%(place)s: %(phrase)s") % {"place": PLACES[place], "phrase": phrase}


def said_of_year(code, asked, first, last):
    """What the year of birth says, known as one year or a few."""
    known = f"{first}–{last}" if last > first else str(first)
    if code == "year_same":
        return _("born %(years)s") % {"years": known}
    if code == "year_near":
        return _("born %(years)s, close to %(asked)s") % {"years": known, "asked": asked}
    return _("born %(years)s, not %(asked)s") % {"years": known, "asked": asked}


def meant(match):
    """Return the text that was searched instead of what was typed; "" when it was the same."""
    changed = match.query.changed
    return changed[-1] if changed else ""
