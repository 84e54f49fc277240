"""What a run did beside its findings: counts by check and relation, and the documents that were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factcheck.model import Metadata, Report
from factcheck.report.view import View
from factcheck.report.words import UNKNOWN, published, visible

Row = tuple[str, ...]


def overview(report: Report, view: View) -> list[list[Row]]:
    """The tables that are asked for, each with its titles as first row."""
    tables = []
    if view.statistics and report.findings:
        tables.append([("count", "check", "relation", "meaning"), *statistics(report)])
    if view.files:
        tables.append([("document", "source", "published", "from"), *map(_document, report.documents)])
        if report.skipped:
            tables.append([("not read", "reason"), *((visible(item.path), visible(item.reason)) for item in report.skipped)])
    return tables


def statistics(report: Report) -> Iterator[Row]:
    """How many findings each check has in each relation, the most first, and what the check means."""
    counts = Counter((finding.rule, finding.relation) for finding in report.findings)
    titles = {check.code: visible(check.title) for check in report.checks}
    for (rule, relation), count in sorted(counts.items(), key=lambda item: (-item[1], item[0][0], item[0][1].severity)):
        yield f"{count:,}", rule, relation.value, titles.get(rule, "")


def plain(report: Report, view: View) -> str:
    """The tables as lines of text, for where no page is laid out."""
    return "\n".join(_columns(table) for table in overview(report, view))


def _columns(table: list[Row]) -> str:
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in table)


def _document(document: Metadata) -> Row:
    """A document with where its source and its date were found."""
    origins = dict(document.origins)
    told = [f"{entry}: {visible(origins[entry])}" for entry in ("source", "published") if entry in origins]
    return visible(document.path), visible(document.source or UNKNOWN), published(document), "; ".join(told) or UNKNOWN
