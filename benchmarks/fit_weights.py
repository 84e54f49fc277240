"""Fits the weights of evidence (rules/weights.toml) on pairs of texts with a verdict.

    python benchmarks/fit_weights.py PAIRS.jsonl [--write rules/weights.toml]

PAIRS.jsonl has a case a line: {"id", "group", "label": conflict | consistent | unrelated, "docs": [{"name", "text", "date"}],
"span_a", "span_b", "within_doc"}, as public collections of contradicting texts can be brought to. A pair of claims of two
documents that passes all levels and whose values cannot both be true is an example: a right one where it holds the two
values of a conflict case, else a wrong one. Folds keep the cases of one group together. Needs numpy and scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from factcheck import compare, group, pipeline, rules
from factcheck.compare.verdicts import Comparison
from factcheck.model import Block, Claim, Document, Metadata, Span
from factcheck.read.published import parse_published


@dataclass(frozen=True)
class Case:
    """The comparisons of one case, and which of them hold the gold values."""

    id: str
    group: str
    label: str
    origin: str
    comparisons: tuple[Comparison, ...]
    right: tuple[bool, ...]
    scored: tuple[bool, ...]
    clear: tuple[bool, ...]  # of a conflict case where one value is not known, only a single candidate is a clear example


def documents(case: Mapping[str, Any]) -> Iterator[Document]:
    for entry in case["docs"]:
        text = entry["text"] + "\n"
        published = parse_published(entry.get("date")) if entry.get("date") else None
        blocks, start = [], 0
        for line in text.split("\n"):
            if line.strip():
                blocks.append(Block(span=Span(start, start + len(line))))
            start += len(line) + 1
        metadata = Metadata(path=entry["name"], published=published, digest=entry["name"])
        yield Document(text=text, metadata=metadata, blocks=tuple(blocks))


def holds(claim: Claim, gold: str | None, read: Any) -> bool:
    """Whether a claim is the gold value: by its words, or by its value."""
    if gold is None:
        return True
    plain = " ".join(gold.lower().replace(",", " ").split())
    if plain and plain in " ".join(claim.text.lower().replace(",", " ").split()):
        return True
    return any(_same(claim.mention.value, value) for value in read(gold))


def _same(a: Any, b: Any) -> bool:
    if hasattr(a, "nominal") and hasattr(b, "nominal"):
        return a.nominal is not None and a.nominal == b.nominal
    return getattr(a, "period", None) is not None and getattr(a, "period", None) == getattr(b, "period", None)


def load(path: Path) -> list[Case]:
    loaded = rules.load()
    by = compare.judge(loaded)

    def read(gold: str) -> list[Any]:
        document = Document(text=gold, metadata=Metadata(path="gold"), blocks=(Block(span=Span(0, len(gold))),))
        return [claim.mention.value for claim in pipeline.claims_of(document, loaded)]

    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        claims = [claim for document in documents(case) for claim in pipeline.claims_of(document, loaded)]
        asked = [pair for block in group.group(claims) for pair in group.pairs(block)]
        found = tuple(compare.weighed(compare.comparisons(asked, by), by))
        first = case["docs"][0]["name"]
        right, scored = [], []
        for c in found:
            a, b = (c.a, c.b) if c.a.metadata.path == first else (c.b, c.a)
            known = case["span_a"] is not None or case["span_b"] is not None
            hit = holds(a, case["span_a"], read) and holds(b, case["span_b"], read)
            right.append(case["label"] == "conflict" and hit)
            scored.append(c.a.metadata.path != c.b.metadata.path and not c.agrees and not (case["label"] == "conflict" and not known))
        vague = case["label"] == "conflict" and (case["span_a"] is None or case["span_b"] is None)
        hits = sum(r and s for r, s in zip(right, scored, strict=True))
        clear = tuple(s and not (vague and (hits > 1 or not r) and (r or hits == 0)) for r, s in zip(right, scored, strict=True))
        cases.append(Case(case["id"], case["group"], case["label"], case["origin"], found, tuple(right), tuple(scored), clear))
    return cases


def fit(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], shares: Sequence[float], names: Sequence[str], strength: float
) -> dict[str, float]:
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(x, np.array(labels), sample_weight=np.array(shares))
    return {"intercept": float(model.intercept_[0]), **{n: float(w) for n, w in zip(names, model.coef_[0], strict=True)}}


def logistic(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    total = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in row.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def train(cases: Sequence[Case], strength: float) -> dict[str, float]:
    """The weights; a case counts once, however many pairs it has."""
    rows, labels, shares = [], [], []
    for case in cases:
        for c, right, clear in zip(case.comparisons, case.right, case.clear, strict=True):
            if clear:
                rows.append(c.figures)
                labels.append(right)
                shares.append(1 / math.sqrt(sum(case.clear)))
    names = sorted({name for row in rows for name in row})
    return fit(rows, labels, shares, names, strength)


def predict(cases: Sequence[Case], weights: Mapping[str, float]) -> list[list[float]]:
    return [[logistic(weights, c.figures) for c in case.comparisons] for case in cases]


def measure(cases: Sequence[Case], probabilities: Sequence[Sequence[float]], threshold: float) -> dict[str, float]:
    """Strict F1 over cases, and the false alarms."""
    counts: dict[str, int] = {}
    for case, values in zip(cases, probabilities, strict=True):
        flagged = [c_right for p, c_right, s in zip(values, case.right, case.scored, strict=True) if s and p >= threshold]
        counts[case.label] = counts.get(case.label, 0) + 1
        counts["flag " + case.label] = counts.get("flag " + case.label, 0) + bool(flagged)
        counts["hit"] = counts.get("hit", 0) + (case.label == "conflict" and any(flagged))
    wrong = counts.get("flag consistent", 0) + counts.get("flag unrelated", 0)
    precision = counts["hit"] / max(counts["hit"] + wrong, 1)
    recall = counts["hit"] / max(counts.get("conflict", 0), 1)
    return {
        "P": precision, "R": recall, "F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "consistent": counts.get("flag consistent", 0) / max(counts.get("consistent", 0), 1),
        "unrelated": counts.get("flag unrelated", 0) / max(counts.get("unrelated", 0), 1),
    }  # fmt: skip


def _shown(cases: Sequence[Case], probabilities: Sequence[Sequence[float]], threshold: float) -> dict[str, float]:
    return {name: round(value, 3) for name, value in measure(cases, probabilities, threshold).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--strength", type=float, default=0.5, help="inverse of the regularisation")
    options = parser.parse_args()
    cases = load(options.pairs)
    folds = GroupKFold(5).split(cases, groups=[case.group for case in cases])
    unseen: dict[int, list[float]] = {}
    for learn, test in folds:
        weights = train([cases[i] for i in learn], options.strength)
        unseen.update(zip(test, predict([cases[i] for i in test], weights), strict=True))
    ordered = [unseen[i] for i in range(len(cases))]
    natural = [i for i, case in enumerate(cases) if case.origin == "natural"]
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(threshold, _shown(cases, ordered, threshold))
        print("    natural", _shown([cases[i] for i in natural], [ordered[i] for i in natural], threshold))
    weights = train(cases, options.strength)
    print(json.dumps({k: round(v, 2) for k, v in sorted(weights.items(), key=lambda x: -abs(x[1]))}))
    if options.write:
        write(options.write, weights)


def write(path: Path, weights: Mapping[str, float]) -> None:
    lines = ["# The weights of evidence, fitted by benchmarks/fit_weights.py. See the README, How it decides."]
    lines += [f"\n[weight.{name}]\nvalue = {value:.3f}" for name, value in sorted(weights.items())]
    old = path.read_text(encoding="utf-8")
    path.write_text("\n".join(lines) + "\n\n" + old[old.index("[threshold.") :], encoding="utf-8")


if __name__ == "__main__":
    main()
