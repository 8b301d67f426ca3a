"""The code for whoever gave a consent, shown once."""

import re

from django.urls import reverse

from detainees.models import Consent, Session
from detainees.publication.consent_code import hash_of
from tests.desk.forms import send
from tests.makers import make_consent, make_person


def page(consent):
    return reverse("desk:consent_code", args=[consent.pk])


def shown_code(answer):
    """The code on the slip, "" when there is none."""
    slip = re.search(r'<p class="slip">(.*?)</p>', answer.content.decode(), re.DOTALL)
    return "".join(re.findall(r"\d", slip[1])) if slip else ""


def test_recording_a_consent_leads_to_its_code_which_is_shown_once(moderator):
    person = make_person()
    address = reverse("admin:detainees_person_change", args=[person.pk])
    boxes = {"consents__0__given_by": "relative", "consents__0__scopes": ["find"]}
    answer = send(moderator, address, "person_form", **boxes)
    consent = Consent.objects.get()
    assert (answer.status_code, answer.url) == (302, page(consent))
    assert shown_code(moderator.get(page(consent))) == ""
    assert Consent.objects.get().code_hash == ""

    answer = moderator.post(page(consent))
    code = shown_code(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(code) == 40
    assert Consent.objects.get().code_hash == hash_of(code)
    assert code not in str([session.get_decoded() for session in Session.objects.all()])
    assert shown_code(moderator.get(page(consent))) == ""
    assert b"given; make a new one" in moderator.get(address).content


def test_a_new_code_ends_the_old_one_and_history_says_so(moderator):
    consent = make_consent(make_person())
    old = shown_code(moderator.post(page(consent)))
    new = shown_code(moderator.post(page(consent)))
    assert new != old
    consent.refresh_from_db()
    assert consent.code_hash == hash_of(new)
    names = [event.pgh_context["name"] for event in consent.history.filter(pgh_label="update")]
    assert names == [moderator.account.username] * 2


def test_who_records_no_consents_makes_no_code(volunteer, analyst, administrator, client):
    consent = make_consent(make_person())
    for other in (volunteer, analyst, administrator):
        assert other.post(page(consent)).status_code == 403
    assert client.post(page(consent)).status_code in (302, 403)
    consent.refresh_from_db()
    assert consent.code_hash == ""
