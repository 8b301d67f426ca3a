"""Links that open something for whoever holds them: made once, stored as a hash alone."""

import hashlib
import secrets


def new_token():
    """Return 128 random bits for a path, as 22 letters."""
    return secrets.token_urlsafe(16)


def hash_of(token):
    """Return what is stored of a token; nobody guesses 128 random bits back from it."""
    return hashlib.sha256(token.encode()).hexdigest()
