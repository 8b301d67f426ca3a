"""Initials: which first sounds a single letter may stand for.

"Zh." and "Ж." are plain; "Z." is ж as well, because who shortens "Zhandos" may
keep one letter only; "E." is the first of "Erlan" and of "Yerlan". Read from the
same schemes as `latin.py`.
"""

from .alphabets import is_cyrillic
from .sounds import CODE, COST
from .tokens import fold

_CYRILLIC = {
    "а": "аәй", "ә": "әаеε", "в": "вwу", "г": "гғһх", "ғ": "ғг", "д": "дҗ", "е": "еэй",
    "ё": "йеё", "ж": "жҗj", "и": "иіый", "й": "йи", "к": "кқc", "қ": "қкх", "о": "оөұ",
    "ө": "өоу", "у": "уұүвw", "ұ": "ұуо", "ү": "үу", "х": "хһқ", "һ": "һх", "ч": "чш",
    "ш": "шщч", "щ": "щш", "ы": "ыі", "і": "іиы", "э": "эеә", "ю": "й", "я": "йә", "ц": "цс",
}  # fmt: skip
_LATIN = {
    "a": "аәй", "c": "cчшцкқсҗ", "d": "дҗж", "e": "еэәй", "g": "гғжҗ", "h": "һх", "i": "иіый",
    "j": "jжйҗ", "k": "кқхc", "o": "оө", "p": "пф", "q": "қк", "s": "сшщ", "t": "тцч",
    "u": "уұүў", "v": "вw", "w": "wву", "x": "хһ", "y": "йыиіеё", "z": "зжцҗ",
    "ä": "әае", "á": "әае", "ö": "өо", "ó": "өо", "ü": "үу", "ú": "үу", "ū": "ұуү", "ğ": "ғг",
    "ǵ": "ғг", "ş": "ш", "ç": "ч", "ı": "іиый", "ī": "и", "ý": "уў",
}  # fmt: skip
LESS_LIKELY = 0.1
_AS_LIKELY = {"y": "йе"}  # Ya, Yu, Ye stand first far more often than y for ы
DIGRAPHS = frozenset("zh kh sh ch gh ya yu ye yo ia iu ts dj dzh дж".split())


def is_initial(word, *, stopped):
    """Whether a clean word is an initial; digraphs only with a full stop."""
    return (len(word) == 1 and word.isalpha()) or (stopped and word in DIGRAPHS)


def first_sounds(word):
    """{code of a first sound: cost} of the sounds an initial may stand for."""
    table = _CYRILLIC if is_cyrillic(word[0]) else _LATIN
    folded = fold(word)
    plain = CODE[folded.sounds[0]] if folded else 0
    found = {plain: 0.0}
    for sound in table.get(word, "") if len(word) == 1 else "":
        cost = COST[plain, CODE[sound]]
        likely = cost < 0.1 or sound in _AS_LIKELY.get(word, "")
        found.setdefault(CODE[sound], 0.0 if likely else LESS_LIKELY)
    return found
