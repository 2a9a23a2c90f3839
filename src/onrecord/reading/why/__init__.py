"""Why a cell of the record is what it is: the words, the rule or codebook entry, and what else was possible."""

from onrecord.reading.why.explain import cells, explain

__all__ = ["cells", "explain"]
