"""Codes that open something without an account: for reading out, writing down and typing again.

A code is 140 random bits in 28 letters of Crockford's base 32, in groups of four. Only its hash is
stored, by the database; whoever steals the table cannot use it.
"""

import hashlib
import hmac
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28
GROUP = 4
# What people write for a letter of ours: look-alikes, and Cyrillic letters that look the same.
MEANT = str.maketrans("OILАВЕЗІКМНОӨРСТХУ", "011ABE31KMH00PCTXY")


def make_code():
    """Return a fresh random code, without groups."""
    return "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))


def derive_code(secret, *parts):
    """Return the code that belongs to ``parts`` (bytes) under ``secret`` (bytes): always the same.

    Whoever lacks the secret cannot tell it from a random one.
    """
    told = b"".join(hashlib.sha256(part).digest() for part in parts)
    digest = hmac.new(secret, told, hashlib.sha256).digest()
    number = int.from_bytes(digest)
    return "".join(LETTERS[number >> (5 * place) & 31] for place in range(LENGTH))


def read_code(text):
    """Return the code that somebody typed, "" when it can be none.

    Case, spaces, dashes and look-alikes do not matter, nor whether the keyboard was Cyrillic.
    """
    typed = str(text)[:200].upper().translate(MEANT)
    code = "".join(letter for letter in typed if letter not in " -–—\t\r\n\u00a0.")
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""


def grouped(code):
    """Return a code as people read it: ``7K3F 9QWE ...``."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
