"""Lists at the desk: pages that exist, counts that stay cheap, filters that never break."""

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList
from django.core.paginator import Paginator
from django.utils.functional import cached_property

from detainees.desk.limits import rows_for

COUNTED = 10_000
PER_PAGE = 25


class CappedPaginator(Paginator):
    """Counts to 10,000 and no further, and answers every page number with a page that exists."""

    @cached_property
    def counted(self):
        """How many rows there are, at most one more than COUNTED."""
        return self.object_list.order_by().values("pk")[: COUNTED + 1].count()

    @property
    def count(self):
        return min(self.counted, COUNTED)

    @property
    def has_more(self):
        """True when there are more rows than are counted."""
        return self.counted > COUNTED

    def page(self, number):
        return super().page(min(max(number, 1), self.num_pages))


class FirstPage(CappedPaginator):
    """The first rows alone: further ones need a narrower search."""

    @property
    def num_pages(self):
        return 1


class LimitedRows:
    """For lists about people, sources too: a volunteer sees the first ten rows of each search."""

    def get_paginator(self, request, queryset, per_page, *args, **kwargs):
        rows = rows_for(request.user)
        if rows is None:
            return super().get_paginator(request, queryset, per_page, *args, **kwargs)
        return FirstPage(queryset, rows, *args, **kwargs)


class RecordList(ChangeList):
    """A list whose page number is always one that exists."""

    def get_results(self, request):
        super().get_results(request)
        self.page_num = min(max(self.page_num, 1), self.paginator.num_pages)
        if isinstance(self.paginator, FirstPage):  # Django shows all of a list that is short
            self.result_list = self.paginator.page(1).object_list
        self.has_more = self.paginator.has_more


class KnownValues(admin.SimpleListFilter):
    """A filter by a few known values; any other value counts as no filter."""

    def value(self):
        value = super().value()
        return value if value in {str(key) for key, _label in self.lookup_choices} else None


def known_parameters(query, filters):
    """Return a copy of a QueryDict with the parameters that a list knows, free of NUL bytes."""
    known = {PAGE_VAR, SEARCH_VAR, *(each.parameter_name for each in filters)}
    kept = query.copy()
    for name in query:
        if name not in known:
            del kept[name]
        else:
            kept[name] = query[name].replace("\0", "")
    return kept
