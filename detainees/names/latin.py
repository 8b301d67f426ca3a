"""Latin spellings read back into sounds, by position.

No reader of a name in Latin letters knows which scheme its writer had in mind,
so one reader covers them all: letters that mean one sound are read as it;
letters that mean several become a sound of their own ("j", "c", "w") which is
near to each of them; and where two whole readings are possible ("x" is "х" or
"кс") both are given, the likelier first.

Sources, by what they decide:
- ICAO Doc 9303-3, section 6 B (passports: zh kh ts ch sh shch ie iu ia);
- Kazakhstan's passport rules (order of the Minister of Internal Affairs: y for
  й and ы, ya yu, Kazakh letters as their nearest Latin ones);
- BGN/PCGN 1979 for Kazakh (gh q ng ä ö ü ī ū) and 1947 for Russian (ye yë);
- GOST 7.79-2000 B (j for й, x for х, cz, shh, y', e') and ISO 9 (ž, č, š, ŝ, â, û);
- Kazakh Latin alphabets: decree 569 of 2017 (apostrophes), decree 637 of 2018
  (á ǵ ı ń ó ú ý), the draft of January 2021 (ä ğ ı ñ ö ş ū ü);
- QazAqparat (2004: w for у, x for х, ç, ï);
- Uzbek Latin (1995: o', g'); French press (ou, dj, tch, ch, ï, -eff), German
  (sch, tsch, w, j; names of Kazakhstan's Germans: Schneider, Dietz, Lehmann), Polish and
  Czech (sz, cz, ż, ch), Turkish (c, ç, ş, ğ, ı); chat habits seen in public posts
  (4 for ч, 6 for ш).
"""

import re
import unicodedata

VOWELS = frozenset("aeiouyäáəöóüúūýīıïëéèêôàâ")

# Letters with marks: the 2018 and 2021 alphabets, BGN/PCGN, Turkish, Czech.
MARKED = {
    "ä": "ә", "á": "ә", "ə": "ә", "æ": "ә", "ö": "ө", "ó": "ө", "ø": "ө", "ô": "о",
    "ü": "ү", "ú": "ү", "ū": "ұ", "ŭ": "ў", "ý": "у", "ī": "и", "ï": "и", "î": "и",
    "í": "и", "ğ": "ғ", "ǵ": "ғ", "ñ": "ң", "ń": "ң", "ŋ": "ң", "ş": "ш", "š": "ш", "ș": "ш",
    "ç": "ч", "č": "ч", "ž": "ж", "ż": "ж", "ë": "ё", "é": "е", "è": "е", "ê": "е", "ė": "э",
    "ě": "е", "ł": "л", "ß": "с", "đ": "д", "þ": "т", "ć": "ч", "ś": "ш", "ź": "з",
    "ŝ": "щ", "â": "йа", "û": "йу",
}  # fmt: skip
ACCENTED_I = frozenset("ıiïīí")

# Digraphs, longest first; each means one sound in every scheme that has it.
DIGRAPHS = {
    "schtsch": "щ", "shch": "щ", "stch": "щ", "šč": "щ", "shh": "щ",
    "dsch": "җ", "tsch": "ч", "tch": "ч", "sch": "ш", "dż": "җ", "dzh": "җ", "dj": "җ", "dž": "җ",
    "zh": "ж", "kh": "х", "gh": "ғ", "sh": "ш", "ch": "ч", "ph": "ф", "th": "т",
    "tsh": "тш", "tzh": "тж", "tş": "ч", "tš": "ч", "ts": "ц", "tz": "ц", "cz": "ц",
    "ou": "у", "ck": "к", "yë": "ё",
    "a'": "ә", "g'": "ғ", "n'": "ң", "o'": "ө", "u'": "ү", "y'": "ы", "e'": "э",
}  # fmt: skip
LONGEST = max(map(len, DIGRAPHS))
PLAIN = dict(zip("abdefgijklmnoprstuvwyzchqx", "абдефгиjклмнопрстувwызcһқх", strict=True))


def read(word):
    """Sounds of a word in Latin letters, in the likeliest reading."""
    word = re.sub("(?<=[eo])ff+$", "v", word).replace("4", "ch").replace("6", "sh")
    sounds = []
    position = 0
    while position < len(word):
        sound, length = _next_sound(word, position)
        sounds.append(sound)
        position += length
    return "".join(sounds)


def readings(word):
    """All sensible readings of a Latin word, the likeliest first (1 to 5)."""
    found = [read(word)]
    for variant in _respellings(word):
        sounds = read(variant)
        if sounds not in found:
            found.append(sounds)
    return found[:5]


def _respellings(word):
    """Other spellings the writer may have meant, as Latin words.

    1. "x" as "ks" ("Maxim") beside "х" ("Axmet"), or the reverse.
    2. "sh" between vowels as "с" and "х" (2018: "Ashat" is Асхат).
    3. "ng" as one "ң" (BGN/PCGN).
    4. "ch" before a consonant as German "х" (Achmetow).
    5. A slip inside a digraph: "hs" for "sh", "hk" for "kh".
    6. "j" as й between vowels, where it may be ж as well (Ajagos, Bajanow).
    7. Two letters where a digraph is as likely one sound: Bekhanov is Бекханов,
       Aıthojın Айтхожин, Ahmetzianov Ахметзянов.
    8. "i" between vowels as и, not й (Maiev, Aliaskar).
    9. A word with the marks of German or Polish as a whole.
    10. "ee" and "oo" of English ears.
    """
    if "x" in word:
        yield re.sub("x", "ks", word) if not _x_is_ks(word) else re.sub("x", "kh", word)
    for letters, meant in _RESPELLED:
        if letters.search(word):
            yield letters.sub(meant, word)
    if _WESTERN.search(word):
        yield _western(word)
    if "ee" in word or "oo" in word:
        yield word.replace("ee", "i").replace("oo", "u")


APART = "|"  # not a letter: the two beside it are no digraph
_RESPELLED = [  # cases 2 to 8, letters and how they may be meant
    (re.compile("(?<=[aeiouy])sh(?=[aeiouy])"), "sx"),
    (re.compile("ng"), "ñ"),
    (re.compile("(?<!s)ch(?=[bdfgklmnprtvwz])"), "kh"),
    (re.compile("h([szkcg])(?!h)"), r"\1h"),
    (re.compile("(?<=[aeiouy])j(?=[aeiouy])"), "y"),
    (re.compile("([kt](?=h[aeiouyäöüáóúıī])|t(?=z[^h]|ch)|ts(?=h))"), rf"\1{APART}"),
    (re.compile("(?<=[aeou])i(?=[aeou])"), "î"),
]
_WESTERN = re.compile("sch|tsch|sz|cz|tz|ck|w|mann|ei|ie[^v]|[ou]e|[aeiouäöü]h[lmnr]|[äöüß]|dt$")
_WESTERN_SPELLINGS = [  # letters, how every other scheme writes them
    ("schtsch|szcz", "64"), ("tzsch|tsch|cz", "4"), ("sch|sz", "6"), ("ch", "kh"),
    ("(?<=[aeiouäöü])h(?=[lmnr])", ""), ("ie", "i"), ("ei", "ai"), ("eu|äu", "oi"), ("dt$", "t"),
    ("j", "y"), ("^s(?=[aeiouäöü])|(?<=[aeiouäöü])s(?=[aeiouäöü])", "z"), ("ü|ue", "iu"),
    ("ö|oe", "e"), ("^v", "f"),
]  # fmt: skip


def _western(word):
    """A German or Polish spelling in the letters of other schemes."""
    for letters, meant in _WESTERN_SPELLINGS:
        word = re.sub(letters, meant, word)
    return word


def _x_is_ks(word):
    """Whether "x" is "кс", as in Alexander, Maxim, Felix, Roxana, Xenia."""
    return bool(re.search("^x[ei]|[ea]lex|maxi|elix|roxa|oxan", word))


def _next_sound(word, position):
    """The sound at a position and how many letters it takes."""
    for length in range(min(LONGEST, len(word) - position), 1, -1):
        sound = DIGRAPHS.get(word[position : position + length])
        if sound:
            return sound, length
    letter = word[position]
    before, after = word[position - 1 : position], word[position + 1 : position + 2]
    if letter == "y":
        return _y(word[:position], after)
    if letter in ACCENTED_I:
        return _i(letter, before, after)
    return _single(letter, before, after, word), 1


def _single(letter, before, after, word):
    """A letter that always is one sound, by its place."""
    if letter == "j":
        return _j(before, after)
    if letter == "e" and before and before in "aou":
        return "ε"
    if letter == "x" and _x_is_ks(word):
        return "кс"
    return _plain(letter)


def _y(head, after):
    """й beside a vowel, ы between consonants; "ye" and "yo" are one vowel.

    After a vowel and "u" it is ы: Bauyrzhan is Бауыржан.
    """
    before = head[-1:]
    start = not before or (before in VOWELS and before != "y")
    if after == "e":
        return ("е", 2) if start else ("йе", 2)
    if after in ("o", "ó"):
        return ("йё", 2) if start else ("ё", 2)
    if after and after in VOWELS and after != "y":
        return "й", 1
    if before == "u" and head[-2:-1] in VOWELS:
        return "ы", 1
    return ("й" if before and start else "ы"), 1


def _i(letter, before, after):
    """й after a vowel, between two, or first in "iu", "ia" (ICAO: Iuliia is Юлия).

    "io" after a consonant is ё.
    """
    if not before and after and after in "au":
        return "й", 1
    if before and before in VOWELS and (letter != "i" or before not in "iy" or after in VOWELS):
        return "й", 1
    if letter == "i" and after in ("o", "ë") and before and before not in VOWELS:
        return "ё", 2
    return ("і" if letter == "ı" else "и"), 1


def _j(before, after):
    """ж in Kazakh Latin and French, й in GOST and German: the place decides."""
    if before and before in VOWELS and not (after and after in VOWELS):
        return "й"
    return "j" if after and after in VOWELS else "ж"


def _plain(letter):
    """One letter on its own; an unknown mark is taken off first."""
    if letter in MARKED:
        return MARKED[letter]
    if letter in PLAIN:
        return PLAIN[letter]
    return PLAIN.get(unicodedata.normalize("NFD", letter)[0], "")
