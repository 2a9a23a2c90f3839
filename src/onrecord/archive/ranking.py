"""The sentences that hold the words of a question, and how well each fits: full text in both databases."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, any_, bindparam, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from onrecord.archive.schema import sentences

_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words that stand in nearly every sentence: PostgreSQL leaves them out of its index, so we leave them out of questions.
_COMMON = frozenset("a an and are as at be by for from in is it of on or that the to was were with".split())

# All numbers in one row: SQLAlchemy makes an object of each row.
_HOLDING = text(
    "SELECT json_group_array(number) FROM (SELECT rowid AS number FROM sentences_index "
    "WHERE sentences_index MATCH :asked ORDER BY rowid DESC LIMIT :most)"
)
# The plus keeps SQLite from asking the index anew for each number. BM25 is turned round: SQLite's is the lower the
# better.
_SCORES = text(
    "SELECT rowid, -bm25(sentences_index) FROM sentences_index WHERE sentences_index MATCH :asked "
    "AND rowid BETWEEN :first AND :last AND +rowid IN (SELECT value FROM json_each(:chosen))"
)


def terms_of(words: str) -> list[list[str]]:
    """The terms that are asked for; a term of several words is a phrase."""
    asked = []
    for match in _ASKED.finditer(words):
        phrase = _WORD.findall((match[1] or match[2] or "").lower())
        if phrase:
            asked.append(phrase)
    telling = [term for term in asked if len(term) > 1 or term[0] not in _COMMON]
    return telling or asked


def among(connection: Connection, column: ColumnElement[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Whether a column has one of very many numbers: handed over as one value, where one by one they take longer than
    the search."""
    if connection.dialect.name == "sqlite":
        return column.in_(select(func.json_each(json.dumps(numbers)).table_valued("value").c.value))
    return column == any_(bindparam(None, list(numbers), type_=ARRAY(BigInteger)))


class Wording:
    """What is asked for in words, in an archive."""

    def __init__(self, connection: Connection, terms: list[list[str]]) -> None:
        self.connection, self.terms = connection, terms
        self.is_sqlite = connection.dialect.name == "sqlite"
        self.match = " ".join('"' + " ".join(term) + '"' for term in terms)

    def sentences(self, most: int | None = None) -> list[int]:
        """The numbers of the sentences that hold all terms, the latest first; at most so many."""
        if self.is_sqlite:
            # To SQLite -1 is no limit.
            asked = {"asked": self.match, "most": -1 if most is None else most}
            found: list[int] = json.loads(self.connection.scalar(_HOLDING, asked) or "[]")
            return sorted(found, reverse=True)
        query = select(sentences.c.number).where(_words().op("@@")(self._asked()))
        return list(self.connection.scalars(query.order_by(sentences.c.number.desc()).limit(most)))

    def ranked(self, chosen: list[int]) -> list[tuple[int, float]]:
        """Sentences that hold all terms, by number, each with its score; the best first."""
        if not chosen:
            return []
        found: Any
        if self.is_sqlite:
            asked = {"asked": self.match, "first": min(chosen), "last": max(chosen), "chosen": json.dumps(chosen)}
            found = self.connection.execute(_SCORES, asked)
        else:
            # The last argument is the norm: a sentence's length counts, as it does in BM25.
            score = func.ts_rank(_words(), self._asked(), 1)
            found = self.connection.execute(select(sentences.c.number, score).where(sentences.c.number.in_(chosen)))
        return sorted(((number, score) for number, score in found), key=lambda pair: (-round(pair[1], 9), -pair[0]))

    def _asked(self) -> Any:
        asked: Any = None
        for term in self.terms:
            part = func.phraseto_tsquery(literal_column("'english'::regconfig"), " ".join(term))
            asked = part if asked is None else asked.op("&&")(part)
        return asked


def _words() -> ColumnElement[Any]:
    return literal_column("sentences.words")
