"""The garbage collector belongs to the whole program: loading leaves it alone."""

from __future__ import annotations

import gc
from threading import Thread

from elzmodel.data import load_flanders


def settings():
    """Return how the collector is set."""
    return gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), gc.get_debug()


def test_loading_in_another_thread_leaves_the_collector_as_it_was():
    """It is never switched off, tuned or frozen, during a load and after it."""
    before, seen = settings(), []
    loading = Thread(target=load_flanders)
    loading.start()
    while loading.is_alive():
        seen.append(settings())
    loading.join()
    assert {before} == {*seen, settings()}
