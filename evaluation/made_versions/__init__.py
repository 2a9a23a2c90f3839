"""Versions of reports with known changes, made by program, and how well `compare` names them.

The reports are those of shared/corpora/wikinews.jsonl; nothing of them, and no version, is stored. Edits find where
they can be made by onrecord's own record and parse of the report: what the reader does not see is never edited, so
that these figures check the machinery of the comparison only, and share the reader's blind spots. What counts is the
gold of pairs, which was written by somebody who has not seen the rules.
"""
