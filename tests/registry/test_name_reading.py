"""Names are read before anybody searches; each side reads its own."""

from detainees.desk.name_index import NameIndex
from detainees.public.name_index import ListedNames
from registry import name_reading
from tests.makers import make_person


def test_a_side_reads_its_own_names_and_the_first_search_finds_them_read(
    committed, settings, monkeypatch, django_assert_num_queries
):
    make_person("Ойданбай Үлгі", listed=True)
    public, desk = ListedNames(), NameIndex()
    indexes = {"public": [public], "desk": [desk], "both": [public, desk]}
    monkeypatch.setattr(name_reading, "INDEXES", indexes)
    settings.SIDE = "public"
    name_reading.read_names()
    assert [match.score for match in public.search("Oidanbai Ulgi")] != []
    assert desk._index is None
    settings.SIDE = "desk"
    name_reading.read_names()
    with django_assert_num_queries(5):
        assert desk.search("Oidanbai Ulgi")[0].is_near
