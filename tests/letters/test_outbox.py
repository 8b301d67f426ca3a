"""The outbox: none lost, at most one more after a crash, and nothing in a header that was typed."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.test import override_settings
from django.utils import timezone
from django.utils.translation import override

from detainees.letters.outbox import MOST_ATTEMPTS, MOST_PUT_OFF, send_all, send_next
from detainees.models import Letter
from tests.mailbox import read
from tests.makers import make_follow
from tests.registry.test_sides import ROOT, environment

CODE, MAIL_CODE = "1" * 40, "2" * 40


def make_letter(kind="news", *, address="aigerim@example.org", **kwargs):
    """A letter that is due, to a follower who confirmed."""
    follow = make_follow(code=CODE, mail_code=MAIL_CODE, address=address, **kwargs)
    now = timezone.now()
    return follow.letters.create(kind=kind, message_id=f"id-{follow.pk}", made_at=now, next_at=now)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", ["news", "confirm"])
def test_a_letter_says_only_that_there_is_news(db, mailbox, post_office, language, kind):
    letter = make_letter(kind, language=language)
    assert send_all(post_office) == (1, 0, 0)
    (envelope,) = mailbox.letters
    assert envelope.rcpt_tos == ["aigerim@example.org"]
    message = read(envelope)
    assert message["Message-ID"] == f"<{letter.message_id}@registry.example>"
    end = f"https://registry.example/{language}/follow/end/{MAIL_CODE}/"
    assert message["List-Unsubscribe"].strip() == f"<{end}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = message.get_content()
    page = f"follow/{CODE}/" if kind == "news" else f"follow/confirm/{MAIL_CODE}/"
    assert f"https://registry.example/{language}/{page}" in body
    assert end in body
    told = f"{message}".lower()
    assert str(letter.follow.person).lower() not in told
    assert letter.follow.person.public_id not in told
    with override(language):
        assert message["Subject"] in body or kind == "confirm"
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert send_all(post_office) == (0, 0, 0)


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\nBcc: everybody@example.org",
        "a@example.org\r\n\r\nbody",
        "a@example.org, b@example.org",
        "<a@example.org>",
        "a b@example.org",
        "",
        "\x00",
    ],
)
def test_an_address_cannot_become_a_header_or_a_second_recipient(db, mailbox, post_office, address):
    letter = make_letter(address=address or " ")
    assert send_all(post_office) == (0, 0, 1)
    assert mailbox.letters == []
    letter.refresh_from_db()
    assert letter.failed_at is not None


def test_what_this_key_does_not_open_is_given_up(db, mailbox, post_office):
    make_letter()
    with override_settings(DESK_SECRET_KEY="AGE-SECRET-KEY-1"):
        assert send_all(post_office) == (0, 0, 1)
    assert mailbox.letters == []


def test_a_mail_server_that_is_away_is_asked_again_later_and_longer_each_time(
    db, mailbox, post_office
):
    letter = make_letter()
    mailbox.refuses = "451 come back later"
    at = timezone.now()
    waits = []
    for _attempt in range(3):
        assert send_all(post_office, at) == (0, 1, 0)
        letter.refresh_from_db()
        waits.append(letter.next_at - at)
        assert send_all(post_office, at) == (0, 0, 0)
        at = letter.next_at
    assert waits == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    mailbox.refuses = ""
    assert send_all(post_office, at) == (1, 0, 0)


def test_letters_are_given_up_after_many_attempts_and_for_nobody_of_that_name(
    db, mailbox, post_office
):
    make_letter(address="gone@example.org")
    assert send_all(post_office) == (0, 0, 1)
    mailbox.refuses = "451 no"
    Letter.objects.update(failed_at=None, attempts=MOST_ATTEMPTS - 1)
    assert send_all(post_office) == (0, 0, 1)


def test_a_run_ends_early_when_the_mail_server_is_away(db, mailbox, post_office):
    follow = make_letter().follow
    now = timezone.now()
    for number in range(10):
        follow.letters.create(kind="news", message_id=f"x{number}", made_at=now, next_at=now)
    mailbox.refuses = "421 closing"
    assert send_all(post_office) == (0, MOST_PUT_OFF, 0)


def test_two_senders_do_not_take_the_same_letter(committed, mailbox, post_office):
    make_letter()
    with transaction.atomic():
        list(Letter.objects.select_for_update())
        results = []

        def second_sender():
            results.append(send_next(post_office, timezone.now()))
            connections["default"].close()

        thread = threading.Thread(target=second_sender)
        thread.start()
        thread.join()
    assert results == [""]
    assert mailbox.letters == []


def sender(mailbox):
    """A real sender as production starts it, with the tests' database and mail server."""
    given = environment(
        "desk",
        DEMO="1",
        DESK_SECRET_KEY=os.environ["DESK_SECRET_KEY"],
        PUBLIC_URL="https://registry.example",
        MAIL_FROM="news@registry.example",
        SMTP_HOST="127.0.0.1",
        SMTP_PORT=str(mailbox.port),
        SMTP_PLAIN="1",
    )
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_letters"],
        cwd=ROOT,
        env=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_sender_killed_while_the_server_takes_the_letter_loses_nothing(
    committed, mailbox, post_office
):
    """The worst instant: the server has the letter, and the sender dies before it knows."""
    letter = make_letter()
    mailbox.hold = threading.Event()
    killed = sender(mailbox)
    assert mailbox.taken.wait(60), killed.communicate(timeout=5)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    mailbox.hold.set()
    mailbox.hold = None
    with transaction.atomic():  # waits until the server has noticed that the session ended
        Letter.objects.select_for_update().get(pk=letter.pk)
    letter.refresh_from_db()
    assert letter.sent_at is None
    second = sender(mailbox)
    output, _nothing = second.communicate(timeout=60)
    assert "1 sent" in output
    assert send_all(post_office) == (0, 0, 0)
    assert len(mailbox.letters) == 2
    assert len({read(envelope)["Message-ID"] for envelope in mailbox.letters}) == 1


@pytest.mark.parametrize("name", ["DESK_SECRET_KEY", "PUBLIC_URL", "MAIL_FROM"])
def test_the_command_says_what_is_missing(db, name):
    with override_settings(**{name: ""}), pytest.raises(Exception, match=name):
        call_command("send_letters")
