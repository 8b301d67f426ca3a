"""The sounds of a name, which of them are near, and the coarse skeleton.

Costs are in letters: 1 is one letter mistyped, 0 the same sound. They follow
how names are written in Kazakhstan, not one data set:

- a Kazakh letter and the Russian letter it is replaced with (ә/а, қ/к, ұ/у) are
  almost the same: Russian spellings were the official ones until the 1990s;
- vowels that one alphabet or another confuses (о/у in Қонаев - Кунаев, ә/е,
  ы/и) cost little; voiced and voiceless consonants (б/п in Сәтбаев - Сатпаев)
  some; any other change is a mistyped letter.

Sources: Kazakh orthography rules of 1983 and the russified spellings they list;
the transliteration tables named in `latin.py`; Russian spelling of unstressed
vowels (о/а, е/и).
"""

import re

import numpy as np

ALPHABET = "абвгғджзийкқлмнңоөпрстуұүўфхһцчшщыіэеёәҗjcwε"
CODE = {sound: number for number, sound in enumerate(ALPHABET, start=1)}
VOWELS = frozenset("аәеёэиіыоөуұүўε")

LETTER = 1.0  # one letter mistyped
SWAP = 0.9  # two neighbours swapped

# Groups of near sounds: every pair inside a group costs this much.
NEAR = [
    # One letter in two alphabets.
    (0.04, "аә кқ гғ нң оө уұ уү хһ иі еэ шщ вw уў жҗ еε эε жj кc"),
    (0.10, "ийі иы ыі ұү йj җj цc ыj ёо ёе ёө чщ ўо wу"),
    (0.15, "ый оұ өү сc җc ўө ўұ йε"),
    # Sounds that writers of Kazakh, Russian and Latin confuse.
    (0.20, "әе әε чш қх өу cч иε"),
    (0.25, "оу ұө чц цс уw ув ұы жc кх кһ шc қһ иj"),
    (0.30, "үи үі еі ўу хc әэ кх"),
    (0.35, "зс дт бп вф шс ғқ җч үо еи фw иэ"),
    (0.45, "оа гк гх пф жз жш жй ғк ғх чх ғһ гһ җз уы иу іу гj гж"),
    (0.55, "цт"),
]
VOWEL_FOR_VOWEL = 0.7  # any other pair of vowels
GLIDE, REDUCED, BREATH, VOWEL = 0.15, 0.55, 0.6, 0.75

# How coarse the skeleton hears: vowels by place, consonants by alphabet pair.
SKELETON = {
    sound: letter
    for letter, group in {
        "a": "аә", "e": "еэёε", "i": "иіы", "o": "оөуұүў", "b": "б", "p": "п", "v": "вw",
        "f": "ф", "g": "гғ", "k": "кқc", "h": "хһ", "d": "д", "t": "т", "j": "жҗj", "z": "з",
        "s": "с", "w": "шщч", "q": "ц", "l": "л", "m": "м", "n": "нң", "r": "р", "": "й",
    }.items()
    for sound in group
}  # fmt: skip


def skeleton(sounds):
    """The coarse form: classes of sounds, glides and doubled letters left out."""
    return squeeze("".join(SKELETON[sound] for sound in sounds))


def squeeze(text):
    """Doubled letters once: doubling is a habit of spelling and a slip of keys."""
    return re.sub(r"(.)\1+", r"\1", text)


def weights(sounds):
    """What leaving out each sound costs, by its neighbours."""
    last = len(sounds) - 1
    return [
        _weight(sound, sounds[i - 1] if i else "", sounds[i + 1] if i < last else "")
        for i, sound in enumerate(sounds)
    ]


def _weight(sound, before, after):
    """A glide before a vowel is nearly silent; a vowel beside a vowel is weak."""
    if sound in "йj":
        if sound == "j":
            return 0.5
        return GLIDE if not after or after in VOWELS or before in "иыі" else BREATH
    if sound == "ε":
        return 0.3
    if sound in VOWELS:
        weak = (before and before in VOWELS) or (after and after in VOWELS)
        return 0.35 if weak else REDUCED if sound in "ыі" else VOWEL
    return BREATH if sound in "хһ" else LETTER


def _cost_matrix():
    size = len(ALPHABET) + 1
    matrix = np.full((size, size), LETTER, dtype=np.float32)
    for a in ALPHABET:
        for b in ALPHABET:
            if a in VOWELS and b in VOWELS:
                matrix[CODE[a], CODE[b]] = VOWEL_FOR_VOWEL
    for cost, groups in NEAR:
        for group in groups.split():
            _bring_near(matrix, cost, [CODE[s] for s in group if s in CODE])
    np.fill_diagonal(matrix, 0)
    return matrix


def _bring_near(matrix, cost, codes):
    for a in codes:
        for b in codes:
            matrix[a, b] = min(matrix[a, b], cost)


COST = _cost_matrix()
