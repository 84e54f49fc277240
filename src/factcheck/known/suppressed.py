"""Suppressed: pairs and flaws that a comment in one of their documents accepts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from factcheck.errors import InputError, nearest
from factcheck.model import Claim, Flaw, Pair, Relation, Suppression

OPEN = frozenset({Relation.CONFLICT, Relation.TENSION})  # what can be accepted; an agreement asks for nothing


class Suppressions:
    """The suppressions of a run, and which of them have accepted something by now."""

    def __init__(self, suppressions: Iterable[Suppression], codes: Collection[str]) -> None:
        """Takes suppressions, and the codes of all checks.

        Raises:
            InputError: one cannot be understood, gives no reason, or names a check that there is not; with file, line and remedy.
        """
        self._by_path: dict[str, list[Suppression]] = {}
        for suppression in suppressions:
            _require_sound(suppression, codes)
            self._by_path.setdefault(suppression.path, []).append(suppression)
        self._used: set[Suppression] = set()

    def accepting(self, item: Pair | Flaw, members: Iterable[Claim]) -> Suppression | None:
        """The suppression of the narrowest reach that accepts a pair or flaw: its check, with a claim on a line that it speaks for."""
        if item.relation not in OPEN:
            return None
        fitting = (
            suppression
            for claim in members
            for suppression in self._by_path.get(claim.metadata.path, ())
            if item.rule in suppression.codes and _speaks_for(suppression, claim.line)
        )
        found = min(fitting, key=lambda suppression: (suppression.lines is None, suppression.path, suppression.line), default=None)
        if found is not None:
            self._used.add(found)
        return found

    def unused(self) -> tuple[Suppression, ...]:
        """Those that accept nothing, in the order of their places."""
        every = (own for listed in self._by_path.values() for own in listed if own not in self._used)
        return tuple(sorted(every, key=lambda own: (own.path, own.span)))


def _require_sound(suppression: Suppression, codes: Collection[str]) -> None:
    unknown = next((code for code in suppression.codes if code not in codes), None)
    problem = suppression.problem or (_unknown(unknown, codes) if unknown else None)
    if problem:
        raise InputError(f"{suppression.path}:{suppression.line}", problem)


def _unknown(code: str, codes: Collection[str]) -> str:
    near = nearest(code, sorted(codes))
    return f'there is no check "{code}" to ignore; ' + (f"did you mean {near}?" if near else f"known are {', '.join(sorted(codes))}")


def _speaks_for(suppression: Suppression, line: int) -> bool:
    return suppression.lines is None or suppression.lines[0] <= line <= suppression.lines[1]
