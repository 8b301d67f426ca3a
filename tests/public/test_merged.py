"""Old links to somebody whose record was merged into another one."""

from django.test import Client

from detainees.history.merging import merge_people
from tests.makers import make_person


def test_an_old_link_leads_to_the_record_that_stays_if_it_is_listed(committed):
    first, second, third, hidden = (
        make_person(name, listed=name != "Жасырын") for name in ("Бір", "Екі", "Үш", "Жасырын")
    )
    merge_people(second.pk, first.pk, by="m")
    merge_people(third.pk, second.pk, by="m")
    client = Client()
    for old in (first, second):
        answer = client.get(f"/ru/people/{old.public_id}/")
        assert (answer.status_code, answer.url) == (302, f"/ru/people/{third.public_id}/")
        assert client.get(f"/api/people/{old.public_id}").json()["id"] == third.public_id
    assert client.get(f"/ru/people/{third.public_id}/").status_code == 200

    merge_people(hidden.pk, third.pk, by="m")
    for gone in (first, second, third, hidden):
        assert client.get(f"/ru/people/{gone.public_id}/").status_code == 404
        assert client.get(f"/api/people/{gone.public_id}").status_code == 404
