"""The register against the machine and the kits of elzmodel."""

from hypothesis.stateful import run_state_machine_as_test

from elzmodel.testing.kits import check_register, check_zones
from histories import Histories


def test_the_register_follows_whatever_happens(make):
    """After any history, every answer is the one of the land."""
    run_state_machine_as_test(type("Beside", (Histories,), {"make": staticmethod(make)}))


def test_it_is_a_register(make):
    """Each municipality is there once, on its days."""
    check_register(make)


def test_it_knows_zones(make):
    """Divided municipalities are kept, open decisions are told."""
    check_zones(make)
