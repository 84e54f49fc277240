"""What a shell offers for the values of options; asked only while somebody presses the tab key."""

from __future__ import annotations

from collections.abc import Iterable

Offer = tuple[str, str]  # a value and what it means


def formats(incomplete: str) -> list[str]:
    """The formats of reports."""
    from factcheck.report import REPORTS

    return _beginning(REPORTS, incomplete)


def claim_formats(incomplete: str) -> list[str]:
    """The formats of claims."""
    from factcheck.report import CLAIM_FORMATS

    return _beginning(CLAIM_FORMATS, incomplete)


def codes(incomplete: str) -> list[Offer]:
    """The checks with their titles, after the last comma."""
    from factcheck.rules import load

    before, typed = _parted(incomplete)
    checks = ((rule.name, str(rule.data.get("title", ""))) for rule in load().table("check"))
    return [(before + code, title) for code, title in checks if code.startswith(typed)]


def relations(incomplete: str) -> list[str]:
    """The relations, after the last comma."""
    from factcheck.model import Relation
    from factcheck.settings import ALL

    before, typed = _parted(incomplete)
    return [before + name for name in _beginning((*(relation.value for relation in Relation), ALL), typed)]


def thresholds(incomplete: str) -> list[str]:
    """The values of --fail-on."""
    from factcheck.settings import FAIL_ON

    return _beginning(FAIL_ON, incomplete)


def engines(incomplete: str) -> list[str]:
    """The values of --engine."""
    from factcheck.settings import ENGINES

    return _beginning(ENGINES, incomplete)


def colors(incomplete: str) -> list[str]:
    """The values of --color."""
    from factcheck.settings import COLORS

    return _beginning(COLORS, incomplete)


def _beginning(names: Iterable[str], typed: str) -> list[str]:
    return [name for name in names if name.startswith(typed)]


def _parted(incomplete: str) -> tuple[str, str]:
    """What stands before the last comma, with it, and what is being typed."""
    before, comma, typed = incomplete.rpartition(",")
    return before + comma, typed
