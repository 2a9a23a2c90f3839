"""Check a user's codebook folder: all that is wrong with it at once, in words, and what it adds to ours.

Nothing is printed here; `onrecord codebook check` does that. What is reported as an error would stop `read`, or would
be passed over by it in silence (a file that no table has).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from onrecord.codebook.abbreviations import Abbreviations
from onrecord.codebook.attitudes import AttitudeWords, attitudes_of
from onrecord.codebook.comparing import (
    Boilerplate,
    ChangeKind,
    CueRanks,
    EvidenceKind,
    FoldingWords,
    HedgeKind,
    HouseStyle,
)
from onrecord.codebook.conditions import ConditionWords, conditions_of
from onrecord.codebook.cues import OPEN, CueClass, CueCount, NounList, cues_of
from onrecord.codebook.events import Context, Elsewhere, FactualityWords, Idioms, LightVerb, Mishaps, State, event_book
from onrecord.codebook.finding_kinds import FindingKind, finding_kinds
from onrecord.codebook.loader import Codebook, Entry
from onrecord.codebook.problems import FolderCheck, Problem, counted, listed, meant, near, sentence
from onrecord.codebook.schema_words import schema_problems, shown
from onrecord.codebook.story_words import StoryWords
from onrecord.codebook.told_alike import ToldAlike
from onrecord.codebook.type_check import TypeCheck, check_type, same_patterns
from onrecord.codebook.word_classes import WordClass
from onrecord.codebook.word_counts import WordCount
from onrecord.codebook.world import NON_STATES, Country, Organisation, Person, RoleNouns, Titles, world_of
from onrecord.codebook.yaml_lines import UnreadableYaml, YamlFile, read_yaml
from onrecord.errors import CodebookError

TABLES: dict[str, type[Entry]] = {
    "abbreviations": Abbreviations,
    "conditions": ConditionWords, "contexts": Context, "countries": Country, "cue_counts": CueCount,
    "cues_adjectives": CueClass, "cues_adverbs": CueClass, "cues_nouns": CueClass, "cues_verbs": CueClass,
    "elsewhere": Elsewhere,
    "factuality": FactualityWords, "findings": FindingKind, "idioms": Idioms, "light_verbs": LightVerb,
    "mishaps": Mishaps, "not_cues": NounList, "organisations": Organisation, "persons": Person, "role_nouns": RoleNouns,
    "sourcing": NounList, "stance": AttitudeWords, "states": State, "titles": Titles,
    # what reports are compared and told alike by
    "boilerplate": Boilerplate, "changes": ChangeKind, "comparing_words": FoldingWords, "cue_ranks": CueRanks,
    "desk_words": HouseStyle, "evidence": EvidenceKind, "fates": FoldingWords, "folding": FoldingWords,
    "hedges": HedgeKind, "house_style": HouseStyle, "story_words": StoryWords, "synonyms": FoldingWords,
    "told_alike": ToldAlike, "word_classes": WordClass, "word_counts": WordCount,
}  # fmt: skip
# The code asks for the entries of these by name: one more is read by nothing.
_CLOSED = frozenset(
    {
        "conditions",
        "factuality",
        "findings",
        "mishaps",
        "not_cues",
        "sourcing",
        "stance",
        "frame_words",
        "folding",
        "story_words",
    }
    | {"comparing_words", "evidence", "changes"}
)
# These are asked for before a codebook is chosen, so that only ours are read.
_OURS_ONLY = frozenset({"abbreviations", "frame_words", "rule_words"})
# What a user's folder may be compiled into; each finds mistakes that only show when entries meet.
_COMPILERS: tuple[Callable[[Codebook], object], ...] = (
    event_book, cues_of, world_of, attitudes_of, conditions_of, finding_kinds,
)  # fmt: skip


def check_folder(folder: Path, more_tables: Mapping[str, type[Entry]]) -> FolderCheck:
    """Check a folder that may be given to `--codebook`.

    `more_tables` are the tables whose schemas live in rooms below this one. Raises CodebookError where there is no such
    folder.
    """
    if folder.is_file():
        raise CodebookError(f"{folder} is a file; give the folder that it lies in.")
    if not folder.is_dir():
        raise CodebookError(f"There is no codebook folder '{folder}'; give a folder with YAML files.")
    return _FolderChecker(folder, {**TABLES, **more_tables}).run()


class _FolderChecker:
    """Walks one folder."""

    def __init__(self, folder: Path, tables: dict[str, type[Entry]]) -> None:
        self.folder = folder
        self.tables = tables
        self.ours = Codebook()
        self.found = FolderCheck()
        self.types: list[TypeCheck] = []
        self._codes: set[str] | None = None

    def run(self) -> FolderCheck:
        """Check every file; at the end, where all can be read, whether the whole can be compiled."""
        paths = sorted(path for path in self.folder.rglob("*") if path.suffix.lower() in (".yaml", ".yml"))
        files = [path for path in paths if path.is_file()]
        if not files:
            self._say(
                "error", ".", "there is no YAML file in the folder, so that it adds nothing; see docs/codebook.md."
            )
        for path in files:
            file = path.relative_to(self.folder).as_posix()
            if self._is_read(path, file):
                self._file(path, file)
        if files and self.found.usable:
            self._compile()
        self.found.problems.sort(key=lambda problem: (problem.file, problem.line or 0))
        return self.found

    def _say(self, severity: Any, file: str, message: str, line: int | None = None, *where: str | None) -> None:
        entry, field = (*where, None, None)[:2]
        self.found.problems.append(Problem(severity, file, message, line, entry, field))

    def _is_read(self, path: Path, file: str) -> bool:
        """Whether the loader ever opens a file of this name; says what to call it where not."""
        if path.suffix != ".yaml":
            right = Path(file).with_suffix(".yaml").as_posix()
            self._say("error", file, f"only names that end in .yaml are read; call it {right}.")
        elif path.parent == self.folder / "events":
            return True
        elif path.parent != self.folder:
            inner = file.rpartition("/")[0]
            self._say(
                "error", file, f"nothing is read from a folder {inner}/; types belong into events/, tables beside it."
            )
        elif path.stem in _OURS_ONLY:
            self._say("error", file, "this table is read from our codebook only; yours would change nothing.")
        elif path.stem in self.tables:
            return True
        elif path.stem.isupper():
            self._say("error", file, f"no table has this name; if it is a type of events, move it to events/{file}.")
        else:
            names = sorted(set(self.tables) - _OURS_ONLY)
            likely = near(path.stem, names, 1)
            hint = f"did you mean {likely[0]}.yaml?" if likely else f"the tables are {', '.join(names)}."
            self._say("error", file, f"no table has this name, so that nothing reads it; {hint}")
        return False

    def _file(self, path: Path, file: str) -> None:
        before = len(self.found.errors)
        try:
            source = read_yaml(path)
        except UnreadableYaml as error:
            self._say("error", file, f"this is no valid YAML: {error}.", error.line)
            return
        for place, first, second in source.twice:
            message = f"'{place[-1]}' stands twice (lines {first} and {second}), and the first is lost; join them."
            self._say("error", file, message, second, *[str(part) for part in place[:1] if len(place) > 1])
        if file.startswith("events/"):
            self._type(path.stem, file, source, before)
        else:
            self._table(path.stem, file, source, before)

    # -- types of events ---------------------------------------------------------------------------------------------

    def _type(self, name: str, file: str, source: YamlFile, before: int) -> None:
        ours = event_book(self.ours)
        checked = check_type(name, file, source, ours, self._word_classes())
        self.found.problems += checked.problems
        if len(self.found.errors) > before:
            return
        self.types.append(checked)
        adds = f"adds the type {name} with {_patterns(checked)}"
        old = ours.types.get(name)
        if old is not None:
            adds = f"overrides our type {name}: {_patterns(checked)}"
            had = counted(len(old.verbs) + len(old.nouns), "pattern")
            self._say("note", file, f"this replaces our {name} whole: its {had} are no longer read.", None, name)
        modes = source.data.get("modes") or {}
        self.found.additions.append(f"{file} {adds}" + (f", {counted(len(modes), 'mode')}" if modes else "") + ".")

    def _word_classes(self) -> dict[str, WordClass]:
        """The classes of words that a pattern may name: ours, and those of the folder that can be read."""
        classes = dict(event_book(self.ours).classes)
        try:
            data = read_yaml(self.folder / "word_classes.yaml").data
        except UnreadableYaml:
            return classes
        for name, value in data.items() if isinstance(data, dict) else ():
            if not schema_problems(WordClass, value):
                classes[str(name)] = WordClass.model_validate(value)
        return classes

    # -- tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: str, file: str, source: YamlFile, before: int) -> None:
        if source.data is None:
            self._say("note", file, "the file holds no entry.")
            return
        if not isinstance(source.data, dict):
            self._say("error", file, f"{shown(source.data)} stands where entries are needed (name: value).", 1)
            return
        ours = self.ours.table(table, self.tables[table])
        for key, value in source.data.items():
            self._entry((table, file), key, value, source, set(ours))
        replaced = [str(key) for key in source.data if str(key) in ours]
        if replaced:
            words = f"{'this replaces our entry' if len(replaced) == 1 else 'these replace our entries'} whole"
            self._say("note", file, f"{words}: {listed(replaced)}.", source.line(replaced[0]))
        if len(self.found.errors) == before:
            added = len(source.data) - len(replaced)
            parts = [f"adds {counted(added, 'entry', 'entries')}"] if added or not replaced else []
            parts += [f"overrides {len(replaced)} of ours"] if replaced else []
            self.found.additions.append(f"{file} {' and '.join(parts)}.")

    def _entry(self, where: tuple[str, str], key: Any, value: Any, source: YamlFile, ours: set[str]) -> None:
        table, file = where
        name = str(key)
        line = source.line(name) or source.line(name.lower())
        if not isinstance(key, str):
            words = f"{shown(key)} stands where an entry's name is needed; put it in quotation marks."
            self._say("error", file, words, line, name)
            return
        if table in _CLOSED and name not in ours:
            there = f"The entries are {', '.join(sorted(ours))}." if len(ours) < 12 else ""
            words = sentence(f"there is no entry '{name}' that is ever asked for{meant(name, ours)}")
            self._say("error", file, f"{words} {there}".strip(), line, name)
        problems = schema_problems(self.tables[table], value)
        for place, message in problems:
            names = [str(part) for part in place if isinstance(part, str)]
            self._say("error", file, message, source.line(name, *place), name, ".".join(names) or None)
        if not problems:
            for field, message in self._references(table, name, value):
                self._say("error", file, message, source.line(name, field) or line, name, field)
            self._country_note(where, name, value, source.line(name, "country") or line)

    def _references(self, table: str, name: str, value: dict[str, Any]) -> list[tuple[str, str]]:
        """What names something that is nowhere: a country's code, a frame, a factuality."""
        wrong = []
        if table.startswith("cues_"):
            for frame in value["frames"]:
                known = self._frames(table)
                if not (frame in known or (":" in frame and frame.partition(":")[0] + ":" in known)):
                    listing = ", ".join(f"{item}P" if item.endswith(":") else item for item in sorted(known))
                    message = sentence(f"there is no frame '{frame}'{meant(frame, known)}")
                    wrong.append(("frames", f"{message} The frames are {listing}."))
            if not value["lemmas"] and name != OPEN:
                wrong.append(("lemmas", "the list is empty; name one lemma at least."))
        if table == "light_verbs" and value.get("factuality") not in (None, "planned", "not_happened"):
            wrong.append(("factuality", f"{shown(value['factuality'])} is none of planned, not_happened."))
        return wrong

    def _frames(self, table: str) -> set[str]:
        """The frames that the reader of this kind of cue knows: those of our own entries."""
        frames = {frame for entry in self.ours.table(table, CueClass).values() for frame in entry.frames}
        return {frame.partition(":")[0] + ":" if ":" in frame else frame for frame in frames}

    def _country_note(self, where: tuple[str, str], name: str, value: dict[str, Any], line: int | None) -> None:
        """A code that no country has is kept as it is written, and joined to no country."""
        table, file = where
        field = "of" if table == "countries" else "country"
        code = value.get(field)
        if isinstance(code, str) and code not in self._country_codes():
            others = ", ".join(sorted(NON_STATES))
            words = f"'{code}' is no code of countries.yaml (as LVA is, for Latvia), nor one of {others}."
            self._say("note", file, words, line, name, field)

    def _country_codes(self) -> set[str]:
        if self._codes is None:
            self._codes = {*self.ours.table("countries", Country), *NON_STATES}
            try:
                data = read_yaml(self.folder / "countries.yaml").data
                self._codes.update(str(key) for key in data or () if isinstance(data, dict))
            except UnreadableYaml:
                pass
        return self._codes

    def _compile(self) -> None:
        book = Codebook(self.folder)
        for compiled in _COMPILERS:
            try:
                compiled(book)
            except CodebookError as error:
                self._say("error", ".", str(error))
        if self.found.usable:
            for checked in self.types:
                self.found.problems += same_patterns(checked, event_book(book), event_book(self.ours))


def _patterns(checked: TypeCheck) -> str:
    verbs, nouns = len(checked.verbs), len(checked.nouns)
    parts = f" ({verbs} of verbs, {nouns} of nouns)" if verbs and nouns else ""
    return counted(verbs + nouns, "pattern") + parts
