"""Copies: one text in several documents, syndicated under other headlines, shortened, or updated; what it says counts once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from zlib import crc32

from factcheck.compare.fingerprints import normal
from factcheck.model import Claim, Ids, Metadata, Pair, Relation, ids

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


def standing_for(claims: Iterable[Claim], kept: Mapping[str, str]) -> dict[str, str]:
    """The claims that another one stands for, with that: the same sentence with the same value, in the document that is kept.

    The claims are those of one document after the other, of copies last.
    """
    originals = frozenset(kept.values())
    told: dict[str, str] = {}
    shared: dict[tuple[str, str, int, str], str] = {}
    for path, members in groupby(claims, key=lambda claim: claim.metadata.path):
        chosen = shared if path in kept or path in originals else {}  # all others are met by nobody, and need not be held
        for claim in members:
            place = claim.mention.span.start - claim.mention.sentence.start
            first = chosen.setdefault((kept.get(path, path), claim.quote.casefold(), place, normal(claim)), claim.id)
            if first != claim.id:
                told[claim.id] = first
    return told


def again(pairs: Iterable[Pair], first: Mapping[str, str]) -> frozenset[Ids]:
    """The conflicts and tensions that only say again, in a copy, what another one says.

    `pairs` are gone through twice; `first` are the claims that others stand for, with these.
    """
    if not first:
        return frozenset()
    shown = {
        pair.ids: ids(first.get(pair.a, pair.a), first.get(pair.b, pair.b))
        for pair in pairs
        if pair.relation in _TOLD and (pair.a in first or pair.b in first)
    }
    asked = frozenset(shown.values())
    present = {pair.ids for pair in pairs if pair.relation in _TOLD and pair.ids in asked}
    return frozenset(pair for pair, other in shown.items() if other in present)
