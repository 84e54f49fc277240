"""Copies: one text in several documents, syndicated under other headlines, shortened, or updated; what it says counts once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from factcheck.compare.fingerprints import normal
from factcheck.model import Claim, Metadata, Pair, Relation

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words
_SAMPLE = 4  # one shingle in so many is kept
_LEAST = 8  # shingles of a sample that is large enough to tell
_COMMON = 40  # documents; a shingle that more of them hold is furniture
_TOLD = (Relation.CONFLICT, Relation.TENSION)
_ALIKE = 0.8  # of the shorter sample: what a desk cuts and changes in agency copy stays below a fifth


def sketch(text: str) -> frozenset[int]:
    """A sample of the shingles of a text, the same ones in every document that holds them.

    By the hashes that a number divides, so that the share of one text in another can be estimated, whatever their lengths
    (A. Broder, On the resemblance and containment of documents, 1997).
    """
    words = _WORD.findall(text.casefold())
    shingles = (" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    hashes = (crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles)
    return frozenset(found for found in hashes if found % _SAMPLE == 0)


def ranked(documents: Iterable[Metadata], new: frozenset[str]) -> tuple[str, ...]:
    """The paths of documents, those first that are kept of several copies: new ones, then the newest."""
    return tuple(document.path for document in sorted(documents, key=lambda document: _rank(document, new)))


def _rank(document: Metadata, new: frozenset[str]) -> tuple[bool, int, str]:
    published = document.published.first.toordinal() if document.published is not None else 0
    return document.path not in new, -published, document.path


def copies(sketches: Mapping[str, frozenset[int]], paths: Sequence[str]) -> dict[str, str]:
    """For every document that is a copy, which one is kept; `paths` in the order in which they are to be kept."""
    rank = {path: place for place, path in enumerate(paths)}
    holders: dict[int, list[str]] = {}
    found: dict[str, str] = {}
    for path in paths:
        own = sketches[path]
        shared = Counter(other for mark in own if len(holders.get(mark, ())) <= _COMMON for other in holders.get(mark, ()))
        best = max(shared, key=lambda other: (shared[other], -rank[other]), default=None)
        if best is not None and _is_copy(own, sketches[best], shared[best]):
            found[path] = best
            continue
        for mark in own:
            holders.setdefault(mark, []).append(path)
    return found


def _is_copy(own: frozenset[int], other: frozenset[int], shared: int) -> bool:
    """Whether two samples are of one text; of short ones, only where they are the same."""
    smaller = min(len(own), len(other))
    return own == other or (smaller >= _LEAST and shared >= smaller * _ALIKE)


def once(pairs: Sequence[Pair], claims: Mapping[str, Claim], kept: Mapping[str, str]) -> list[Pair]:
    """The pairs without the conflicts and tensions that only say again, in a copy, what another one says."""
    first = _first(claims.values(), kept) if kept else {}
    present = {frozenset((pair.a, pair.b)) for pair in pairs if pair.relation in _TOLD}

    def repeats(pair: Pair) -> bool:
        shown = frozenset((first[pair.a], first[pair.b]))
        return shown != frozenset((pair.a, pair.b)) and shown in present

    return [pair for pair in pairs if not first or pair.relation not in _TOLD or not repeats(pair)]


def _first(claims: Iterable[Claim], kept: Mapping[str, str]) -> dict[str, str]:
    """For every claim the one that stands for it: the same sentence with the same value, in the document that is kept."""
    named: dict[str, str] = {}
    chosen: dict[tuple[str, str, int, str], str] = {}
    for claim in sorted(claims, key=lambda claim: claim.metadata.path in kept):
        path, mention = claim.metadata.path, claim.mention
        place = mention.span.start - mention.sentence.start
        named[claim.id] = chosen.setdefault((kept.get(path, path), claim.quote.casefold(), place, normal(claim)), claim.id)
    return named
