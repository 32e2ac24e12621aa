"""The candidate's estimates, sorted into the rows of four tables."""

import re
from collections.abc import Iterable

from interview_flow.frozen import Frozen
from interview_flow.notes import Estimate

ROWS: dict[str, dict[str, str]] = {
    "users": {
        "growth_rate": r"growth|grow",
        "concurrent_users": r"concurrent|at once|at the same time|peak",
        "daily_users": r"\bdau\b|daily|a day|per day",
        "total_users": "",
    },
    "traffic": {
        "reads_to_writes": r"ratio|\d ?: ?\d|per write|to one\b",
        "peak_requests": r"\bpeak",
        "average_requests": r"per second|/ ?s\b|\bqps\b|\brps\b|a second|/sec",
        "daily_requests": r"per day|a day|daily|/ ?day",
        "other_requests": "",
    },
    "stored": {
        "data_per_item": r"(?:bytes?|[km]b)\s+(?:per|each|an?|for each)\s+(?!day|month|year|second)",
        "storage_over_years": r"years?\b",
        "daily_growth": r"(?:per|an?|/) ?day\b|daily",
        "monthly_growth": r"(?:per|an?|/) ?(?:week|month)\b|monthly",
        "memory": r"\bmemory|\bram\b|\bcached?\b",
        "total_data": "",
    },
    "network": {
        "request_size": r"request size|per request|each request",
        "response_size": r"response size|per response|each response|page weigh",
        "peak_bandwidth": r"\bpeak",
        "bandwidth": "",
    },
    "other": {"keys": r"codes?|keys?\b|ids?\b|\^", "figure": ""},
}
"""Table -> row -> the words by which an estimate belongs to it; the empty pattern takes the rest."""
TABLE_OF = {
    "users": "users", "growth": "stored", "requests": "traffic", "ratio": "traffic", "storage": "stored", "memory": "stored", "bandwidth": "network",
}  # fmt: skip
_USERS_GROW = re.compile(r"\busers?\b.*\bgrow|\bgrow.*\busers?\b")


class CapacityRow(Frozen):
    """One estimate in the row that it belongs to."""

    row: str
    estimate: Estimate


def tables(estimates: Iterable[Estimate]) -> dict[str, tuple[CapacityRow, ...]]:
    """The tables that have a row, each in the order of its rows."""
    found: dict[str, list[CapacityRow]] = {table: [] for table in ROWS}
    for estimate in estimates:
        table = _table(estimate)
        found[table].append(CapacityRow(row=_row(table, estimate), estimate=estimate))
    return {table: tuple(sorted(rows, key=lambda each: list(ROWS[table]).index(each.row))) for table, rows in found.items() if rows}


def unfilled(filled: dict[str, tuple[CapacityRow, ...]]) -> tuple[str, ...]:
    """The tables that no estimate belongs to."""
    return tuple(table for table in ROWS if table not in filled and table != "other")


def _table(estimate: Estimate) -> str:
    if estimate.metric == "growth" and _USERS_GROW.search(estimate.text.casefold()):
        return "users"
    return TABLE_OF.get(estimate.metric, "other")


def _row(table: str, estimate: Estimate) -> str:
    if table == "traffic" and "peak" in estimate.text.casefold() and "average" not in estimate.text.casefold():
        return "peak_requests"
    for text in (estimate.value, estimate.text):
        for row, words in ROWS[table].items():
            if text and words and re.search(words, text.casefold()):
                return row
    return list(ROWS[table])[-1]
