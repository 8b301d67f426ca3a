"""What a letter says: that there is news, and where. No name, no place, not what we are.

Who is harmed if the police read a letter: somebody follows somebody. The private page shows no name
and, unless the person is listed anyway, opens with the year of birth only.
"""

from email.headerregistry import Address

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from detainees.models import Letter


def compose(letter, told, connection):
    """Return the EmailMessage of a Letter to the follower whose unsealed words are ``told``.

    Its Message-ID is always the same; headers hold nothing that was typed but the address, which is
    parsed again: a ValueError or HeaderParseError when it is none.
    """
    follow = letter.follow
    address = Address(addr_spec=told["address"])
    end = address_of(follow.language, "follow/end", told["mail_code"])
    with override(follow.language):
        subject, body = WORDS[letter.kind](follow.language, told)
        body = f"{body}\n\n{_('No more letters:')}\n{end}\n"
    domain = Address(addr_spec=settings.MAIL_FROM).domain
    return EmailMessage(
        subject,
        body,
        settings.MAIL_FROM,
        [address.addr_spec],
        headers={
            "Message-ID": f"<{letter.message_id}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        connection=connection,
    )


def confirm_words(language, told):
    """Subject and body of the letter that asks whether letters are wanted."""
    there = address_of(language, "follow/confirm", told["mail_code"])
    asked = _(
        "Somebody asked us to write to this address when there is news. If it was you, open this "
        "page and confirm:"
    )
    ignore = _("If it was not you, do nothing: we shall not write again.")
    return _("Please confirm"), f"{asked}\n{there}\n\n{ignore}"


def news_words(language, told):
    """Subject and body of the letter that says that there is news."""
    there = address_of(language, "follow", told["code"])
    return _("There is news"), f"{_('There is news. It stands on your page:')}\n{there}"


def address_of(language, page, code):
    """The address of a page of the public side, which has its own process and its own routes."""
    return f"{settings.PUBLIC_URL}/{language}/{page}/{code}/"


WORDS = {Letter.Kind.CONFIRM: confirm_words, Letter.Kind.NEWS: news_words}
