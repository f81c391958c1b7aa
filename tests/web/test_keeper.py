"""Finished answers: rendered once per version and day, shared by processes, bounded in memory."""

from __future__ import annotations

import errno
import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from federation.domain.space import Space
from federation.store import sites
from federation.store.database import DatabaseFailure, Store
from federation.store.models import PublishedRow
from federation.web.shelf import FolderShelf, RedisShelf
from tests import needs
from tests.cast import network, site
from tests.web.house import House


def test_one_version_is_rendered_once(house: House) -> None:
    first = house.ask()
    house.later(60)
    assert house.ask() == first
    assert house.rendered == 1


def test_a_turn_of_the_opening_hours_is_told_only_where_it_shows(house: House) -> None:
    place = replace(site("rennes"), space=Space(hours="Su 11:00-12:10"))
    with house.store.writing() as session:
        sites.load(session, network(place), house.now)
    before = {address: house.ask(address) for address in ("/agenda", "/lieux/rennes", "/en/lieux/rennes", "/lieux")}
    house.later(9 * 60)
    assert {address: house.ask(address) for address in before} == before
    house.later(60)  # NOON is 12:00 in Paris
    after = {address: house.ask(address) for address in before}
    assert {address for address in before if before[address] != after[address]} == {"/lieux/rennes", "/en/lieux/rennes"}
    assert house.rendered == 6
    assert house.keeper.at_hand("/lieux/rennes") is not None
    names = [name for name, _value in house.keeper.at_hand("/lieux/rennes").plain.headers]  # type: ignore[union-attr]
    assert "Last-Modified" not in names


def test_a_new_version_is_rendered_anew_with_another_etag(house: House) -> None:
    first = house.ask()
    house.publish()
    house.later()
    assert house.ask() != first
    assert house.rendered == 2


def test_the_version_is_looked_at_only_every_half_second(house: House) -> None:
    first = house.ask()
    house.publish()
    house.later(0.1)
    assert house.ask() == first


def test_midnight_of_the_network_changes_every_answer(house: House) -> None:
    first = house.ask()
    house.now = datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC)
    house.later(0.6)
    assert house.ask() == first
    house.later(1)
    assert house.ask() != first


def test_another_process_takes_it_from_the_shelf(house: House, store: Store, shelf: FolderShelf) -> None:
    first = house.ask()
    other = House(store, shelf)
    assert other.ask() == first
    assert other.rendered == 0


def test_another_release_never_shows_what_the_former_kept(house: House, store: Store, shelf: FolderShelf) -> None:
    first = house.ask()
    other = House(store, shelf, release="r2")
    assert other.ask() != first
    assert other.rendered == 1


def test_both_encodings_are_the_same_answer(house: House) -> None:
    house.ask()
    kept = house.keeper.at_hand("/agenda")
    assert kept is not None
    assert gzip.decompress(kept.gzip.body) == kept.plain.body == b"agenda " * 500
    assert ("Content-Encoding", "gzip") in kept.gzip.headers
    assert len({name for name, _ in kept.gzip.headers}) == len(kept.gzip.headers)


def test_memory_is_bounded(store: Store, shelf: FolderShelf) -> None:
    house = House(store, shelf, most=20_000)
    for number in range(30):
        house.ask(f"/evenements/{number}")
    held = [number for number in range(30) if house.keeper.at_hand(f"/evenements/{number}")]
    assert 0 < len(held) < 6
    assert held[-1] == 29


def test_the_folder_is_bounded_and_swept(store: Store, tmp_path: Path) -> None:
    house = House(store, FolderShelf(tmp_path, most=30_000))
    for number in range(50):
        house.ask(f"/evenements/{number}")
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and not path.name.startswith(".lock")]
    assert len(kept) <= 7  # each takes a block of 4 kB
    size = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert size <= 40_000
    house.publish()
    house.later()
    house.ask()
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_a_render_that_fails_keeps_nothing(house: House) -> None:
    def broken() -> bytes:
        raise LookupError

    with pytest.raises(LookupError):
        house.keeper.answer(house.keeper.stamp(), "/agenda", "text/html", broken)
    house.ask()
    assert house.rendered == 1


def test_the_last_state_known_serves_while_the_database_is_away(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first = house.ask()

    def away(_session: object) -> None:
        raise DatabaseFailure

    monkeypatch.setattr("federation.web.keeper.published", away)
    house.later()
    assert house.ask() == first


def test_a_kept_file_that_lost_its_end_is_made_again(store: Store, shelf: FolderShelf, tmp_path: Path) -> None:
    House(store, shelf).ask()
    for path in (tmp_path / "kept").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-20])
    house = House(store, shelf)
    house.ask()
    kept = house.keeper.at_hand("/agenda")
    assert kept is not None
    assert (house.rendered, gzip.decompress(kept.gzip.body)) == (1, b"agenda " * 500)


@pytest.mark.parametrize("content", [b"", b"x" * 7, b"x" * 100])
def test_nor_is_a_file_of_something_else_believed(
    store: Store, shelf: FolderShelf, tmp_path: Path, content: bytes
) -> None:
    House(store, shelf).ask()
    for path in (tmp_path / "kept").glob("*/*"):
        path.write_bytes(content)
    house = House(store, shelf)
    house.ask()
    assert house.rendered == 1


def test_readers_are_answered_where_nothing_can_be_kept(store: Store, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    house = House(store, FolderShelf(tmp_path / "kept", most=1_000_000))
    assert house.ask() == house.ask()
    assert house.rendered == 1


def test_a_full_disk_costs_time_and_leaves_nothing(
    store: Store, shelf: FolderShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_draft: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert House(store, shelf).ask()
    assert not list((tmp_path / "kept").glob(".draft-*"))


def test_readers_are_answered_while_redis_is_away(store: Store) -> None:
    pytest.importorskip("redis")
    assert House(store, RedisShelf("redis://127.0.0.1:1")).ask()


def test_a_database_put_back_from_a_copy_counts_the_same_numbers_for_other_states(house: House) -> None:
    house.later(60)
    house.publish()
    house.later(60)
    lost = house.ask()
    with house.store.writing() as session:
        session.execute(update(PublishedRow).values(version=PublishedRow.version - 1))
    house.publish()
    house.later(60)
    assert house.ask() != lost
    assert house.rendered == 2


def test_a_database_never_seen_is_a_failure(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_session: object) -> None:
        raise DatabaseFailure

    monkeypatch.setattr("federation.web.keeper.published", away)
    with pytest.raises(DatabaseFailure):
        house.keeper.stamp()


def test_redis_shares_between_machines(store: Store) -> None:
    url = needs.redis()
    one, two = (
        House(store, RedisShelf(url), release=str(id(store))),
        House(store, RedisShelf(url), release=str(id(store))),
    )
    assert one.ask() == two.ask()
    assert one.rendered + two.rendered == 1
