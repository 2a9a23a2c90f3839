"""The kinds of findings, from findings.yaml."""

from __future__ import annotations

from onrecord.codebook.loader import Codebook, Entry
from onrecord.record import Severity


class FindingKind(Entry):
    """One code's severity, message and remedy; the message has fields in braces."""

    severity: Severity
    message: str
    remedy: str


def finding_kinds(codebook: Codebook) -> dict[str, FindingKind]:
    """The kinds by code. Raises CodebookError."""
    return codebook.table("findings", FindingKind)
