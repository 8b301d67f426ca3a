"""What a pseudonym may be: nothing that leads to its holder, nothing that looks like another's."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SURNAME = re.compile(
    r"(ов|ова|ев|ева|ский|ская|ұлы|улы|қызы|кызы|ович|овна|евич|евна"
    r"|ov|ova|ev|eva|sky|skiy|skaya|uly|kyzy|qyzy|ovich|ovna|evich|evna)$"
)
LETTERS_OF_A_NAME = 6
DIGITS_OF_A_PHONE = 7


def refuse_telling_name(name):
    """Raise ValidationError for a pseudonym that tells who its holder is or mixes alphabets.

    Cases: 1. an e-mail address; 2. a phone number; 3. a word that ends like a surname or a
    patronymic; 4. letters of two alphabets, by which one account could pass for another.
    """
    if "@" in name or re.search(r"\.[a-z]{2,3}$", name):
        raise ValidationError(
            _("This looks like an e-mail address. Take a word that leads nowhere: aspen7.")
        )
    if sum(letter.isdigit() for letter in name) >= DIGITS_OF_A_PHONE:
        raise ValidationError(
            _("This looks like a phone number. Take a word that leads nowhere: aspen7.")
        )
    words = re.split(r"[^\w]|[\d_]", name)
    if any(len(word) >= LETTERS_OF_A_NAME and SURNAME.search(word) for word in words):
        raise ValidationError(
            _("This looks like a real name. Take a word that leads nowhere: aspen7.")
        )
    if len(alphabets(name)) > 1:
        raise ValidationError(_("Take the letters of one alphabet: Cyrillic or Latin, not both."))


def alphabets(name):
    """Return the first words of the Unicode names of the letters: {"LATIN", "CYRILLIC"}."""
    return {unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha()}
