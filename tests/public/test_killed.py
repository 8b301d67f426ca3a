"""Killed in the middle: what was acknowledged is there; what was not can be done again, once.

The database may finish what a killed server began: the visitor, who saw no answer, sends it again.
"""

import threading

import pytest
from django.db import OperationalError, connections
from django.test import Client
from django.utils import timezone

from detainees.letters.outbox import send_all, send_next
from detainees.models import Follow, Letter, Submission
from detainees.publication.consent_code import make_code
from tests.killing import kill_at
from tests.mailbox import read
from tests.makers import make_follow, make_person
from tests.public.sending import an_old_token, code_in, tell

pytestmark = pytest.mark.usefixtures("committed")
VISITOR = {"login": "registry_public"}


def test_a_server_killed_while_it_stores_a_message_takes_it_again_as_the_same():
    asked = {"token": an_old_token(), "name": "Сейітов Ержан", "text": "Площадь"}
    kill_at("detainees_submission", lambda: tell(Client(), "question", **asked), **VISITOR)
    code = code_in(tell(Client(), "question", **asked))
    assert Submission.objects.get().text == "Площадь"
    assert code_in(tell(Client(), "question", **asked)) == code
    assert Submission.objects.count() == 1


def test_a_server_killed_while_it_stores_a_follow_takes_it_again_as_the_same():
    person = make_person(listed=True)
    asked = {"token": an_old_token(), "person": person.public_id}
    kill_at("detainees_follow", lambda: Client().post("/en/follow/", asked), **VISITOR)
    code_in(Client().post("/en/follow/", asked))
    assert Follow.objects.get().person == person


def test_a_server_killed_while_it_confirms_confirms_again():
    mail_code = make_code()
    make_follow(mail_code=mail_code, address="a@example.org", confirmed_at=None)
    address = f"/en/follow/confirm/{mail_code}/"
    kill_at("detainees_follow", lambda: Client().post(address), **VISITOR)
    for _time in range(2):
        assert "From now on" in Client().post(address).text
    assert Follow.objects.get().confirmed_at is not None


def test_a_database_that_ends_in_the_middle_of_sending_loses_no_letter(mailbox, post_office):
    """The mail server has the letter, and the session is gone before that can be noted."""
    now = timezone.now()
    follow = make_follow(code=make_code(), mail_code=make_code(), address="a@example.org")
    follow.letters.create(kind="news", message_id="id", made_at=now, next_at=now)
    mailbox.hold = threading.Event()
    raised, pids = [], []

    def send():
        connections["default"].ensure_connection()
        pids.append(connections["default"].connection.info.backend_pid)
        try:
            send_next(post_office, now)
        except OperationalError as error:
            raised.append(error)
        connections["default"].close()

    sender = threading.Thread(target=send)
    sender.start()
    assert mailbox.taken.wait(30)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", pids)
    mailbox.hold.set()
    mailbox.hold = None
    sender.join()
    assert len(raised) == 1
    assert Letter.objects.get().sent_at is None
    assert send_all(post_office) == (1, 0, 0)
    assert send_all(post_office) == (0, 0, 0)
    assert len({read(letter)["Message-ID"] for letter in mailbox.letters}) == 1
    assert len(mailbox.letters) == 2
