"""onrecord reads news reports and keeps the record: who did and said what to whom, when, where, and on whose word.

The public names are imported when they are first used, so that `import onrecord` loads neither spaCy nor a model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from onrecord.errors import OnrecordError as OnrecordError
    from onrecord.intake.plain import report_from_text as report_from_text
    from onrecord.intake.report import Report as Report
    from onrecord.reader import Reader as Reader
    from onrecord.reader import read as read
    from onrecord.reader import read_many as read_many
    from onrecord.record import Record as Record
    from onrecord.stories.compare import compare as compare
    from onrecord.stories.comparison import Comparison as Comparison
    from onrecord.stories.gather import tell_stories as tell_stories
    from onrecord.whole_archive import Archive as Archive

_WHERE = {
    "Archive": "onrecord.whole_archive",
    "Comparison": "onrecord.stories.comparison",
    "OnrecordError": "onrecord.errors",
    "Reader": "onrecord.reader",
    "Record": "onrecord.record",
    "Report": "onrecord.intake.report",
    "compare": "onrecord.stories.compare",
    "read": "onrecord.reader",
    "read_many": "onrecord.reader",
    "report_from_text": "onrecord.intake.plain",
    "tell_stories": "onrecord.stories.gather",
}
__all__ = [
    "Archive",
    "Comparison",
    "OnrecordError",
    "Reader",
    "Record",
    "Report",
    "__version__",
    "compare",
    "read",
    "read_many",
    "report_from_text",
    "tell_stories",
]


def __dir__() -> list[str]:
    return [*__all__]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'onrecord' has no attribute '{name}'")
    return getattr(import_module(_WHERE[name]), name)
