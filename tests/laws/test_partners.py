"""Merging partners keeps all their links and changes nothing else."""

from __future__ import annotations

from attrs import asdict
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.dossiers.dossier import merge_partners
from elzmodel.partners import Partner
from elzmodel.testing import strategies as elz

NEW = Partner(id="new-partner", name="Voorbeeldpartner")


@st.composite
def mergers(draw):
    """Draw a dossier with some of its partners."""
    dossier = draw(elz.dossiers().filter(lambda dossier: dossier.partners))
    ids = [partner.id for partner in dossier.partners]
    return dossier, draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))


def links(dossier, renamed=()):
    """Return all incidences, hosts, organisations and askers, the old partners renamed."""
    found = [(each.partner, each.venue, each.kind, each.role) for each in dossier.incidences]
    found += [(each.host, each.id) for each in dossier.gatherings]
    found += [(each.partner, each.id) for each in dossier.requests]
    found += [(b.organisation, b.id) for council in dossier.councils for b in council.bodies]
    return {(NEW.id if who in renamed else who, *where) for who, *where in found}


@given(mergers())
def test_all_links_are_kept_and_none_is_made(drawn):
    """The links after are those before, with the new partner for the old ones."""
    dossier, old = drawn
    assert links(dossier, old) == links(merge_partners(dossier, old, into=NEW))


@given(mergers())
def test_nothing_speaks_of_the_old_partners_any_more(drawn):
    """Their ids are nowhere in the values of the dossier."""
    dossier, old = drawn
    text = repr(asdict(merge_partners(dossier, old, into=NEW)))
    assert [] == [each for each in old if f"'{each}'" in text]


@given(mergers())
def test_a_merger_there_and_back_and_there_is_one_merger(drawn):
    """Nothing is lost on the way, whatever a link says beside the partner."""
    dossier, (old, *_) = drawn
    there = merge_partners(dossier, [old], into=NEW)
    back = merge_partners(there, [NEW.id], into=dossier.of_partner[old])
    assert there == merge_partners(back, [old], into=NEW)
    assert dossier.partners == back.partners


@given(mergers())
def test_partners_beside_the_merger_stay_as_they_are(drawn):
    """Nothing of them changes, nor their order."""
    dossier, old = drawn
    others = [partner for partner in dossier.partners if partner.id not in old]
    after = merge_partners(dossier, old, into=NEW).partners
    assert others == [partner for partner in after if partner is not NEW]
