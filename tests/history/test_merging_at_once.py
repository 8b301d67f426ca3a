"""A merge beside others, one that is killed, one that history reaches across."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.db import connections

from detainees.history.merging import MergeError, merge_people
from detainees.history.putting_back import PutBackError, plan
from detainees.history.taking_apart import take_apart
from detainees.models import Detention, Merge, Person
from detainees.publication.publish import differences
from tests.history.merging import state
from tests.history.record import clock
from tests.makers import make_detention, make_event, make_person, make_rally

# Merges two people in a process of its own, and kills itself at a named point.
VICTIM = """
import os, signal, sys
import django
django.setup()
from detainees.history import merging, merge_steps
point, kept, merged = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
if point == "half of the rows moved":
    merging.move_detentions = die
if point == "all rows moved, not noted":
    merging.rows_of = die
merging.merge_people(kept, merged, by="m")
if point == "done":
    die()
"""


def two():
    """Two people at one rally with a claim each."""
    rally = make_rally()
    people = make_person("Касымов"), make_person("Qasymov")
    for person in people:
        make_event(detention=make_detention(person=person, rally=rally))
    return people


def in_threads(*acts):
    """Run acts at once, each with a connection of its own; return the errors."""
    failed = []

    def run(act):
        try:
            act()
        except MergeError as error:
            failed.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_two_moderators_merge_the_same_two_in_both_directions(committed):
    for _ in range(3):
        one, other = two()
        failed = in_threads(
            lambda one=one, other=other: merge_people(one.pk, other.pk, by="a"),
            lambda one=one, other=other: merge_people(other.pk, one.pk, by="b"),
        )
        assert len(failed) == 1
        assert Person.objects.filter(pk__in=[one.pk, other.pk], merged_into=None).count() == 1
    assert Merge.objects.count() == 3
    assert differences() == []


@pytest.mark.parametrize(
    ("point", "merges"),
    [("half of the rows moved", 0), ("all rows moved, not noted", 0), ("done", 1)],
)
def test_a_killed_merge_leaves_the_state_of_before_or_after(committed, point, merges):
    kept, merged = two()
    before = state(kept, merged)
    died = subprocess.run(
        [sys.executable, "-c", VICTIM, point, str(kept.pk), str(merged.pk)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "registry.settings"},
        check=False,
        timeout=120,
    )
    assert died.returncode == -signal.SIGKILL
    assert Merge.objects.count() == merges
    assert (state(kept, merged) == before) is (merges == 0)
    assert Detention.objects.filter(person=kept).count() == 1
    assert kept.detentions.get().event_claims.count() == 1 + merges
    assert differences() == []


def test_putting_back_does_not_reach_across_a_merge(committed):
    kept, merged = make_person(), make_person()
    alone = clock()
    done = merge_people(kept.pk, merged.pk, by="m")
    together = clock()
    for person in (kept, merged):
        assert plan(person.pk, together) == []
        with pytest.raises(PutBackError, match="take that merge apart first"):
            plan(person.pk, alone)
    take_apart(done.pk, by="m")
    for person in (kept, merged):
        assert plan(person.pk, alone) == []
        with pytest.raises(PutBackError, match="is no more"):
            plan(person.pk, together)
