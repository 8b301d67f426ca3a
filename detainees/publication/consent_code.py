"""The code that whoever gave a consent holds: with it they can later be known again.

Forty digits, so that it is read aloud and typed on any phone in any language: 39 random ones, which
are more than 128 bits and need no slow hash, and a check digit. The code itself is kept nowhere:
who reads the database tonight can neither use a code nor tell which slip belongs to whom. The SQL
function ``consent_of(code)`` finds the consent.
"""

import hashlib
import re
import secrets

RANDOM_DIGITS = 39
GROUP = 4
NOT_DIGITS = re.compile(r"[^0-9]")


def make_code():
    """Return a fresh code: 40 digits."""
    digits = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
    return digits + check_digit(digits)


def digits_of(typed):
    """Return the digits of a code as somebody typed it, with whatever stands between them."""
    return NOT_DIGITS.sub("", typed)


def grouped(code):
    """Return the groups in which a code is read aloud."""
    digits = digits_of(code)
    return [digits[place : place + GROUP] for place in range(0, len(digits), GROUP)]


def is_code(typed):
    """False when a digit is missing or wrong, so that nobody is told "unknown" for a slip."""
    digits = digits_of(typed)
    return len(digits) == RANDOM_DIGITS + 1 and check_digit(digits[:-1]) == digits[-1]


def hash_of(code):
    """Return what is stored of a code, the same as the SQL function ``consent_code_hash``."""
    return hashlib.sha256(digits_of(code).encode()).hexdigest()


def check_digit(digits):
    """Return the digit after ISO 7064 MOD 11,10: no single wrong digit passes."""
    product = 10
    for digit in digits:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
