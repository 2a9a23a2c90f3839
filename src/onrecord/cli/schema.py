"""`onrecord schema`: the JSON Schemas of the record, the comparison, the stories and the dyad."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.ending import ends_well

if TYPE_CHECKING:
    from pydantic import BaseModel


class Contract(StrEnum):
    """What has a published schema."""

    RECORD = "record"
    COMPARISON = "comparison"
    STORIES = "stories"
    DYAD = "dyad"


def schema_text(contract: Contract = Contract.RECORD) -> str:
    """The JSON Schema (draft 2020-12) of what is printed; docs/NAME.schema.json holds the same."""
    body = _model(contract).model_json_schema(by_alias=True, mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _model(contract: Contract) -> type[BaseModel]:
    if contract is Contract.COMPARISON:
        from onrecord.stories.comparison import Comparison

        return Comparison
    if contract is Contract.STORIES:
        from onrecord.stories.story import Stories

        return Stories
    if contract is Contract.DYAD:
        from onrecord.measure.dyad import Dyad

        return Dyad
    from onrecord.record import Record

    return Record


@ends_well
def schema(
    contract: Annotated[
        Contract,
        typer.Argument(
            metavar="CONTRACT",
            help="record (onrecord/1), comparison (onrecord-comparison/1), stories (onrecord-stories/1) "
            "or dyad (onrecord-dyad/1).",
        ),
    ] = Contract.RECORD,
) -> None:
    """Print the JSON Schema of the record, of the comparison, of the stories, or of the dyad."""
    print(schema_text(contract), end="")
