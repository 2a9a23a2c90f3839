"""The archive in both databases: what is added is kept as it was, found again, corrected, read again and removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text, update

import onrecord
from archives import TEXTS, by_id, made_report
from onrecord.archive import finding
from onrecord.archive.archive import Archive
from onrecord.archive.schema import blobs
from onrecord.errors import NotInArchive
from onrecord.reader import Reader


@pytest.fixture(scope="module")
def reader(remembering: Reader) -> Reader:
    return remembering


@pytest.fixture
def open_(archive_url: str, reader: Reader) -> Iterator[Callable[[], Archive]]:
    """A function that opens the archive of this test, with the reader that all tests share."""
    opened: list[Archive] = []

    def open_one() -> Archive:
        archive = onrecord.Archive(archive_url)
        archive._reader = reader
        opened.append(archive)
        return archive

    yield open_one
    for archive in opened:
        archive.close()


@pytest.fixture
def full(open_: Callable[[], Archive]) -> Archive:
    """An archive with the four reports."""
    archive = open_()
    archive.add_reports([made_report(name) for name in TEXTS])
    return archive


def id_of(name: str) -> str:
    return made_report(name).id


# -- adding --------------------------------------------------------------------------------------------------------


def test_what_was_added_is_kept_byte_for_byte_with_its_time(full: Archive) -> None:
    kept = full.show(id_of("talks"))
    assert kept.raw == TEXTS["talks"].encode()
    assert kept.name == "talks.txt"
    assert kept.added.tzinfo is not None
    assert abs((datetime.now(UTC) - kept.added).total_seconds()) < 120
    assert kept.record.report.text == TEXTS["talks"]
    assert kept.record.made_by.onrecord == onrecord.__version__


def test_the_id_of_a_report_is_that_of_its_record(full: Archive, reader: Reader) -> None:
    report = made_report("talks")
    [record] = reader.records([report])
    assert report.id == record.report.id


def test_adding_the_same_report_twice_adds_nothing(full: Archive) -> None:
    before = by_id(list(full.records()))
    totals = full.add_reports([made_report("talks"), made_report("threat")])
    assert (totals.added, totals.known) == (0, 2)
    assert by_id(list(full.records())) == before


def test_the_same_report_twice_in_one_run_is_there_once(open_: Callable[[], Archive]) -> None:
    archive = open_()
    totals = archive.add_reports([made_report("talks"), made_report("talks")])
    assert (totals.added, totals.known) == (1, 1)
    assert len(archive.list()) == 1


def test_the_same_bytes_under_another_address_are_another_report_whose_bytes_are_kept_once(full: Archive) -> None:
    full.add_reports([made_report("talks", uri="https://mirror.example/9")])
    assert len(full.list()) == 5
    with full._database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM blobs")) == 4
    kept = full.show(id_of("talks"))
    assert kept.near_copies is not None
    assert made_report("talks", uri="https://mirror.example/9").id in kept.near_copies


def test_what_can_t_be_read_is_named_and_the_rest_is_added(open_: Callable[[], Archive], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["talks"], "utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4 nothing")
    told = []
    totals = open_().add(tmp_path, on_each=told.append)
    assert (totals.added, totals.skipped) == (1, 1)
    assert [one.outcome for one in told] == [None, "added"]
    assert told[0].why is not None


def test_an_archive_is_found_again_after_it_was_closed(full: Archive, open_: Callable[[], Archive]) -> None:
    before = by_id(list(full.records()))
    full.close()
    assert by_id(list(open_().records())) == before


# -- looking -------------------------------------------------------------------------------------------------------


def test_the_list_has_the_latest_first_and_can_be_cut_by_day_and_outlet(full: Archive) -> None:
    assert [line.published for line in full.list()] == ["2026-03-10", "2026-03-09", "2026-03-04", None]
    assert [line.id for line in full.list(since="2026-03-09", until="2026-03-09")] == [id_of("threat")]
    assert [line.id for line in full.list(outlet="denial.example")] == [id_of("denial")]
    assert full.list()[0].statements >= 1


def test_a_report_is_shown_by_the_beginning_of_its_id(full: Archive) -> None:
    assert full.show(id_of("talks")[:9]).id == id_of("talks")
    with pytest.raises(NotInArchive, match="begins with r"):
        full.show("r")
    with pytest.raises(NotInArchive, match="no report r0000"):
        full.show("r0000000")


def test_words_find_statements_and_events_with_their_sentence_in_any_form(full: Archive) -> None:
    assert not full.find("threatens diplomats")
    hits = full.find("threatens trucks")
    assert {hit.report for hit in hits} == {id_of("threat")}
    assert {hit.what for hit in hits} == {"statement", "event"}
    assert all("Callao" in hit.sentence for hit in hits)
    kept = full.show(id_of("threat")).record
    assert all(kept.words(hit.span) == hit.sentence for hit in hits)


def test_words_in_quotation_marks_stand_next_to_each_other(full: Archive) -> None:
    assert full.find('"fishing quota"')
    assert not full.find('"quota fishing"')
    assert full.find("quota fishing")


def test_better_hits_come_first(full: Archive) -> None:
    hits = full.find("toll")
    assert {hit.report for hit in hits} == {id_of("threat"), id_of("denial")}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    # The shorter sentence is more about the toll.
    assert hits[0].report == id_of("denial")


def test_odd_words_are_no_syntax_of_a_database(full: Archive) -> None:
    for words in (
        '"',
        "a AND",
        "NEAR(",
        "*",
        "toll OR",
        "'; DROP TABLE reports; --",
        "& | !",
        "text:toll",
        "^toll",
        "\u0000",
    ):
        full.find(words)
    assert len(full.list()) == 4


def test_find_by_type_factuality_actor_source_place_day_and_lack_of_a_name(full: Archive) -> None:
    def reports(**filters: object) -> set[str]:
        return {hit.report for hit in full.find(limit=100, **filters)}

    assert reports(event="threaten") == {id_of("threat")}
    assert all(hit.type == "THREATEN" for hit in full.find(event="THREATEN"))
    assert id_of("denial") in reports(factuality="not_happened") | reports(factuality="denied")
    assert reports(actor="Ibarra") == {id_of("threat")}
    assert reports(source="Astrid Holm") == {id_of("talks"), id_of("again")}
    assert reports(place="Geneva") == {id_of("talks"), id_of("again")}
    assert reports(place="CHE") == reports(place="Geneva")
    assert reports(since="2026-03-09", until="2026-03-09") == {id_of("threat")}
    unnamed = full.find(unnamed=True, limit=100)
    assert unnamed
    assert {hit.source_kind for hit in unnamed} <= {"unnamed_people", "unnamed_organisation"}
    assert not reports(actor="Nobody Atall")


def test_words_that_stand_in_very_many_sentences_find_the_same_with_filters(
    full: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.add_reports([made_report(name, uri=f"https://mirror.example/{name}") for name in TEXTS])
    broad: list[dict[str, object]] = [
        {"until": "2026-03-05"}, {"since": "2026-03-05", "until": "2026-03-09"}, {"factuality": "happened"},
        {"unnamed": True},
    ]  # fmt: skip
    narrow: list[dict[str, object]] = [{"actor": "Astrid Holm"}, {"source": "Holm"}, {"place": "Geneva"}]

    def found(filters: list[dict[str, object]], limit: int) -> list[set[tuple[str, str]]]:
        return [
            {(hit.report, hit.id) for hit in full.find(words, limit=limit, **one)}  # type: ignore[arg-type]
            for words in ("Geneva", "minister", "toll", "fishing quota")
            for one in filters
        ]

    before, before_narrow = found(broad, 200), found(narrow, 200)
    assert sum(map(len, before)) > 10
    # As if more than three were very many, so that what fits is looked for step by step.
    monkeypatch.setattr(finding, "_MOST_RANKED", 3)
    monkeypatch.setattr(finding, "_ENOUGH", 1)
    assert found(broad, 200) == before
    assert [bool(some) for some in found(broad, 1)] == [bool(some) for some in before]
    after = found(narrow, 200)
    assert [bool(some) for some in after] == [bool(some) for some in before_narrow]
    assert all(some <= all_ for some, all_ in zip(after, before_narrow, strict=True))
    # Of bare words the latest are ranked.
    assert len({hit.sentence for hit in full.find("Geneva", limit=200)}) <= 3


def test_the_events_of_two_countries_are_those_that_one_did_to_the_other(full: Archive) -> None:
    found = full.events(between=("PER", "BOL"))
    assert {event.report for event in found} <= {id_of("threat"), id_of("denial")}
    threat = next(event for event in found if event.type == "THREATEN")
    assert [country for country, _ in threat.actors] == ["PER"]
    assert [country for country, _ in threat.recipients] == ["BOL"]
    assert not full.events(between=("PER", "NOR"))
    assert {event.event for event in full.events()} >= {event.event for event in found}
    assert full.days() == [("2026-03-04", 1), ("2026-03-09", 1), ("2026-03-10", 1)]


# -- stories -------------------------------------------------------------------------------------------------------


def test_stories_are_those_of_the_records_whatever_the_order_of_adding(
    open_: Callable[[], Archive], archive_url: str
) -> None:
    archive = open_()
    for name in ("denial", "again", "threat", "talks"):
        archive.add_reports([made_report(name)])
    from onrecord.stories.gather import tell_stories

    expected = {story.id: story for story in tell_stories(archive.records())}
    lines = archive.stories(least=1)
    assert {line.id for line in lines} == set(expected)
    for line in lines:
        assert archive.story(line.id) == expected[line.id]
    assert {report.id for report in archive.story(id_of("talks")).reports} == {id_of("talks"), id_of("again")}


def test_a_story_is_told_anew_when_a_report_arrives(open_: Callable[[], Archive]) -> None:
    archive = open_()
    archive.add_reports([made_report("talks")])
    assert len(archive.story(id_of("talks")).reports) == 1
    archive.add_reports([made_report("again")])
    assert len(archive.story(id_of("talks")).reports) == 2
    [line] = archive.stories()
    assert (line.reports, line.claims) == (2, len(archive.story(line.id).claims))


def test_a_timeline_puts_the_tellings_of_one_happening_together(full: Archive) -> None:
    moments = full.timeline("Norway")
    met = [moment for moment in moments if moment.type == "CONSULT" and len(moment.reports) == 2]
    assert met
    assert [moment.day for moment in moments if moment.day] == sorted(moment.day for moment in moments if moment.day)
    with pytest.raises(NotInArchive, match="no actor called Atlantis"):
        full.timeline("Atlantis")


# -- corrections ---------------------------------------------------------------------------------------------------


def actor(archive: Archive, name: str) -> int:
    return next((line.reports for line in archive.actors(name) if line.name == name), 0)


def test_a_merge_counts_two_names_as_one_changes_no_record_and_is_undone(full: Archive) -> None:
    before = by_id(list(full.records()))
    number = full.merge_actors("Raul Ibarra", "Astrid Holm")
    assert actor(full, "Astrid Holm") == 3
    assert actor(full, "Raul Ibarra") == 0
    assert id_of("threat") in {hit.report for hit in full.find(actor="Astrid Holm")}
    # Who looks for the old name finds the actor that it is counted as.
    assert id_of("talks") in {hit.report for hit in full.find(actor="Ibarra")}
    assert by_id(list(full.records())) == before
    full.undo_correction(number)
    assert (actor(full, "Astrid Holm"), actor(full, "Raul Ibarra")) == (2, 1)
    assert full.corrections()[0].undone is not None
    with pytest.raises(NotInArchive, match="undone already"):
        full.undo_correction(number)


def test_a_merge_holds_for_reports_to_come(open_: Callable[[], Archive]) -> None:
    archive = open_()
    archive.add_reports([made_report("talks")])
    archive.merge_actors("Astrid Holm", "A. Holm")
    archive.add_reports([made_report("again")])
    assert actor(archive, "A. Holm") == 2


def test_a_split_counts_a_name_in_one_report_as_somebody_else(full: Archive) -> None:
    number = full.split_actor("Astrid Holm", "Astrid Holm (the younger)", id_of("again"))
    assert (actor(full, "Astrid Holm"), actor(full, "Astrid Holm (the younger)")) == (1, 1)
    full.undo_correction(number)
    assert actor(full, "Astrid Holm") == 2
    with pytest.raises(NotInArchive, match="no actor called Astrid Holm in"):
        full.split_actor("Astrid Holm", "Somebody", id_of("threat"))


def test_a_merge_that_would_go_in_a_circle_is_refused(full: Archive) -> None:
    full.merge_actors("Raul Ibarra", "Eva Quispe")
    with pytest.raises(NotInArchive, match="Raul Ibarra is counted as Eva Quispe"):
        full.merge_actors("Eva Quispe", "Raul Ibarra")


# -- reading again -------------------------------------------------------------------------------------------------


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A codebook of the user's own, which makes other records."""
    folder = tmp_path / "codebook"
    folder.mkdir()
    (folder / "titles.yaml").write_text("{}\n", "utf-8")
    return folder


def test_reading_again_keeps_the_old_record_beside_the_new_one_and_corrections_hold(
    full: Archive, archive_url: str, newer: Path
) -> None:
    full.merge_actors("Raul Ibarra", "R. Ibarra")
    old = full.show(id_of("threat")).record
    assert full.reread().same == 4
    with onrecord.Archive(archive_url, codebook=newer) as archive:
        done = archive.reread([id_of("threat")])
        assert (done.new, done.same, done.skipped) == (1, 0, 0)
        kept = archive.show(id_of("threat"))
        assert [one.record.made_by.codebook == old.made_by.codebook for one in kept.records] == [True, False]
        assert kept.records[0].record == old
        assert kept.current == 1
        assert archive.reread([id_of("threat")]).same == 1
        assert actor(archive, "R. Ibarra") == 1
        assert {hit.report for hit in archive.find(event="THREATEN")} == {id_of("threat")}
        assert not archive.check().problems
    # Going back makes no third record.
    assert full.reread([id_of("threat")]).new == 1
    kept = full.show(id_of("threat"))
    assert (len(kept.records), kept.current) == (2, 0)


def test_reading_again_takes_the_kept_bytes(open_: Callable[[], Archive], tmp_path: Path, newer: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in TEXTS["talks"].splitlines())
    page = f"<html><head><title>Talks fail</title></head><body><article>{body}{body}</article></body></html>"
    (tmp_path / "page.html").write_text(page, "utf-8")
    line = '{"id": "7", "text": "Rebels attacked Oslo on Monday, police said."}'
    (tmp_path / "lines.jsonl").write_text(line, "utf-8")
    archive = open_()
    assert archive.add([tmp_path / "page.html", tmp_path / "lines.jsonl"]).added == 2
    from onrecord.archive.rereading import report_again

    for kept in archive.kept():
        again = report_again(kept)
        assert (again.id, again.text) == (kept.id, kept.record.report.text)
        assert again.raw == kept.raw


# -- removing ------------------------------------------------------------------------------------------------------


def test_a_removed_report_leaves_only_a_tombstone_and_stays_out(full: Archive, archive_url: str) -> None:
    removed = full.remove(id_of("threat"), why="court order")
    assert removed.same_bytes == []
    assert id_of("threat") not in {line.id for line in full.list()}
    assert not full.find("Callao")
    assert not full.actors("Ibarra")
    with pytest.raises(NotInArchive, match=r"removed on \d{4}-\d\d-\d\d \(court order\)"):
        full.show(id_of("threat"))
    assert full.add_reports([made_report("threat")]).removed == 1
    assert not full.check().problems
    with full._database.reading() as connection:
        for table in ("blobs", "records", "reports", "prints"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 3, table
    full.close()
    if "://" not in archive_url:
        for path in Path(archive_url).parent.glob("archive.db*"):
            data = path.read_bytes()
            assert b"Callao" not in data
            assert b"callao" not in data


def test_bytes_stay_while_another_report_has_them_and_the_story_goes_on_without_the_removed_one(full: Archive) -> None:
    mirror = made_report("talks", uri="https://mirror.example/9")
    full.add_reports([mirror])
    assert len(full.story(mirror.id).reports) == 3
    assert full.remove(id_of("talks"), why="asked for").same_bytes == [mirror.id]
    assert full.show(mirror.id).raw == TEXTS["talks"].encode()
    story = full.story(mirror.id)
    assert {report.id for report in story.reports} == {mirror.id, id_of("again")}
    assert story.id == f"y{min(mirror.id, id_of('again'))[1:]}"
    assert not full.check().problems


# -- keeping -------------------------------------------------------------------------------------------------------


def test_check_finds_changed_bytes(full: Archive) -> None:
    assert full.check().problems == []
    from onrecord.archive.packing import pack

    full._database.write(
        lambda connection: connection.execute(
            update(blobs).where(blobs.c.sha256 == made_report("talks").sha256).values(data=pack(b"forged"))
        )
    )
    [problem] = full.check().problems
    assert id_of("talks") in problem
    assert "have changed since it was added" in problem


def test_the_state_of_feeds_is_remembered(full: Archive, open_: Callable[[], Archive]) -> None:
    assert full.watch_state("https://feed.example/rss") is None
    full.keep_watch_state("https://feed.example/rss", {"etag": "x"})
    full.keep_watch_state("https://feed.example/rss", {"etag": "y", "seen": [1]})
    assert open_().watch_state("https://feed.example/rss") == {"etag": "y", "seen": [1]}
