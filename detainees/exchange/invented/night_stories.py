"""The forty stories of the invented night, and who they happen to.

The shortest time from the seizure (from 20:01 on) to the moment of loading is 75 hours, so
nothing here happens later than 74 hours after it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from detainees.exchange.invented.night_telling import DAY, Teller

ARREST = "administrative_arrest"
KAZAKH, RUSSIAN, LATIN = "kk", "ru", "la"


@dataclass(frozen=True)
class Story:
    """What happened, who may see it, and to what kind of person it happens."""

    tell: Callable[[Teller], None]
    level: str = "listed"
    consent: str = "relative"
    letters: str = RUSSIAN
    sex: str = ""
    age: int | None = None
    role: str = "participant"
    health: dict[str, str] = field(default_factory=dict)
    name: tuple[str, str, str] | None = None
    birth_letters: int = 10
    birth_years: tuple[int, int] | None = None
    looks_minor: bool = False
    description: str = ""
    is_unidentified: bool = False


def serving(teller: Teller, days: int) -> None:
    """Tried at night, taken to the special reception centre, seen there today."""
    teller.seized()
    teller.held("station", end=10, heard=11)
    teller.sentenced(ARREST, about=teller.tried(), days=days, counted_from=start(teller))
    teller.held("reception", "relative", start=11, heard=30)
    teller.say(
        "enquiry",
        "relative",
        teller.ago(5),
        facility="reception",
        asked_at=teller.ago(5).isoformat()[:13],
        reply="held",
    )


def start(teller: Teller) -> str:
    """The instant of the seizure, from which the ruling counts."""
    return teller.seized_at.isoformat()[:16]


def overdue(teller: Teller, days: int) -> None:
    """The days are over, and nobody has said that the person is out."""
    teller.seized()
    teller.held("station", end=9, heard=10)
    teller.sentenced(ARREST, about=teller.tried(), days=days, counted_from=start(teller))
    teller.held("tdf", start=10, heard=20)


def ten_or_fifteen(teller: Teller) -> None:
    """A lawyer has it that it was ten days, a relative that it was fifteen."""
    teller.seized()
    teller.held("station", end=10, heard=12)
    teller.sentenced(ARREST, about=teller.tried(), days=10, counted_from=start(teller))
    teller.sentenced(ARREST, "relative", days=15)
    teller.held("reception", start=11, heard=40)


def two_places(teller: Teller) -> None:
    """One source names the station, another the temporary detention facility."""
    teller.seized()
    teller.held("station", "relative", heard=40)
    teller.held("tdf", "list", start=6, heard=44)


def told_not_here(teller: Teller) -> None:
    """A lawyer saw the person there; the family is told: not here."""
    teller.seized()
    teller.held("station", heard=6)
    teller.asked("not_held", hours=14)
    teller.asked("refused", hours=38)


def silent(teller: Teller, hours: int) -> None:
    """Seen at the station, and then nothing for so many hours."""
    teller.seized(heard=0.5)
    at = start(teller)[:DAY]
    heard = teller.ago(hours + 1)
    teller.say("placement", "friend", heard, facility="station", from_at=at)


def held(teller: Teller) -> None:
    """Held at the station for days without a court."""
    teller.seized("chat", certainty="possible")
    teller.seized("relative", heard=4)
    teller.held("station", heard=5)
    teller.say(
        "violation",
        "lawyer",
        teller.after(20),
        kind="over_limit",
        at=start(teller)[:DAY],
        facility="station",
    )
    teller.asked("held", hours=70)


def only_a_chat(teller: Teller) -> None:
    """One line in a chat, doubtful."""
    teller.seized("chat", certainty="doubtful", letters=DAY)


def child_held(teller: Teller) -> None:
    """A minor is kept at the station over night."""
    teller.seized()
    teller.held("station", "relative", heard=5)
    teller.say(
        "violation",
        "relative",
        teller.after(6),
        kind="minor_held",
        at=start(teller)[:DAY],
        facility="station",
    )


def in_hospital(teller: Teller) -> None:
    """Beaten, taken from the station to the hospital, still there."""
    teller.seized("media")
    teller.held("station", "relative", end=5, heard=8)
    teller.held("hospital", "relative", start=6, heard=50)
    teller.say("violation", "relative", teller.after(50), kind="beaten", at=start(teller)[:DAY])


def freed(teller: Teller) -> None:
    """Others are said to have opened the bus."""
    teller.seized("media")
    teller.out(1, "media", manner="freed", certainty="possible")


def taken_away(teller: Teller) -> None:
    """Driven away from the station, nobody knows where to."""
    teller.seized()
    teller.held("station", end=12, heard=13)
    teller.say("placement", "relative", teller.after(20), facility=None, from_at=teller.when(12))
    teller.asked("not_held", facility="reception", hours=30)


def nowhere(teller: Teller) -> None:
    """Seized, and at no facility known."""
    teller.seized()
    teller.asked("not_held", hours=10)
    teller.asked("no_answer", facility="tdf", hours=26)
    teller.say("placement", "relative", teller.after(27), facility=None, from_at="")


def let_go(teller: Teller) -> None:
    """Out after some hours, without a charge."""
    teller.seized("self")
    teller.held("station", "self", end=7, heard=9)
    teller.out(7)


def fined(teller: Teller) -> None:
    """Fined twenty MCI, and out."""
    teller.seized()
    teller.held("station", "self", end=11, heard=12)
    teller.sentenced("fine", about=teller.tried(), amount_mci=20)
    teller.out(11)


def reduced(teller: Teller) -> None:
    """Three days became two, and the person is out."""
    teller.seized()
    teller.held("station", end=10, heard=12)
    sentence = teller.sentenced(
        ARREST, "ruling", about=teller.tried(), days=3, counted_from=start(teller)
    )
    teller.held("reception", start=11, end=48, heard=50)
    teller.say(
        "sentencechange",
        "lawyer",
        teller.after(34),
        about=sentence,
        kind="reduced",
        decided_at=teller.when(32),
        days=2,
    )
    teller.out(48)


def at_home(teller: Teller) -> None:
    """A criminal case; house arrest."""
    teller.seized()
    teller.held("station", end=40, heard=42)
    trial = teller.tried(hours=38, article=("CC", "405", "2"))
    teller.sentenced("house_arrest", hours=38, about=trial)


def remanded(teller: Teller) -> None:
    """A criminal case; remanded in custody for two months."""
    teller.seized()
    teller.held("station", end=40, heard=42)
    trial = teller.tried(hours=38, article=("CC", "405", "2"))
    teller.sentenced("remand", hours=38, about=trial, days=60)
    teller.held("tdf", start=41, heard=60)


FINDABLE = {"level": "findable", "consent": ""}
HIDDEN = {"level": "confidential", "consent": ""}
NAMELESS = {**HIDDEN, "is_unidentified": True}

STORIES = (
    Story(partial(serving, days=5), letters=KAZAKH),
    Story(partial(serving, days=7), letters=RUSSIAN, consent="lawyer"),
    Story(partial(serving, days=15), letters=LATIN, **FINDABLE),
    Story(partial(serving, days=10), sex="female", letters=KAZAKH),
    Story(partial(serving, days=10), role="human_rights_defender"),
    Story(partial(overdue, days=2), letters=KAZAKH),
    Story(partial(overdue, days=2), level="findable", consent="relative"),
    Story(partial(overdue, days=1), letters=LATIN),
    Story(ten_or_fifteen),
    Story(ten_or_fifteen, letters=KAZAKH, **FINDABLE),
    Story(two_places, sex="female"),
    Story(two_places, **FINDABLE),
    Story(told_not_here, letters=KAZAKH),
    Story(told_not_here, birth_letters=4, **FINDABLE),
    Story(partial(silent, hours=24)),
    Story(partial(silent, hours=48), letters=KAZAKH, **FINDABLE),
    Story(partial(silent, hours=72), birth_letters=0, birth_years=(1985, 1992), **FINDABLE),
    Story(held, role="journalist", consent="person"),
    Story(held, health={"disability": "2"}, **FINDABLE),
    Story(only_a_chat, birth_letters=0, **HIDDEN),
    Story(child_held, age=16, consent="guardian", letters=KAZAKH),
    Story(child_held, age=15, **HIDDEN),
    Story(
        child_held,
        sex="male",
        looks_minor=True,
        description="мальчик лет 15, синяя куртка, автобус 2 (вымышлено)",
        **NAMELESS,
    ),
    Story(
        only_a_chat,
        sex="female",
        description="женщина около 30, красная куртка, автобус 4 (вымышлено)",
        birth_years=(1990, 2000),
        **NAMELESS,
    ),
    Story(
        partial(silent, hours=24),
        sex="male",
        description="мужчина с седой бородой, ведут двое в штатском (вымышлено)",
        **NAMELESS,
    ),
    Story(
        partial(serving, days=5), sex="female", age=27, health={"is_pregnant": "yes"}, **FINDABLE
    ),
    Story(
        partial(serving, days=5),
        sex="female",
        age=33,
        health={"has_child_under_14": "yes", "raises_child_alone": "yes"},
    ),
    Story(in_hospital),
    Story(in_hospital, letters=KAZAKH, **HIDDEN),
    Story(freed, **FINDABLE),
    Story(taken_away, letters=KAZAKH),
    Story(nowhere, sex="female"),
    Story(nowhere, **FINDABLE),
    Story(let_go, consent="person"),
    Story(fined, consent="person", letters=LATIN),
    Story(reduced, consent="lawyer"),
    Story(remanded, letters=RUSSIAN),
    Story(at_home, **FINDABLE),
    # Two entries that are likely one person.
    Story(
        partial(serving, days=8),
        letters=KAZAKH,
        sex="male",
        age=34,
        name=("Примерғалиев", "Дәурен", "Маратұлы"),
    ),
    Story(
        partial(silent, hours=48),
        sex="male",
        age=34,
        name=("Примергалиев", "Даурен", ""),
        birth_letters=4,
        **FINDABLE,
    ),
)
