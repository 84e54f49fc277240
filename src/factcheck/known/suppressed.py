"""Suppressed: pairs and flaws that a comment in one of their documents accepts."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.errors import InputError
from factcheck.model import Claim, Flaw, Pair, Relation, Suppression

OPEN = frozenset({Relation.CONFLICT, Relation.TENSION})  # what can be accepted; an agreement asks for nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What stays of the pairs and flaws, and what is accepted, each with the suppression by which it is."""

    pairs: tuple[Pair, ...]
    flaws: tuple[Flaw, ...]
    accepted: tuple[tuple[Pair | Flaw, Suppression], ...]

    def unused(self, suppressions: Iterable[Suppression]) -> tuple[Suppression, ...]:
        """The suppressions that accept nothing, in the order of their places."""
        used = {by for _, by in self.accepted}
        return tuple(sorted((own for own in suppressions if own not in used), key=lambda own: (own.path, own.span)))


def require_sound(suppressions: Iterable[Suppression], codes: Collection[str]) -> None:
    """Refuses a suppression that cannot be understood, gives no reason or names a check that there is not.

    Raises:
        InputError: with file, line and remedy.
    """
    for suppression in suppressions:
        unknown = next((code for code in suppression.codes if code not in codes), None)
        problem = suppression.problem or (_unknown(unknown, codes) if unknown else None)
        if problem:
            raise InputError(f"{suppression.path}:{suppression.line}", problem)


def _unknown(code: str, codes: Collection[str]) -> str:
    near = difflib.get_close_matches(code, sorted(codes), n=1)
    return f'there is no check "{code}" to ignore; ' + (f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(codes))}")


def sift(pairs: Sequence[Pair], flaws: Sequence[Flaw], claims: Mapping[str, Claim], suppressions: Iterable[Suppression]) -> Sifted:
    """Parts what stays from what a suppression accepts: its check, with a claim on a line that the comment speaks for."""
    by_path: dict[str, list[Suppression]] = {}
    for suppression in suppressions:
        by_path.setdefault(suppression.path, []).append(suppression)
    if not by_path:
        return Sifted(pairs=tuple(pairs), flaws=tuple(flaws), accepted=())
    accepted_pairs = {pair: by for pair in pairs if (by := _accepting(pair, (claims[pair.a], claims[pair.b]), by_path))}
    accepted_flaws = {flaw: by for flaw in flaws if (by := _accepting(flaw, flaw.claims, by_path))}
    return Sifted(
        pairs=tuple(pair for pair in pairs if pair not in accepted_pairs),
        flaws=tuple(flaw for flaw in flaws if flaw not in accepted_flaws),
        accepted=(*accepted_pairs.items(), *accepted_flaws.items()),
    )


def _accepting(item: Pair | Flaw, members: Iterable[Claim], by_path: Mapping[str, Iterable[Suppression]]) -> Suppression | None:
    """The suppression of the narrowest reach that accepts a pair or flaw."""
    if item.relation not in OPEN:
        return None
    fitting = (
        suppression
        for claim in members
        for suppression in by_path.get(claim.metadata.path, ())
        if item.rule in suppression.codes and _speaks_for(suppression, claim.line)
    )
    return min(fitting, key=lambda suppression: (suppression.lines is None, suppression.path, suppression.line), default=None)


def _speaks_for(suppression: Suppression, line: int) -> bool:
    return suppression.lines is None or suppression.lines[0] <= line <= suppression.lines[1]
