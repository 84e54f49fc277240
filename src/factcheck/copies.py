"""Copies: one text in several documents, syndicated under other headlines, shortened, or updated; what it says counts once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from zlib import crc32

from factcheck.compare.fingerprints import normal
from factcheck.model import Claim, Metadata, Pair, Relation

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words
_SAMPLE = 4  # one shingle in so many is kept
_LEAST = 8  # shingles of a sample that is large enough to tell
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


def ranked(documents: Iterable[Metadata], new: Collection[str]) -> list[Metadata]:
    """Documents, those first that are kept of several copies: new ones, then the newest."""
    return sorted(documents, key=lambda document: _rank(document, new))


def _rank(document: Metadata, new: Collection[str]) -> tuple[bool, int, str]:
    published = document.published.first.toordinal() if document.published is not None else 0
    return document.path not in new, -published, document.path


def alike(first: frozenset[int], second: frozenset[int]) -> int:
    """How many sampled passages two texts share, where these make them one text; 0 where they are two.

    Short texts are one only where they are the same.
    """
    shared, smaller = len(first & second), min(len(first), len(second))
    return shared if first == second or (smaller >= _LEAST and shared >= smaller * _ALIKE) else 0


def copies(found: Iterable[tuple[str, str, int]], order: Iterable[Metadata]) -> dict[str, str]:
    """For every document that is a copy, which one is kept: `found` are the paths of two of one text, with what they share.

    `order` are the documents concerned, those first that are to be kept.
    """
    shared: dict[str, dict[str, int]] = {}
    for a, b, passages in found:
        shared.setdefault(a, {})[b] = passages
        shared.setdefault(b, {})[a] = passages
    kept: dict[str, int] = {}
    copied: dict[str, str] = {}
    for document in order:
        others = [other for other in shared.get(document.path, ()) if other in kept]
        if others:
            copied[document.path] = max(others, key=lambda other: (shared[document.path][other], -kept[other]))
        else:
            kept[document.path] = len(kept)
    return copied


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
