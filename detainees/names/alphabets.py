"""Scripts and letters: from what was typed to sounds, for the Cyrillic alphabets.

A *sound* is one character of the small alphabet in `sounds.py`. Cyrillic names
become sounds letter by letter, so that "я", "ia" and "ya" end as the same two
sounds whatever the script.

Sources: the Kazakh alphabet of 1940 (42 letters) and the Russian one; the
Uzbek and Uyghur Cyrillic alphabets, because Uzbek and Uyghur families live in
Kazakhstan; confusable letters from Unicode Technical Standard 39
(confusables.txt), the rows that look alike in ordinary fonts.
"""

import re
import unicodedata

APOSTROPHES = "'’‘ʼʻ`´ʹ′ʿʾ\"″“”«»"

# Letters that only Kazakh Cyrillic has: who types one knows the difference
# between "қ" and "к"; who types none may mean either.
KAZAKH_ONLY = frozenset("әғқңөұүһі")

VOWEL_LETTERS = frozenset("аәеёиіоөуұүўыэюяєї")

# UTS 39: Latin and Greek letters that look like Cyrillic ones.
LOOKS_CYRILLIC = dict(zip("aeopcyxikmthbjšsƅ" + "ԁɡ", "аеорсухікмтһвјшѕь" + "дг", strict=True)) | {
    "ə": "ә",
    "ɵ": "ө",
    "ñ": "ң",
    "ë": "ё",
    "ï": "ї",
    "n": "п",
    "u": "и",
    "r": "г",
}
GREEK = dict(zip("αβεικνορτυχηκμ", "aveikvoptyxnkm", strict=True)) | {"σ": "s", "λ": "l"}
LOOKS_LATIN = dict(zip("аеорсухікмтһвѕјԛԝ", "aeopcyxikmthbsjqw", strict=True))

# Cyrillic letters that are not sounds of their own: how they are heard.
OTHER_CYRILLIC = {
    "є": "е", "ї": "йи", "ґ": "г", "ҳ": "һ", "ѕ": "с", "ј": "ж", "җ": "җ", "қ": "қ",
    "ҡ": "қ", "ҙ": "з", "ҫ": "с", "ӯ": "у", "ӣ": "и", "ҷ": "җ", "ӑ": "а", "ӳ": "ү",
    "ѐ": "е", "ѝ": "и", "ҥ": "ң", "ӊ": "ң", "ӈ": "ң", "ӷ": "ғ", "ӓ": "ә", "ӧ": "ө",
    "ӱ": "ү", "ӏ": "", "ԛ": "қ", "ԝ": "w", "ԁ": "д",
}  # fmt: skip
PLAIN_CYRILLIC = frozenset("абвгғджзийкқлмнңоөпрстуұүўфхһцчшщыіэеәҗw")


def lower(text):
    """Text in lower case, composed, without control characters; never raises."""
    text = unicodedata.normalize("NFKC", text).replace("İ", "I").lower()
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")


# Digits that are typed for the letter they look like, inside a Cyrillic word.
DIGITS_FOR_CYRILLIC = str.maketrans("0346", "озчб")


def is_cyrillic(letter):
    return "Ѐ" <= letter <= "ԯ"


def is_latin(letter):
    return (letter.isalpha() and letter < "ɐ") or "Ḁ" <= letter <= "ỿ"


def one_script(word):
    """The word in one script, its look-alike letters brought over to the others.

    1. Greek look-alikes are first read as Latin.
    2. A word whose Latin letters all have a Cyrillic twin goes over to Cyrillic,
       unless the reverse holds as well and most letters are Latin: official
       Kazakh texts themselves mix Latin "i" with Cyrillic "і".
    3. Otherwise the majority decides and what has no twin stays.
    """
    word = "".join(GREEK.get(c, c) for c in word)
    if any(is_cyrillic(c) for c in word):
        word = word.translate(DIGITS_FOR_CYRILLIC)
    cyrillic = [c for c in word if is_cyrillic(c)]
    latin = [c for c in word if is_latin(c)]
    if not cyrillic or not latin:
        return word
    to_cyrillic = all(c in LOOKS_CYRILLIC for c in latin)
    to_latin = all(c in LOOKS_LATIN for c in cyrillic)
    if to_cyrillic == to_latin:
        to_cyrillic = len(cyrillic) >= len(latin)
    table = LOOKS_CYRILLIC if to_cyrillic else LOOKS_LATIN
    return "".join(table.get(c, c) for c in word)


def cyrillic_sounds(word):
    """Sounds of a word in Cyrillic letters; anything else in it is left out.

    1. "я" and "ю" are a glide and a vowel; "ё" only where nothing softens
       before it, because "Фёдор" is as often written "Федор".
    2. A soft or hard sign is heard as a glide before a vowel, else not at all.
    3. "дж" and "тс" are one sound each, as Latin spellings have them.
    """
    sounds = []
    before = ""
    for position, letter in enumerate(word):
        after = word[position + 1 : position + 2]
        if letter == "я":
            sounds.append("йа")
        elif letter == "ю":
            sounds.append("йу")
        elif letter == "ё":
            sounds.append("йё" if not any(sounds) or before in VOWEL_LETTERS else "ё")
        elif letter in "ьъ":
            if not after or after not in VOWEL_LETTERS or after in "яюё":
                continue
            sounds.append("й")
        elif letter in PLAIN_CYRILLIC:
            sounds.append(letter)
        elif OTHER_CYRILLIC.get(letter):
            sounds.append(OTHER_CYRILLIC[letter])
        else:
            continue
        before = letter
    return re.sub("тс", "ц", re.sub("дж", "җ", "".join(sounds)))
