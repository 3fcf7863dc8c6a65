"""A ledger that was read, as JSON and as lines for a terminal."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from linli.people.rules.ledgers.shapes import (
    IssueKind,
    LedgerColumn,
    LedgerIssue,
    LedgerRow,
    LedgerSheet,
    ReadLedger,
    Unread,
)
from linli.ui.web.wording import message_of


def plain_value(value: object) -> object:
    """What JSON has no type for: decimals as numbers, everything else as text."""
    return float(value) if isinstance(value, Decimal) else str(value)


def shown_ledger(ledger: ReadLedger, name: str, only: str = "") -> dict[str, Any]:
    """All that was read; ``header_rows`` and ``rows`` are the first sheet's with data, others are in ``sheets``."""
    sheets = [_sheet(sheet) for sheet in ledger.sheets if only in ("", sheet.name)]
    main = next((sheet for sheet in sheets if sheet["rows"] and not sheet["hidden"]), None)
    main = main or next((sheet for sheet in sheets if sheet["rows"]), {"name": "", "header_rows": None, "rows": []})
    rows = [row for sheet in sheets if sheet["name"] == main["name"] for row in sheet["rows"]]
    return {
        "file": name,
        "kind": ledger.kind,
        "sheet": main["name"],
        "header_rows": main["header_rows"],
        "rows": rows,
        "sheets": [_but_rows(sheet) if sheet["name"] == main["name"] else sheet for sheet in sheets],
        "unread": [_unread(item) for item in ledger.unread],
    }


def _but_rows(sheet: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sheet.items() if name != "rows"}


def _sheet(sheet: LedgerSheet) -> dict[str, Any]:
    letters = {column.key: column.letter for column in sheet.columns}
    rows = [_row(row, letters) for row in sheet.rows]
    return {
        "name": sheet.name,
        "hidden": sheet.is_hidden,
        "forms": sheet.is_form,
        "header_rows": list(sheet.header_rows) if sheet.header_rows else None,
        "facts": dict(sheet.facts),
        "columns": [_column(column) for column in sheet.columns],
        "counts": {
            "data": len(rows),
            "flagged": sum(row["flagged"] for row in rows),
            "other": len(sheet.non_data),
        },
        "non_data": [{"row": row, "kind": kind.value, "text": text} for row, kind, text in sheet.non_data],
        "unread": [_unread(item) for item in sheet.unread],
        "rows": rows,
    }


def _column(column: LedgerColumn) -> dict[str, Any]:
    return {
        "letter": column.letter,
        "key": column.key,
        "path": list(column.path),
        "meaning": column.meaning,
        "kind": column.kind,
        "destination": column.destination.value,
        "field": column.register_field,
        "unit": column.unit,
        "confidence": column.confidence,
        "why": list(column.why),
        "person": column.person,
    }


def _row(row: LedgerRow, letters: dict[str, str]) -> dict[str, Any]:
    """Values stand under the column's name and under its letter."""
    by_letter = {letters[key]: value for key, value in row.values.items() if key in letters}
    shown: dict[str, Any] = {
        "row": row.number,
        "values": {**by_letter, **row.values},
        "flagged": row.flagged,
        "reasons": [_issue(issue, letters) for issue in row.issues if issue.kind is not IssueKind.NORMALISED],
    }
    if row.persons:
        shown["persons"] = [dict(person) for person in row.persons]
    return shown


def _issue(issue: LedgerIssue, letters: dict[str, str]) -> dict[str, Any]:
    return {
        "column": letters.get(issue.key, ""),
        "key": issue.key,
        "kind": issue.kind.value,
        "code": issue.code.code,
        "text": message_of(issue.code, issue.data),
    }


def _unread(item: Unread) -> dict[str, str]:
    return {"code": item.code.code, "text": message_of(item.code, item.data)}


def summary_of(shown: dict[str, Any]) -> Iterator[str]:
    """A ledger in lines: its columns, and the rows that want a person."""
    yield f"{shown['file']} ({shown['kind']})"
    for sheet in shown["sheets"]:
        rows = sheet.get("rows", shown["rows"])
        counts = sheet["counts"]
        yield f"  {sheet['name']}: {counts['data']} rows, {counts['flagged']} flagged, {counts['other']} without data"
        for column in sheet["columns"]:
            sure = f"{column['meaning']} {column['confidence']}%" if column["meaning"] else "?"
            yield f"    {column['letter']:>3} {column['key']}: {sure} → {column['destination']}"
        for row in rows:
            for reason in row["reasons"] if row["flagged"] else ():
                yield f"    row {row['row']} {reason['key']}: {reason['text']}"
        for item in sheet["unread"]:
            yield f"    {item['text']}"
