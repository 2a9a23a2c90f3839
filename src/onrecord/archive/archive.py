"""`Archive`: the archive with the verbs that the command line has."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import select

from onrecord.archive import corrections, reading_back, removing, rereading, telling
from onrecord.archive.asking import asked_days, asked_factuality, asked_limit, asked_type
from onrecord.archive.checking import Checked, check
from onrecord.archive.corrections import ActorLine, Correction
from onrecord.archive.database import DEFAULT_ARCHIVE, Database, archive_url
from onrecord.archive.finding import Hit, Question, find
from onrecord.archive.migrations import bring_up_to_date
from onrecord.archive.naming import upsert
from onrecord.archive.reading_back import Kept, KeptEvent, ReportLine, Tombstone
from onrecord.archive.restoring import Item, RestoreTotals, restore
from onrecord.archive.schema import feeds, reports
from onrecord.archive.storylines import Moment, StoryLine, list_stories, timeline
from onrecord.archive.taking_in import Added, AddTotals, TakingIn
from onrecord.codebook.loader import Codebook, open_codebook
from onrecord.intake.formats import Skipped
from onrecord.intake.report import Report
from onrecord.language.models import DEFAULT_MODEL
from onrecord.record import MadeBy, Record

if TYPE_CHECKING:
    from onrecord.reader import Reader
    from onrecord.stories.story import Story


class Archive:
    """An archive of reports and records. Open it with `with`, or call `close`.

    `url` is a file's path (SQLite) or `postgresql+psycopg://…`; a new archive is made where there is none, unless
    `must_exist`. `model` and `codebook` are those that reports are read with. Raises NoArchive, NewerArchive,
    ArchiveUnwritable, ArchiveBusy, ArchiveDamaged, CodebookError; all of them are OnrecordError.
    """

    def __init__(
        self,
        url: str | os.PathLike[str] = DEFAULT_ARCHIVE,
        *,
        model: str = DEFAULT_MODEL,
        codebook: str | Path | None = None,
        must_exist: bool = False,
    ) -> None:
        self._model, self._codebook_given = model, codebook
        self._codebook: Codebook | None = None
        self._reader: Reader | None = None
        self._database = Database(archive_url(url), must_exist=must_exist)
        try:
            bring_up_to_date(self._database)
        except BaseException:
            self._database.close()
            raise

    def __repr__(self) -> str:
        return f"Archive({self.address!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    @property
    def address(self) -> str:
        """The archive's address, without a password."""
        return self._database.shown

    @property
    def codebook(self) -> Codebook:
        """The codebook that reports are read with. Raises CodebookError."""
        if self._codebook is None:
            given = self._codebook_given
            self._codebook = open_codebook(str(given) if given is not None else None)
        return self._codebook

    @property
    def reader(self) -> Reader:
        """The reader, loaded when it is first needed. Raises ModelMissing, CodebookError."""
        if self._reader is None:
            from onrecord.reader import Reader

            self._reader = Reader.open(self._model, self._codebook_given)
            self._codebook = self._reader.codebook
        return self._reader

    # -- adding ----------------------------------------------------------------------------------------------------

    def add(
        self,
        sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        published: str | None = None,
        columns: Mapping[str, str] | None = None,
        allow_private: bool = False,
        on_each: Callable[[Added], None] | None = None,
    ) -> AddTotals:
        """Add the reports of files, folders, globs and addresses. Raises WrongDate, ArchiveError.

        `columns` maps the fields text, id, published, uri and headline to the columns of tables; `allow_private` lets
        addresses of this machine and its network be fetched.
        """
        from onrecord.intake.published import iso_date
        from onrecord.intake.sources import read_sources

        given = [sources] if isinstance(sources, str | os.PathLike) else sources
        day = iso_date(published) if published else None
        found = read_sources(given, published=day, columns=columns or {}, allow_private=allow_private)
        return self.add_reports(found, on_each=on_each)

    def add_reports(
        self, given: Iterable[Report | Skipped], *, on_each: Callable[[Added], None] | None = None
    ) -> AddTotals:
        """Add reports. Those that are here are passed over; each of the others is stored whole or not at all.

        `on_each` is told of each report when it is stored for good. What can't be read is counted and passed over.
        """
        self._database.must_be_writable()
        intake = TakingIn(self._database, lambda: self.reader, on_each)
        try:
            intake.take(given)
        finally:
            # What was read before an interruption is kept.
            intake.flush()
        self.tell_stories(most=telling.TOLD_AT_ONCE)
        return intake.totals

    # -- looking ---------------------------------------------------------------------------------------------------

    def find(self, words: str = "", *, limit: int = 20, **filters: Any) -> Sequence[Hit]:
        """The statements and events that fit, the best first; `filters` are the fields of `Question`.

        Raises WrongQuestion where a limit, a day, a type or a factuality is none.
        """
        first, last = asked_days(filters.pop("since", None), filters.pop("until", None))
        question = Question(words, since=first, until=last, **filters)
        asked_limit(limit)
        asked_factuality(question.factuality)
        with self._database.reading() as connection:
            hits = find(connection, question, limit)
        if not hits:
            asked_type(question.event, self.codebook)
        return hits

    def list(
        self,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        outlet: str | None = None,
        limit: int | None = None,
    ) -> Sequence[ReportLine]:
        """The reports by day, the latest first. Raises WrongQuestion where a day or the limit is none."""
        first, last = asked_days(since, until)
        asked_limit(limit)
        with self._database.reading() as connection:
            return reading_back.list_reports(connection, since=first, until=last, outlet=outlet, limit=limit)

    def show(self, report: str) -> Kept:
        """All that is kept of the report whose id begins with `report`. Raises NotInArchive."""
        with self._database.reading() as connection:
            number, _ = reading_back.report_number(connection, report)
            return reading_back.kept(connection, number)

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        """The current records in the order of adding; all, or those of reports with these ids. Raises NotInArchive."""
        for numbers in self._numbers(ids):
            with self._database.reading() as connection:
                found = reading_back.current_records(connection, numbers)
            yield from found

    def kept(self, ids: Iterable[str] | None = None) -> Iterator[Kept]:
        """All that is kept of each report, in the order of adding; what `restore` takes."""
        for numbers in self._numbers(ids):
            for number in numbers:
                with self._database.reading() as connection:
                    gone = connection.scalar(select(reports.c.number).where(reports.c.number == number)) is None
                    found = None if gone else reading_back.kept(connection, number)
                if found is not None:
                    yield found

    def _numbers(self, ids: Iterable[str] | None) -> Iterator[Sequence[int]]:
        if ids is None:
            yield from reading_back.report_numbers(self._database)
            return
        with self._database.reading() as connection:
            yield sorted(reading_back.report_number(connection, name)[0] for name in ids)

    def events(
        self, *, between: tuple[str, str] | None = None, since: str | None = None, until: str | None = None
    ) -> Sequence[KeptEvent]:
        """Events to be counted, in the order of adding.

        `between` are the codes of two countries of which one did it to the other; `since` and `until` are days.
        Stories that have changed are told first, so that `claim` says which events are one happening.
        """
        self.tell_stories()
        with self._database.reading() as connection:
            return [*reading_back.kept_events(connection, between=between, since=since, until=until)]

    def days(self, outlet: str | None = None) -> Sequence[tuple[str, int]]:
        """The days on which reports were published, each with how many."""
        with self._database.reading() as connection:
            return reading_back.days_covered(connection, outlet)

    # -- stories ---------------------------------------------------------------------------------------------------

    def tell_stories(self, *, most: int | None = None) -> int:
        """Bring all stories up to date; gives how many had changed since they were told.

        `add` does so for stories of up to twelve reports; those of more are told when they are asked
        for. `most`: only stories of so many reports and fewer.
        """
        if self._database.read_only:
            return 0
        telling.link_all(self._database)
        return telling.tell_changed(self._database, self.codebook, most)

    def stories(
        self,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        least: int = 2,
        limit: int | None = None,
    ) -> Sequence[StoryLine]:
        """The stories of at least so many reports, the latest first. Raises WrongQuestion as `list` does."""
        first, last = asked_days(since, until)
        asked_limit(limit)
        self.tell_stories()
        with self._database.reading() as connection:
            return list_stories(connection, since=first, until=last, least=least, limit=limit)

    def story(self, name: str) -> Story:
        """The story whose id begins with `name`, or that the report of that id is in. Raises NotInArchive."""
        while True:
            with self._database.reading() as connection:
                whole = reading_back.story_name(connection, name)
            found = telling.tell(self._database, whole, self.codebook)
            if found is not None:
                return found

    def story_records(self, name: str) -> Sequence[Record]:
        """The records of a story's reports."""
        with self._database.reading() as connection:
            whole = reading_back.story_name(connection, name)
            numbers = connection.scalars(select(reports.c.number).where(reports.c.story == whole)).all()
            return reading_back.current_records(connection, numbers)

    def timeline(
        self, actor: str, *, since: str | date | None = None, until: str | date | None = None, limit: int | None = None
    ) -> Sequence[Moment]:
        """What an actor did and what was done to it, by day; tellings of one happening stand together.

        Raises NotInArchive, and WrongQuestion as `list` does.
        """
        first, last = asked_days(since, until)
        asked_limit(limit)
        self.tell_stories()
        with self._database.reading() as connection:
            return timeline(connection, actor, since=first, until=last, limit=limit)

    # -- putting right ---------------------------------------------------------------------------------------------

    def actors(self, words: str | None = None, *, limit: int = 50) -> Sequence[ActorLine]:
        """The actors, those in most reports first; with `words`, those whose name holds them. Raises WrongQuestion."""
        asked_limit(limit)
        with self._database.reading() as connection:
            keys = corrections.who_with(connection, words) if words else None
            return corrections.list_actors(connection, keys, limit)

    def merge_actors(self, name: str, into: str) -> int:
        """Count all actors called `name` as `into`, till it is undone; gives the correction's number."""
        return self._database.write(lambda connection: corrections.merge(connection, name, into))

    def split_actor(self, name: str, into: str, report: str) -> int:
        """In one report, count the actor called `name` as another, called `into`; gives the correction's number."""
        whole = self.show(report).id
        return self._database.write(lambda connection: corrections.split(connection, name, into, whole))

    def undo_correction(self, number: int) -> None:
        """Take a correction back."""
        self._database.write(lambda connection: corrections.undo(connection, number))

    def corrections(self) -> Sequence[Correction]:
        """All corrections, those too that were undone."""
        with self._database.reading() as connection:
            return corrections.all_corrections(connection)

    # -- keeping ---------------------------------------------------------------------------------------------------

    def reread(
        self, ids: Iterable[str] | None = None, *, on_each: Callable[[str], None] | None = None
    ) -> rereading.Reread:
        """Read reports again, where their current record was made by another onrecord, model or codebook.

        The new record is kept beside the old one. `on_each` is told a sentence of each report that can't be read.
        """
        from onrecord import __version__
        from onrecord.language.models import model_version

        self._database.must_be_writable()

        made_by = MadeBy(
            onrecord=__version__, model=model_version(self.reader.nlp), codebook=self.reader.codebook.version
        )
        done = rereading.Reread()
        for numbers in self._numbers(ids):
            for number in numbers:
                self._reread(number, made_by, done, on_each)
            telling.link_all(self._database)
        self.tell_stories(most=telling.TOLD_AT_ONCE)
        return done

    def _reread(
        self, number: int, made_by: MadeBy, done: rereading.Reread, on_each: Callable[[str], None] | None
    ) -> None:
        with self._database.reading() as connection:
            if rereading.is_made_by(connection, number, made_by):
                done.same += 1
                return
            kept = reading_back.kept(connection, number)
        try:
            [record] = self.reader.records([rereading.report_again(kept)])
        except Exception as error:
            done.skipped += 1
            if on_each is not None:
                what = " ".join(f"{type(error).__name__}: {error}".split())
                on_each(f"{kept.id} could not be read again ({what}); its record stays as it was; please tell us.")
            return
        prepared, shown = rereading.prepare_again(record, self.codebook)
        new = self._database.write(
            lambda connection: rereading.store_again(connection, number, made_by, prepared, shown)
        )
        done.new += new
        done.same += not new

    def remove(self, report: str, *, why: str) -> removing.Removed:
        """Take a report out for good, bytes and all; its id, hash, times and the reason stay. Raises NotInArchive."""
        with self._database.reading() as connection:
            number, _ = reading_back.report_number(connection, report)
        done = removing.remove(self._database, number, why)
        self.tell_stories(most=telling.TOLD_AT_ONCE)
        return done

    def check(self, *, mend: bool = False) -> Checked:
        """Look everything over; what is wrong comes as sentences.

        `mend`: first make the full-text index and the counts of dyads anew, which are made from other rows.
        """
        return check(self._database, mend=mend)

    def removed(self) -> Sequence[Tombstone]:
        """The reports that were removed: what stays of them."""
        with self._database.reading() as connection:
            return reading_back.removed_reports(connection)

    def whole(self) -> Iterator[Item]:
        """All that an archive gives another, for `restore`: tombstones, each report as kept, corrections."""
        yield from self.removed()
        yield from self.kept()
        yield from self.corrections()

    def restore(self, given: Iterable[Item], *, on_each: Callable[[Added], None] | None = None) -> RestoreTotals:
        """Take in what `whole` of another archive gives, or some of it; nothing is read anew.

        Reports come with the same bytes, times of adding and records. What is here already is left alone.
        """
        totals = restore(self._database, given, self.codebook, on_each)
        self.tell_stories(most=telling.TOLD_AT_ONCE)
        return totals

    # -- feeds -----------------------------------------------------------------------------------------------------

    def watch_state(self, feed: str) -> dict[str, Any] | None:
        """What `watch` remembers of a feed; None for a new one."""
        with self._database.reading() as connection:
            state = connection.scalar(select(feeds.c.state).where(feeds.c.feed == feed))
        return json.loads(state) if state is not None else None

    def keep_watch_state(self, feed: str, state: dict[str, Any]) -> None:
        """Remember of a feed what JSON can hold."""
        data = json.dumps(state)

        def keep(connection: Any) -> None:
            query = upsert(connection, feeds).values(feed=feed, state=data)
            connection.execute(query.on_conflict_do_update(index_elements=["feed"], set_={"state": data}))

        self._database.write(keep)
