"""The countries, organisations, persons, role nouns and titles of the codebook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.codebook.loader import Codebook, open_codebook
from onrecord.codebook.world import NON_STATES, World, world_of
from onrecord.errors import CodebookError

SECTORS = frozenset(
    [
        "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "PRM", "UAF", "CRM", "CVL", "BUS", "MED", "EDU",
        "JRN", "REL", "LAB", "REF", "AGR", "ELI", "SOC", "UNK", "PRE",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return world_of(open_codebook())


def test_every_country_has_a_code_and_a_point_on_the_globe(world: World) -> None:
    assert len([key for key, entry in world.countries.items() if entry.of is None]) >= 195
    for key, entry in world.countries.items():
        assert re.fullmatch("[A-Z]{3}", world.code(key)), key
        assert -90 <= entry.lat <= 90, key
        assert -180 <= entry.lon <= 180, key


def test_all_sectors_are_plovers_and_all_countries_known(world: World) -> None:
    countries = {world.code(key) for key in world.countries} | NON_STATES
    for name, known in world.names.items():
        assert known.sector is None or known.sector in SECTORS, name
        assert known.country in countries, name
    for noun, sense in world.roles.items():
        assert sense.sector is None or sense.sector in SECTORS, noun


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("US", "country", "USA"),
        ("the Netherlands", "country", "NLD"),
        ("Iranians", "people", "IRN"),
        ("Afghan", "adjective", "AFG"),
        ("Tehran", "government", "IRN"),
        ("Kremlin", "organisation", "RUS"),
        ("Kosovo", "country", "KOS"),
        ("Greenland", "country", "DNK"),
        ("Georgia", "country", "GEO"),
        ("al-Qaeda", "organisation", "IMG"),
        ("Angela Merkel", "person", "DEU"),
    ],
)
def test_names_stand_for_what_they_mean(world: World, name: str, kind: str, country: str) -> None:
    known = world.known(name)
    assert known is not None
    assert (known.kind, known.country) == (kind, country)


def test_acronyms_count_only_in_capitals(world: World) -> None:
    assert world.known("us") is None
    assert world.known("who") is None
    gao = world.known("GAO")
    town = world.known("Gao")
    assert gao is not None
    assert gao.country == "USA"
    assert town is not None
    assert town.country == "MLI"


def test_a_partially_recognised_entity_belongs_to_its_state_with_the_sector_pre(world: World) -> None:
    known = world.known("Transnistria")
    assert known is not None
    assert (known.country, known.others) == ("MDA", ("PRE",))


def test_a_users_folder_adds_an_organisation(tmp_path: Path) -> None:
    (tmp_path / "organisations.yaml").write_text("Lake Riders: {country: IMG, sector: REB}\n")
    known = world_of(Codebook(tmp_path)).known("Lake Riders")
    assert known is not None
    assert known.sector == "REB"


def test_a_misspelt_field_is_named(tmp_path: Path) -> None:
    (tmp_path / "organisations.yaml").write_text("Lake Riders: {land: IMG}\n")
    with pytest.raises(CodebookError, match=r"organisations\.yaml, entry 'Lake Riders', field 'land'"):
        world_of(Codebook(tmp_path))
