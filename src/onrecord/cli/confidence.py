"""`--min-confidence`: hide what is not sure enough, and leave no dangling id."""

from __future__ import annotations

from onrecord.record import Record


def at_least(record: Record, floor: float) -> Record:
    """The record without the statements and events whose confidence is below `floor`.

    A statement that a kept one stands in (`within`, `statement`, `performed_by`) is kept too, whatever its confidence:
    without it, what was only said would look like the reporter's own words. Findings about what is hidden are hidden.
    """
    if floor <= 0:
        return record
    events = [event for event in record.events if event.confidence >= floor]
    wanted = {statement.id for statement in record.statements if statement.confidence >= floor}
    for event in events:
        told = [event.statement, event.performed_by]
        told += [count.statement for count in event.counts] + [mention.statement for mention in event.mentions]
        wanted.update(name for name in told if name is not None)
    outer = {statement.id: statement.within for statement in record.statements}
    for name in list(wanted):
        above = outer.get(name)
        while above is not None and above not in wanted:
            wanted.add(above)
            above = outer.get(above)
    statements = [statement for statement in record.statements if statement.id in wanted]
    kept = wanted | {event.id for event in events}
    hidden = ({item.id for item in record.statements} | {item.id for item in record.events}) - kept
    findings = [finding for finding in record.findings if finding.about not in hidden]
    return record.model_copy(update={"statements": statements, "events": events, "findings": findings})
