"""`onrecord schema`: the record's JSON Schema."""

from __future__ import annotations

import json

from onrecord.cli.ending import ends_well


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of the record as it is printed; docs/record.schema.json holds the same."""
    from onrecord.record import Record

    body = Record.model_json_schema(by_alias=True, mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


@ends_well
def schema() -> None:
    """Print the JSON Schema of the record (the contract onrecord/1)."""
    print(schema_text(), end="")
