"""The communities of Kazakhstan: how many people, which names, in which letters.

Shares follow the census of 2021 (Bureau of National Statistics), rounded to tenths of a percent:
Kazakhs 70.4, Russians 15.5, Uzbeks 3.2, Ukrainians 2.0, Uyghurs 1.5, Germans 1.2, Tatars 1.1,
Azerbaijanis 0.8, Koreans 0.6, Turks 0.4, Dungans 0.4, Belarusians 0.4; what is left goes to Tajiks,
Kurds, Chechens (with Ingush) and Poles and is approximate. A name list is no census of protesters.
"""

from dataclasses import dataclass

from detainees.exchange.invented import given_names_kazakh as kazakh
from detainees.exchange.invented import given_names_others as given
from detainees.exchange.invented import surnames_others as others
from detainees.exchange.invented.draw import Pool
from detainees.exchange.invented.surnames_kazakh import STEMS

# Of a thousand entries: in Kazakh letters, in Russian letters, in Latin; together 30 : 55 : 15.
KAZAKH_LETTERS = (410, 440, 150)
OTHER_LETTERS = (80, 770, 150)
RUSSIAN_LETTERS = (0, 850, 150)


@dataclass(frozen=True, slots=True)
class Community:
    """One community: its share per thousand, its letters, its names as `name=special form`."""

    code: str
    share: int
    letters: tuple[int, int, int]
    male: tuple[str, ...]
    female: tuple[str, ...]
    surnames: tuple[str, ...]
    # The word that may follow the father's name instead of -ович: (for a man, for a woman).
    son_daughter: tuple[str, str] | None = None
    # Surnames of German or Korean origin keep one form: Шин stays Шин.
    inflects: bool = True
    # Surnames also grow from the men's names: Турсун -> Турсунов.
    derives: bool = False


def _community(code, share, male, female, surnames, letters=RUSSIAN_LETTERS, **habits):
    return Community(code, share, letters, tuple(male), tuple(female), tuple(surnames), **habits)


_UKRAINIAN = [
    *others.UKRAINIAN,
    *(root + end for root in others.UKRAINIAN_ROOTS for end in others.UKRAINIAN_ENDINGS),
]
_SLAVS = (given.SLAVIC_MALE, given.SLAVIC_FEMALE)
_DERIVED = {"letters": OTHER_LETTERS, "derives": True}

COMMUNITIES = (
    _community("kazakh", 704, kazakh.MALE, kazakh.FEMALE, STEMS, KAZAKH_LETTERS),
    _community("russian", 155, *_SLAVS, others.RUSSIAN),
    _community(
        "uzbek",
        32,
        given.UZBEK_MALE,
        given.UZBEK_FEMALE,
        others.UZBEK,
        son_daughter=("угли", "кизи"),
        **_DERIVED,
    ),
    _community("ukrainian", 20, *_SLAVS, _UKRAINIAN),
    _community("uyghur", 15, given.UYGHUR_MALE, given.UYGHUR_FEMALE, others.UYGHUR, **_DERIVED),
    _community("german", 12, *_SLAVS, others.GERMAN, inflects=False),
    _community("tatar", 11, given.TATAR_MALE, given.TATAR_FEMALE, others.TATAR, **_DERIVED),
    _community(
        "azerbaijani",
        8,
        given.TURKIC_MALE,
        given.TURKIC_FEMALE,
        others.AZERBAIJANI,
        son_daughter=("оглы", "кызы"),
        derives=True,
    ),
    _community("korean", 6, given.KOREAN_MALE, given.SLAVIC_FEMALE, others.KOREAN, inflects=False),
    _community(
        "turkish",
        5,
        given.TURKIC_MALE,
        given.TURKIC_FEMALE,
        others.TURKISH,
        son_daughter=("оглы", "кызы"),
        derives=True,
    ),
    _community("dungan", 4, given.DUNGAN_MALE, given.DUNGAN_FEMALE, others.DUNGAN, derives=True),
    _community("belarusian", 4, *_SLAVS, others.BELARUSIAN),
    _community("tajik", 3, given.TAJIK_MALE, given.TAJIK_FEMALE, others.TAJIK, derives=True),
    _community("kurdish", 3, given.TURKIC_MALE, given.TURKIC_FEMALE, others.KURDISH),
    _community(
        "chechen", 2, given.CAUCASUS_MALE, given.CAUCASUS_FEMALE, others.CHECHEN, derives=True
    ),
    _community("polish", 2, *_SLAVS, others.POLISH),
)

SHARES = Pool(COMMUNITIES, [community.share for community in COMMUNITIES])
