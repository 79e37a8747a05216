"""Dyad, network, actor and overview of the record of the sample reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.api import Record


@pytest.fixture(scope="module")
def record(demo_record: Path) -> Iterator[Record]:
    with dragoman.open(demo_record) as opened:
        yield opened


@pytest.mark.parametrize(
    "conditions",
    [
        {},
        {"since": "2022"},
        {"until": "2022-08"},
        {"since": "2022-08", "until": "2022-09"},
        {"category": ["CONSULT", "AID"]},
        {"status": "planned"},
        {"place": "Naypyitaw"},
        {"place": "Russia"},
        {"voice": "TASS"},
        {"category": "CONSULT", "status": ["happened", "ongoing"], "place": "Myanmar"},
    ],
)
@pytest.mark.parametrize("names", [("Russia", "Myanmar"), ("Lavrov", "Myanmar"), ("ASEAN", "Burma")])
def test_a_dyad_has_the_events_that_are_between_the_two(
    record: Record, names: tuple[str, str], conditions: dict[str, str]
) -> None:
    found = record.dyad(*names, limit=1000, **conditions)
    expected = record.events(between=names, **conditions)
    assert [event.id for event in found.listed] == [event.id for event in expected]
    assert found.events == len(expected)
    assert {mark.id for mark in found.marks} == {event.id for event in expected if event.start or event.end}
    assert found.undated == sum(1 for event in expected if not (event.start or event.end))


def test_there_is_something_between_russia_and_myanmar(record: Record) -> None:
    found = record.dyad("Russia", "Myanmar")
    assert (found.first, found.second) == ("Russia", "Myanmar")
    assert found.events > 20
    assert found.balance is not None
    assert found.balance.events <= len(found.marks)
    assert sum(facet.events for facet in found.statuses) == found.events


def test_the_order_of_the_two_does_not_matter(record: Record) -> None:
    one, other = record.dyad("Russia", "Myanmar"), record.dyad("Myanmar", "Russia")
    assert (one.listed, one.marks, one.balance) == (other.listed, other.marks, other.balance)


def test_a_facet_counts_what_the_other_conditions_leave(record: Record) -> None:
    found = record.dyad("Russia", "Myanmar", category="CONSULT", status="planned")
    counts = {facet.value: facet.events for facet in found.categories}
    for category, events in counts.items():
        assert record.dyad("Russia", "Myanmar", category=category, status="planned").events == events


def test_a_list_of_a_dyad_can_be_had_in_parts(record: Record) -> None:
    whole = record.dyad("Russia", "Myanmar", limit=1000).listed
    parts = [record.dyad("Russia", "Myanmar", limit=7, offset=at).listed for at in range(0, len(whole), 7)]
    assert tuple(event for part in parts for event in part) == whole


def test_nobody_deals_with_nobody(record: Record) -> None:
    found = record.dyad("Atlantis", "Ruritania")
    assert (found.total, found.marks, found.balance, found.begins) == (0, (), None, None)


def test_a_tie_has_the_events_of_the_dyad(record: Record) -> None:
    found = record.network()
    assert found.ties[0].events >= found.ties[-1].events
    for tie in found.ties[:8]:
        assert record.dyad(tie.first, tie.second).total == tie.events == sum(tie.quads)


def test_a_network_of_some_events(record: Record) -> None:
    found = record.network(category="CONSULT", status="happened", since="2021", until="2022")
    assert found.ties
    for tie in found.ties:
        between = record.events(
            between=(tie.first, tie.second), category="CONSULT", status="happened", since="2021", until="2022"
        )
        starting = [
            event
            for event in between
            if event.start and date(2021, 1, 1) <= event.start <= date(2022, 12, 31)
        ]
        assert len(starting) == tie.events


def test_months_add_up_to_the_whole(record: Record) -> None:
    first = record.network().begins
    last = record.network().ends
    assert first is not None
    assert last is not None

    def events(**span: str) -> int:
        return sum(tie.events for tie in record.network(actors=80, **span).ties)

    halves = events(until="2022-08") + events(since="2022-09")
    assert halves == events(since=f"{first.year}", until=f"{last.year}")


def test_a_network_can_be_small(record: Record) -> None:
    found = record.network(actors=3)
    assert len(found.nodes) <= 3
    assert {name for tie in found.ties for name in (tie.first, tie.second)} <= {n.name for n in found.nodes}
    assert all(tie.events >= 5 for tie in record.network(least=5).ties)


def test_who_has_no_name_is_no_actor_of_a_network(record: Record) -> None:
    assert all(not node.name[0].islower() for node in record.network(actors=80).nodes)


def test_a_state_as_an_actor(record: Record) -> None:
    found = record.actor("Moscow")
    assert (found.name, found.country) == ("Russia", "RUS")
    assert found.partners[0].name == "Myanmar"
    assert found.partners[0].events == record.dyad("Russia", "Myanmar").total
    assert {"Russia", "Sergei Lavrov"} <= {name.name for name in found.names}
    assert any(one.body == "Shanghai Cooperation Organisation" for one in found.memberships)
    assert any("Sergei Lavrov" in mark.actors for mark in found.made)
    assert found.said


def test_a_visit_is_made_by_one_and_received_by_the_other(record: Record) -> None:
    made = {mark.id for mark in record.actor("Cambodia").made}
    received = {mark.id for mark in record.actor("Myanmar").received}
    assert made & received


def test_a_person_as_an_actor(record: Record) -> None:
    found = record.actor("Lavrov")
    assert (found.name, found.country) == ("Sergei Lavrov", None)
    assert found.partners[0].name == "Myanmar"
    assert found.events == len(record.dyad("Lavrov", "Myanmar", limit=1000).listed) + sum(
        partner.events for partner in found.partners[1:]
    )


def test_a_body_has_members(record: Record) -> None:
    found = record.actor("ASEAN")
    assert found.name == "Association of Southeast Asian Nations"
    assert "Myanmar" in {one.member for one in found.memberships}


def test_the_overview_adds_up(record: Record) -> None:
    found = record.overview()
    assert found.totals == record.totals()
    assert found.lands[0].name == "Myanmar"
    assert found.pairs[0].events == record.dyad(found.pairs[0].first, found.pairs[0].second).total
    dated = [event.start or event.end for event in record.events() if event.start or event.end]
    assert (found.begins, found.ends) == (min(d for d in dated if d), max(d for d in dated if d))
    assert len(found.recent) == 8
    assert found.disputes == len(record.events(disputed=True))


def test_the_map_can_show_the_partners_of_one(record: Record) -> None:
    found = record.overview(partner="Russia")
    counts = {land.name: land.events for land in found.lands}
    assert found.partner == "Russia"
    assert "Russia" not in counts
    assert counts["Myanmar"] == record.dyad("Russia", "Myanmar").total
