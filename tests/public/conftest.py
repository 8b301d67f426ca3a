"""June 2019 for the public pages: loaded once for a module, read through the public login."""

import pytest
from django.db import connections
from django.utils import timezone

from detainees.exchange.fixtures import load_fixture
from detainees.models import Helpline, Person
from tests.database import empty_tables, owner_cursor
from tests.makers import (
    make_city,
    make_consent,
    make_detention,
    make_event,
    make_facility,
    make_person,
    make_placement,
    make_rally,
    make_sentence,
)

YEAR = 1987


@pytest.fixture(scope="module")
def june_2019(reference_tables, django_db_blocker):
    """Commit places, June 2019 and the figures; all aliases may be used by the module's tests."""
    with django_db_blocker.unblock():
        for name in ("stations", "june_2019", "figures"):
            load_fixture(name)
        with owner_cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        connections.close_all()
        empty_tables(kept=reference_tables)
        connections.close_all()


@pytest.fixture(scope="module")
def people(reference_tables, django_db_blocker):
    """Listed, findable and confidential people, all detained in one night."""
    # A browser test may be the first to want them, inside the browser's event loop.
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield relatives_people()
        connections.close_all()
        empty_tables(kept=reference_tables)
        connections.close_all()


def relatives_people():
    """Return the people by how they can be found."""
    city, facility = (
        make_city("almaty", name="Алматы"),
        make_facility(
            name="Приёмник 7",
            phone="8 (727) 200-00-07, доб. 3",
            address="Абая 1",
            parcel_hours="9–12",
        ),
    )
    made = {
        "listed": held("Нұрланов Ерлан Серікұлы", city, facility, listed=True),
        "findable": held("Иванова Анна Петровна", city, facility),
        "hidden": held("Закиров Тимур Маратович", city, facility, level="confidential"),
        "without year": held("Безгодова Дарья", city, facility, birth_date=""),
    }
    for number in range(4):
        held(f"Ким Виктор {'АБВГ'[number]}вич", city, facility)
    Person.objects.filter(pk=made["hidden"].pk).update(accepted_at=timezone.now())
    make_consent(made["listed"], scopes=["find", "list", "print"])
    made["facility"] = facility
    Helpline.objects.create(kind="lawyer", name_ru="Линия адвокатов", phone="8 000 000-00-01")
    Helpline.objects.create(kind="lawyer", name_ru="Скрытая линия", phone="1", is_shown=False)
    make_sentence(
        detention=made["findable"].detentions.get(), days=15, ruled_at=f"{timezone.localdate()}"
    )
    return made


def held(name, city, facility, **kwargs):
    """Somebody who was seized today and is held in ``facility``."""
    today = f"{timezone.localdate()}"
    kwargs = {"birth_date": f"{YEAR}-04-23", "level": Person.Level.FINDABLE, **kwargs}
    if kwargs.get("listed"):
        del kwargs["level"]
    person = make_person(name, **kwargs)
    detention = make_detention(person=person, rally=make_rally(city=city))
    make_event(detention=detention, at=today)
    make_placement(detention=detention, facility=facility, from_at=today)
    return person
