"""Why a row was found: words laid on places once more, with the reasons kept."""

from . import declension
from .ranking import FARTHEST, MISSED, OTHER_PATRONYMIC
from .reasons import Reason, compare_words, compare_years
from .register import GIVEN, PATRONYMIC, SURNAME
from .sounds import skeleton

_PLACES = {SURNAME: "surname", GIVEN: "given", PATRONYMIC: "patronymic"}


def explain(query, costs, tokens, years, *, part=False, same_city=None):
    """Reasons for one row.

    `costs` has for each word of the query its cost in each place of the row,
    `tokens` the sounds in each place or "", `years` the first year known and how
    many more it may be, `same_city` whether the city asked for is the row's
    (None: not asked, or not known).
    """
    reasons = [Reason(query.changed[0], query.changed[1:])] if query.changed else []
    for word, cost, place in zip(query.words, costs, _lay(costs), strict=True):
        reasons.append(_word_reason(word, cost, place, tokens))
    for initial, place in zip(query.initials, (GIVEN, PATRONYMIC), strict=False):
        reasons.append(Reason("initial", (_PLACES[place], initial.word)))
    if part:
        reasons.append(Reason("part"))
    if query.year:
        reasons.append(compare_years(query.year, years[0], span=years[1]))
    if same_city is not None:
        reasons.append(Reason("city_same" if same_city else "city_other"))
    return tuple(reasons)


def _word_reason(word, costs, place, tokens):
    """What one word is to the row, laid on a place or on none."""
    if place is None or costs[place] > FARTHEST:
        return Reason("unfound", ("", word.word))
    if not tokens[place]:
        return Reason("patronymic_missing", (_PLACES[place], word.word))
    if place == PATRONYMIC and word.patronymic and costs[place] >= OTHER_PATRONYMIC:
        return Reason("patronymic_other", (_PLACES[place], word.word))
    if _is_case(word, tokens[place], costs[place]):
        return Reason("declined", (_PLACES[place], word.word))
    code, data = compare_words(word.readings[0].sounds, tokens[place], float(costs[place]))
    return Reason(code, (_PLACES[place], word.word, *data))


def _is_case(word, found, cost):
    """Whether the word fits only as a declined form of the name found."""
    return cost >= declension.COST and any(
        heard.cost == declension.COST and skeleton(heard.sounds) == skeleton(found)
        for heard in word.readings
    )


def _lay(costs):
    """The place of each word, or None, in the cheapest way."""
    best = {0: (0.0, ())}
    for row in costs:
        new = {}
        for used, (cost, laid) in best.items():
            options = [(used, cost + MISSED, None)]
            options += [
                (used | 1 << place, cost + float(row[place]), place)
                for place in range(3)
                if not used & 1 << place
            ]
            for now, total, place in options:
                if now not in new or total < new[now][0]:
                    new[now] = (total, (*laid, place))
        best = new
    return min(best.values(), key=lambda found: found[0])[1]
