"""What an entry that breaks its schema has wrong, in words: which field, what stands there, what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from onrecord.codebook.loader import Entry
from onrecord.codebook.problems import meant, sentence
from onrecord.codebook.yaml_lines import Place

_LONGEST = 40


def schema_problems(schema: type[Entry], value: Any) -> list[tuple[Place, str]]:
    """All that is wrong with one entry: where in it, and a sentence."""
    if not isinstance(value, dict):
        fields = ", ".join(field_names(schema))
        return [((), f"{shown(value)} stands where fields are needed: {fields}.")]
    try:
        schema.model_validate(value)
    except ValidationError as error:
        return [(tuple(found["loc"]), _sentence(schema, dict(found))) for found in error.errors()]
    return []


def field_names(schema: type[BaseModel]) -> list[str]:
    """A schema's fields as they are written in YAML ("not", where Python has `ruled_out`)."""
    return [info.alias or name for name, info in schema.model_fields.items()]


def shown(value: Any) -> str:
    """A value as its writer knows it: in quotation marks where it is words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping (name: value)"
    words = str(value)
    words = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"
    return f"'{words}'" if isinstance(value, str) else words


def _sentence(schema: type[Entry], found: dict[str, Any]) -> str:
    loc, kind, value = found["loc"], found["type"], found["input"]
    if kind == "extra_forbidden":
        model = _model_at(schema, loc[:-1])
        names = field_names(model)
        fields = f"The fields are {', '.join(names)}."
        return f"{sentence(f"there is no field '{loc[-1]}'{meant(str(loc[-1]), names)}")} {fields}"
    if kind == "invalid_key":
        return f"{shown(value)} stands where a field's name is needed; put it in quotation marks."
    annotation = _annotation_at(schema, loc)
    if kind == "value_error":
        # a check of the schema's own, in words
        return sentence(str(found["msg"]).partition("Value error, ")[2])
    if kind == "missing":
        if isinstance(loc[-1], int):
            return f"{_wanted(_annotation_at(schema, loc[:-1]))} is needed."
        return f"the field '{loc[-1]}' is missing; write {_wanted(annotation)}."
    choices = _choices(annotation)
    if choices:
        return sentence(f"{shown(value)} is none of {', '.join(choices)}{meant(str(value), choices)}")
    if kind in ("too_short", "too_long"):
        return f"{shown(value)} of {len(value)} stands where {_wanted(annotation)} is needed."
    if kind.startswith(("greater_than", "less_than")):
        return f"{shown(value)} is out of range: it should be {found['msg'].partition('should be ')[2]}."
    return f"{shown(value)} stands where {_wanted(annotation)} is needed{_hint(annotation, value)}."


def _hint(annotation: Any, value: Any) -> str:
    if isinstance(value, bool) and annotation is str:
        return " (YAML takes yes, no, on and off for true and false: put such a word in quotation marks)"
    if isinstance(value, int | float) and annotation is str:
        return f': put it in quotation marks, "{value}"'
    if isinstance(value, str) and get_origin(annotation) in (list, tuple):
        return f": [{value}]" if len(value) <= _LONGEST else ""
    return ""


def _plain(annotation: Any) -> Any:
    """An annotation without its None."""
    if get_origin(annotation) in (Union, UnionType):
        rest = [item for item in get_args(annotation) if item is not NoneType]
        return rest[0] if len(rest) == 1 else annotation
    return annotation


def _annotation_at(schema: type[BaseModel], loc: tuple[str | int, ...]) -> Any:
    """What the schema wants at a place; Any where it can't be told."""
    at: Any = schema
    for step in loc:
        origin = get_origin(at)
        if isinstance(at, type) and issubclass(at, BaseModel):
            infos = {info.alias or name: info.annotation for name, info in at.model_fields.items()}
            at = _plain(infos.get(str(step), Any))
        elif origin is dict:
            at = _plain(get_args(at)[1])
        elif origin in (list, tuple):
            at = _plain(get_args(at)[0])
        else:
            return Any
    return at


def _model_at(schema: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    found = _annotation_at(schema, loc)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else schema


def _choices(annotation: Any) -> list[str]:
    return [str(item) for item in get_args(annotation)] if get_origin(annotation) is Literal else []


def _wanted(annotation: Any) -> str:
    choices = _choices(annotation)
    if choices:
        return f"one of {', '.join(choices)}"
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is tuple and inside[-1:] != (...,):
        return f"a list of {len(inside)} numbers ([56.9, 24.1])"
    if origin in (list, tuple):
        return "a list ([one, two])"
    if origin is dict:
        return "a mapping (name: value)"
    words = {str: "text", float: "a number", int: "a whole number", bool: "true or false"}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"a mapping with {', '.join(field_names(annotation))}"
    return words.get(annotation, "something else")
