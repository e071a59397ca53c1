from __future__ import annotations

import gc

import pytest

from elzmodel.values.collector import without_collector


def test_the_collector_comes_back_also_after_an_error():
    """Whatever happens inside, the collector is as it was."""
    with pytest.raises(RuntimeError), without_collector():
        raise RuntimeError
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    """Pausing within a pause does not end the outer one."""
    with without_collector():
        with without_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
