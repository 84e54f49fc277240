"""What a level of a comparison can come to.

`different` ends the comparison: the claims answer different questions. `apart` speaks against, and leaves it to the evidence.
`near` is the same in all but one respect. A part that one side does not give is `unknown`, never `same`.
"""

from __future__ import annotations

from factcheck.model import Level

SAME = "same"
NEAR = "near"
UNKNOWN = "unknown"
APART = "apart"
DIFFERENT = "different"


def outcome(levels: tuple[Level, ...], name: str) -> str | None:
    """The outcome of a level, None where the comparison ended before it."""
    for level in levels:
        if level.name == name:
            return level.outcome
    return None
