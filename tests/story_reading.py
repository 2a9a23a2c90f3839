"""One story for the tests, invented: a wire dispatch, its copy, a rewrite, a correction, and a report of its own."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.intake.plain import report_from_text
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.stories.gather import tell_story
from onrecord.stories.story import Claim, Story

WIRE = """Dam at Orlava cracks, two villages cleared

ORLAVA, April 7 (Quill) - A crack in the wall of the Orlava dam forced 340 people out of two villages on Tuesday, two \
engineers at the water office told Quill.

The engineers spoke on condition of anonymity because they were not allowed to talk to the press. The gates had been \
left shut for eleven hours although the lake was rising, they said.

The water office denied that the gates had been shut. "Every gate was worked by the book," it said in a statement.

Schools in the valley will stay closed until Friday, Governor Mila Toren said.

(Reporting by Jan Perl; Editing by Ruth Osk)
"""
COPY = WIRE + "\n© 2026 The Valley Times. This story was provided by Quill.\n"
REWRITE = """Cracked dam drives 430 from their homes

A crack in the wall of the Orlava dam forced 430 people out of two villages on Tuesday.

The gates had been left shut for eleven hours although the lake was rising, engineers revealed. The water office \
denied that the gates had been shut. "Every gate was worked by the book," it insisted.

Schools in the valley will stay closed until Friday, Governor Mila Toren said.

"Nobody warned us," said shopkeeper Olga Hran.
"""
CORRECTION = (
    WIRE.replace("Dam at Orlava", "UPDATE 1-Dam at Orlava")
    .replace("340 people", "360 people")
    .replace("ORLAVA, April 7", "(Corrects number in paragraph 1)\n\nORLAVA, April 7")
)
OWN = """Valley counts its sheep after the water

By Petra Dolm, Radio Orlava

Farmers drove their sheep up the hill by lamplight on Tuesday night. "I lost nine of them," said farmer Ivo Brand.

A spokeswoman for the water office said that every gate had been worked by the book.

Children stay at home this week. "There is no road to school," said headmistress Vera Kulm, who walked it.
"""


@dataclass(slots=True)
class Told:
    """A story with the names of its reports."""

    story: Story
    records: list[Record]
    names: dict[str, str]

    def parent(self, name: str) -> tuple[str | None, str]:
        """What a report was made from, and how."""
        ids = {value: key for key, value in self.names.items()}
        item = next(item for item in self.story.lineage if item.report == ids[name])
        return (self.names[item.from_] if item.from_ else None), item.kind

    def claim(self, words: str) -> Claim:
        """The claim of which a telling holds the words."""
        texts = {record.report.id: record for record in self.records}
        return next(
            claim
            for claim in self.story.claims
            if any(words in texts[telling.report].words(telling.span) for telling in claim.told_by)
        )


def tell(reader: Reader, **texts: tuple[str, str | None, str | None]) -> Told:
    """Tell the story of reports: name -> (text, published, outlet)."""
    reports = [report_from_text(text, published=day, external_id=name) for name, (text, day, _) in texts.items()]
    records = list(reader.records(reports))
    names = {record.report.id: name for record, name in zip(records, texts, strict=True)}
    outlets = {key: outlet for key, name in names.items() if (outlet := texts[name][2])}
    return Told(tell_story(records, outlets=outlets, codebook=reader.codebook), records, names)
