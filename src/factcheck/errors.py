"""What can go wrong by the user's hand, and the exit codes.

    FactcheckError            anything that the user can mend: exit 2
    ├── UsageError            an option or argument that does not fit
    ├── InputError            a path that is not there, or nothing readable
    ├── ConfigError           factcheck.toml, [tool.factcheck], FACTCHECK_*
    └── RulesError            a file in rules/

Every message is one sentence: where, what, and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says to the shell."""

    CLEAN = 0
    FOUND = 1
    USAGE = 2
    INTERNAL = 3
    NOTHING_COMPARED = 4


class FactcheckError(Exception):
    """A mistake that the user can mend; `where` is a path or an option, `what` one sentence with the way out."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where, what)
        self.where = where
        self.what = what

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class UsageError(FactcheckError):
    """An option or argument that does not fit."""


class InputError(FactcheckError):
    """A path that is not there, or nothing that could be read."""


class ConfigError(FactcheckError):
    """A configuration file or variable that does not fit."""


class RulesError(FactcheckError):
    """A rules file that does not fit; `rule` and `key` say which entry."""

    def __init__(self, where: str, rule: str, key: str, what: str) -> None:
        super().__init__(where, what)
        self.args = (where, rule, key, what)  # what it is made of again where it comes from another process
        self.rule = rule
        self.key = key

    def __str__(self) -> str:
        entry = f": [{self.rule}]" if self.rule else ""
        key = f" {self.key}" if self.key else ""
        return f"{self.where}{entry}{key}: {self.what}"


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """What may have been meant by an unknown word: of what is known, what is most like it, and at least so much `alike`, of 1."""
    import difflib  # late: few are mistaken

    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=alike)), None)
