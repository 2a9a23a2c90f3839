"""`onrecord schema`: the JSON Schemas of what is printed."""

from __future__ import annotations

import json
from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from onrecord.cli.ending import ends_well


class Contract(StrEnum):
    """What there is a schema of."""

    RECORD = "record"
    STORIES = "stories"


_WHERE = {Contract.RECORD: ("onrecord.record", "Record"), Contract.STORIES: ("onrecord.stories.story", "Stories")}


def schema_text(contract: Contract = Contract.RECORD) -> str:
    """The JSON Schema (draft 2020-12) of a contract as it is printed; docs/ holds the same."""
    module, name = _WHERE[contract]
    body = getattr(import_module(module), name).model_json_schema(by_alias=True, mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


@ends_well
def schema(
    contract: Annotated[
        Contract, typer.Argument(metavar="[CONTRACT]", help="record or stories.", show_default=False)
    ] = Contract.RECORD,
) -> None:
    """Print the JSON Schema of the record (onrecord/1), or of the stories (onrecord-stories/1)."""
    print(schema_text(contract), end="")
