"""Filling in the public forms as a visitor does."""

import re
import time

from detainees.public.form_token import make_token

CODE = re.compile(r'<p class="code">\s*<strong>([0-9 ]+)</strong>')


def an_old_token(seconds=60):
    """The token of a form that was opened a while ago."""
    return make_token(made_at=time.time() - seconds)


def tell(client, kind, *, language="en", token=None, **fields):
    """Send one of the forms below ``tell/``; return the answer."""
    fields = {"token": an_old_token() if token is None else token, **fields}
    return client.post(f"/{language}/tell/{kind}/", fields)


def code_in(answer):
    """The code that an answer shows; fails when it shows none."""
    (code,) = CODE.findall(answer.text)
    return code


def tokens_in(answer):
    """The tokens of the forms on a page."""
    return re.findall(r'name="token" value="([^"]+)"', answer.text)
