"""Which people the desk's list shows under its filters and its search, for use elsewhere."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from detainees.desk.lists import known_parameters
from detainees.desk.registered import records
from detainees.models import Person


@dataclass(frozen=True)
class Selection:
    """People as the list shows them, on all its pages.

    ``filters`` names the values of filters by their parameters, and says only that a search was
    made (``{"level": "listed", "search": True}``): its words may be a name, and are kept nowhere.
    """

    people: QuerySet
    filters: dict
    in_words: tuple[str, ...]


def selected_people(account, query):
    """Return the `Selection` that ``account`` sees at the list's address with ``query``.

    ``query`` is a QueryDict. What the list ignores (an unknown filter or value) is ignored.
    """
    with translation.override(account.language):
        people_list = list_of_people(account, query)
        active = [each for each in people_list.filter_specs if each.value()]
        filters = {each.parameter_name: each.value() for each in active}
        in_words = [f"{each.title}: {chosen(each, people_list)}" for each in active]
        if people_list.query:
            filters["search"] = True
            in_words.append(_("search: yes (its words are not kept)"))
    keys = people_list.queryset.order_by().values("pk")
    return Selection(Person.objects.filter(pk__in=keys), filters, tuple(in_words))


def list_of_people(account, query):
    """Return the ChangeList that the list's page would show."""
    admin = records.get_model_admin(Person)
    request = HttpRequest()
    request.method, request.user = "GET", account
    request.resolver_match = resolve(reverse("admin:detainees_person_changelist"))
    request.GET = known_parameters(query, admin.get_list_filter(request))
    return admin.get_changelist_instance(request)


def chosen(each, people_list):
    """The words of a filter's chosen value."""
    return next(str(one["display"]) for one in each.choices(people_list) if one["selected"])
