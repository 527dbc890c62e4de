"""Sectors: every industry code has one, and financials are the codes the wall leaves out."""

from __future__ import annotations

import numpy as np

from analytics.catalogue import CONCEPTS, ENTRIES
from analytics.measures.filer import sectors
from analytics.settings import read


def test_codes_fall_into_their_sectors() -> None:
    codes = np.array(
        [0, 2834, 2836, 8731, 2810, 1311, 2911, 3674, 3841, 4931, 4833, 5812, 6022, 6798, 7372, 7830, 8090]
    )
    assert sectors.sector(codes).tolist() == [
        sectors.UNKNOWN, sectors.BIOTECH, sectors.BIOTECH, sectors.BIOTECH, "Materials and mining", "Energy", "Energy",
        "Technology hardware", "Health care", "Utilities", "Media and communication", "Restaurants, hotels and leisure",
        sectors.FINANCIALS, sectors.REAL_ESTATE, "Software", "Restaurants, hotels and leisure", "Health care",
    ]  # fmt: skip
    everything = np.arange(10_000)
    financial = sectors.sector(everything) == sectors.FINANCIALS
    operating = {*range(6500, 6600), 6798, 6792, 6794, 6795, *sectors.PLATFORMS}
    assert set(everything[financial].tolist()) == set(range(6000, 7000)) - operating
    estate = everything[sectors.sector(everything) == sectors.REAL_ESTATE].tolist()
    assert estate == [*range(6500, 6600), 6798]
    assert sectors.excepted(np.array([4911, 4931, 4953])).tolist() == [True, True, False]


def test_a_tag_stands_for_one_concept_of_a_kind() -> None:
    for kind in ("instant", "income", "cash flow"):
        tags = [tag for concept in CONCEPTS.values() if concept.kind == kind for tag in concept.tags]
        assert len(tags) == len(set(tags))
    assert all(f"sec.{name}" in ENTRIES for name in CONCEPTS)


def test_the_contact_and_the_hosts_are_settings() -> None:
    chosen = read({"SMALLCAP_SEC_URL": "http://127.0.0.1:1/", "SEC_CONTACT": " reader@example.org "})
    assert (chosen.sec_url, chosen.sec_contact, chosen.fdic_url) == ("http://127.0.0.1:1", "reader@example.org", "")
    assert "example.org" not in repr(chosen)
