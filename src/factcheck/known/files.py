"""The baseline's file: JSON that is sorted, indented and in clear, so that its changes can be reviewed as those of any text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from factcheck.errors import InputError, nearest
from factcheck.known.baseline import Baseline, Entry
from factcheck.model import Relation, Review

KIND = "factcheck baseline"
SCHEMA_VERSION = 1

Word = TypeVar("Word", bound=StrEnum)


def load(file: str) -> Baseline:
    """The baseline in a file.

    Raises:
        InputError: it is not there, not a baseline, broken, or of a newer version.
    """
    where = shown(file)
    try:
        told: Any = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(where, f"there is no such baseline; factcheck baseline create PATH --baseline {where} makes it") from None
    except OSError as error:
        raise InputError(where, f"cannot be read: {error.strerror}; check --baseline") from None
    except json.JSONDecodeError as error:
        problem = f"is not valid JSON ({error.msg}); mend it there, or take back the last good version"
        raise InputError(f"{where}:{error.lineno}", problem) from None
    except (ValueError, RecursionError):  # not UTF-8, a number of endless length, brackets without end
        raise InputError(where, "is not a text in JSON; check --baseline") from None
    return Baseline(_entries(told, where))


def save(baseline: Baseline, file: str) -> None:
    """Writes a baseline, whole or not at all.

    Raises:
        InputError: the file cannot be written.
    """
    from factcheck.output import save as save_text

    save_text(rendered(baseline), Path(file), option="--baseline")


def rendered(baseline: Baseline) -> str:
    """The text of a baseline's file."""
    from factcheck.report.words import harmless

    told = {"kind": KIND, "schema_version": SCHEMA_VERSION, "entries": [_object(entry) for entry in baseline.sorted()]}
    return harmless(json.dumps(told, indent=2, ensure_ascii=False)) + "\n"


def shown(file: str) -> str:
    """A file as messages name it: from the working folder where it lies under it."""
    path, here = Path(file), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _object(entry: Entry) -> Mapping[str, object]:
    return {
        "fingerprint": entry.fingerprint,
        "rule": entry.rule,
        "relation": entry.relation.value,
        "topic": entry.topic,
        "claims": [{"value": value, "source": source} for value, source in entry.claims],
        "review": entry.review.value,
        "note": entry.note,
    }


def _entries(told: object, where: str) -> Mapping[str, Entry]:
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise InputError(where, "is JSON, but no baseline of factcheck; check --baseline")
    version = told.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise InputError(where, f"is of version {version}, and this factcheck reads up to {SCHEMA_VERSION}; update factcheck")
    entries = told.get("entries")
    if version != SCHEMA_VERSION or not isinstance(entries, list):
        raise InputError(where, "is a baseline without its schema_version or entries; take back the last good version")
    held: dict[str, Entry] = {}
    for number, item in enumerate(entries, 1):
        try:
            entry = _entry(item)
        except ValueError as problem:
            raise InputError(f"{where}: entry {number}", f"{problem}; mend it, or take the entry out") from None
        if entry.fingerprint in held:  # of two branches that were merged, each may hold another verdict
            raise InputError(f"{where}: entry {number}", f"a second one with the fingerprint {entry.fingerprint}; keep one of the two")
        held[entry.fingerprint] = entry
    return held


def _entry(told: object) -> Entry:
    """The entry in an object; a key that is left out has the value of a new entry."""
    if not isinstance(told, dict):
        raise ValueError("must be an object")
    if not (mark := _words(told, "fingerprint")):
        raise ValueError("has no fingerprint")
    claims = told.get("claims", [])
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        raise ValueError("claims must be a list of objects")
    return Entry(
        fingerprint=mark, rule=_words(told, "rule"), topic=_words(told, "topic"), note=_words(told, "note"),
        relation=_choice(told, "relation", Relation.CONFLICT), review=_choice(told, "review", Review.ACCEPTED),
        claims=tuple((_words(claim, "value"), _words(claim, "source") or None) for claim in claims),
    )  # fmt: skip


def _words(told: Mapping[str, object], key: str) -> str:
    value = told.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{key} must be words in quotation marks")
    return value


def _choice(told: Mapping[str, object], key: str, default: Word) -> Word:
    """One word of a closed set."""
    kinds = {word.value: word for word in type(default)}
    given = _words(told, key) or default.value
    if given not in kinds:
        near = nearest(given, kinds)
        raise ValueError(f'{key} cannot be "{given}"; ' + (f'did you mean "{near}"?' if near else f"choose one of {', '.join(kinds)}"))
    return kinds[given]


__all__ = ["KIND", "SCHEMA_VERSION", "load", "rendered", "save", "shown"]
