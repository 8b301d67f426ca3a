"""Who tells of an invented case, how sure and how exactly.

Labels are in Russian, as volunteers write them, and say that they are invented.
"""

from detainees.exchange.invented.cases import InventedRally, InventedSource
from detainees.exchange.invented.draw import Draw, Pool
from detainees.exchange.invented.june_2019_shares import SOURCES
from detainees.exchange.invented.people import InventedPerson

CITIES = {"almaty": "Алматы", "nur-sultan": "Нур-Султан", "aktobe": "Актобе"}
# INVENTED shares of who speaks first, and of who else does.
FIRST_TO_TELL = Pool(
    ("relative", "detainee", "volunteer", "lawyer", "witness"), (45, 25, 12, 10, 8)
)
ALSO_TELLING = Pool(
    ("relative", "witness", "detainee", "lawyer", "media", "social_media", "volunteer", "document"),
    (22, 18, 14, 12, 10, 9, 8, 7),
)
RELATIVES = ("мать", "отец", "сестра", "брат", "тётя", "дядя", "друг семьи", "коллега")
OWN_LABELS = {
    "witness": "очевидец",
    "detainee": "сам задержанный",
    "document": "копия постановления",
}
# How many people share each of these, and what they are called.
SHARED = {
    "lawyer": (4, "адвокат"),
    "volunteer": (3, "список волонтёров"),
    "media": (2, "репортаж с площади"),
    "social_media": (3, "чат родственников"),
    "official": (1, "сообщение прокуратуры"),
}
RELIABILITY = {
    "relative": "usually",
    "detainee": "reliable",
    "witness": "sometimes",
    "document": "reliable",
    "lawyer": "reliable",
    "volunteer": "usually",
    "media": "usually",
    "social_media": "sometimes",
    "official": "sometimes",
}
CERTAINTY = {
    "relative": Pool(("confirmed", "probable", "possible"), (2, 6, 2)),
    "detainee": Pool(("confirmed", "probable"), (8, 2)),
    "witness": Pool(("confirmed", "probable", "possible"), (2, 5, 3)),
    "document": Pool(("confirmed",), (1,)),
    "lawyer": Pool(("confirmed", "probable"), (7, 3)),
    "volunteer": Pool(("probable", "possible", "unknown"), (6, 3, 1)),
    "media": Pool(("probable", "possible"), (6, 4)),
    "social_media": Pool(("possible", "doubtful", "unknown"), (6, 2, 2)),
    "official": Pool(("confirmed", "probable"), (5, 5)),
}
# To what a source knows a time: the minute, the hour, the day.
EXACTNESS = {
    "relative": Pool((16, 13, 10), (2, 5, 3)),
    "detainee": Pool((16, 13, 10), (5, 4, 1)),
    "witness": Pool((16, 13, 10), (3, 6, 1)),
    "document": Pool((16,), (1,)),
    "lawyer": Pool((16, 13), (6, 4)),
    "volunteer": Pool((13, 10), (5, 5)),
    "media": Pool((13, 10), (4, 6)),
    "social_media": Pool((13, 10), (3, 7)),
    "official": Pool((10,), (1,)),
}


def draw_informants(
    draw: Draw, rally: InventedRally, number: int, person: InventedPerson
) -> list[InventedSource]:
    """One to four different sources of a case, the one with the most to tell first."""
    kinds = [FIRST_TO_TELL.pick(draw.number)]
    wanted = SOURCES.pick(draw.number)
    while len(kinds) < wanted:
        kind = ALSO_TELLING.pick(draw.number)
        if kind not in kinds:
            kinds.append(kind)
    return [informant(draw, rally, number, kind, person.sex) for kind in kinds]


def informant(
    draw: Draw, rally: InventedRally, number: int, kind: str, sex: str = "male"
) -> InventedSource:
    """A source of this kind: the case's own, or one that the rally's cases share."""
    city = CITIES[rally.city]
    if kind in SHARED:
        count, label = SHARED[kind]
        label = f"{label} {draw.between(1, count)}, {city}, {rally.starts_on.day} июня"
    elif kind == "relative":
        label = f"{draw.one_of(RELATIVES)}, {city} {number:04}"
    else:
        label = f"{OWN_LABELS[kind]}, {city} {number:04}"
        if kind == "detainee" and sex == "female":
            label = label.replace("сам задержанный", "сама задержанная")
    return InventedSource(kind, f"{label} (вымышлено)", RELIABILITY[kind])
