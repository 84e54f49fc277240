"""Fits the weights of evidence (rules/weights.toml) on pairs of texts with a verdict.

The model is a scorecard: boosted one-split trees, so that each figure has points of its own that add up, in few steps, and only
rising or falling as the rules say the figure speaks.

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
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from factcheck import batches, compare, group, rules
from factcheck.compare.comparison import Comparison
from factcheck.model import Account, Block, Claim, Document, Metadata, Span
from factcheck.read.published import parse_published

Model: TypeAlias = HistGradientBoostingClassifier
STRANGERS = (11, 23, 47, 89, 131, 197)  # how far apart in the file the cases of two strangers stand
STEP = 0.01  # points; a smaller step is noise


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
        return [claim.mention.value for claim in batches.claims_of(document, loaded)]

    cases, texts = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        told = [tuple(batches.claims_of(document, loaded)) for document in documents(case)]
        texts.append((case["group"], told[0]))
        found = compared([claim for claims in told for claim in claims], by)
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
    return [*cases, *strangers(texts, by)]


def compared(claims: Sequence[Claim], by: compare.Judge) -> tuple[Comparison, ...]:
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.metadata.path, []).append(claim)
    accounts = [Account(metadata=found[0].metadata, claims=tuple(found)) for found in told.values()]
    couples = combinations_with_replacement(accounts, 2)
    return tuple(
        c for a, b in couples for c in compare.weighed(compare.comparisons(group.pairs(a, b, few=True), by, few=True), by, few=True)
    )


def strangers(texts: Sequence[tuple[str, Sequence[Claim]]], by: compare.Judge) -> Iterator[Case]:
    """Texts of different cases side by side: what a folder on many subjects is full of, and collections of pairs lack."""
    for place, (own, claims) in enumerate(texts):
        for step in STRANGERS:
            other, others = texts[(place + step) % len(texts)]
            moved = [replace(claim, metadata=replace(claim.metadata, path="b " + claim.metadata.path)) for claim in others]
            found = compared([*claims, *moved], by)
            scored = tuple(c.a.metadata.path != c.b.metadata.path and not c.agrees for c in found)
            if any(scored) and own != other:
                yield Case(f"{place}+{step}", f"{own} {other}", "strangers", "strangers", found, (False,) * len(found), scored, scored)


def train(cases: Sequence[Case], speaks: Mapping[str, int], rounds: int) -> Model:
    """The scorecard; a case counts once, however many pairs it has."""
    rows, labels, shares = [], [], []
    for case in cases:
        for c, right, clear in zip(case.comparisons, case.right, case.clear, strict=True):
            if clear:
                rows.append(_row(c, speaks))
                labels.append(right)
                shares.append(1 / math.sqrt(sum(case.clear)))
    model = HistGradientBoostingClassifier(
        max_iter=rounds, learning_rate=0.05, max_leaf_nodes=2, max_bins=16, min_samples_leaf=15, l2_regularization=10.0,
        monotonic_cst=list(speaks.values()), early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(np.array(rows), np.array(labels), sample_weight=np.array(shares))


def _row(c: Comparison, speaks: Mapping[str, int]) -> list[float]:
    return [c.figures.get(name, 0.0) for name in speaks]


def predict(cases: Sequence[Case], model: Model, speaks: Mapping[str, int]) -> list[list[float]]:
    return [
        model.predict_proba(np.array([_row(c, speaks) for c in case.comparisons]))[:, 1].tolist() if case.comparisons else []
        for case in cases
    ]


def scorecard(cases: Sequence[Case], model: Model, speaks: Mapping[str, int]) -> tuple[float, dict[str, list[tuple[float, float]]]]:
    """The base and the steps of each figure, read off the model: its trees have one split, so that figures only add up."""
    nothing = np.zeros((1, len(speaks)))
    base = float(model.decision_function(nothing)[0])
    found = {}
    for place, name in enumerate(speaks):
        seen = sorted({round(c.figures.get(name, 0.0), 3) for case in cases for c in case.comparisons} | {0.0})
        grid = np.repeat(nothing, len(seen), axis=0)
        grid[:, place] = seen
        steps: list[tuple[float, float]] = []
        for value, points in zip(seen, model.decision_function(grid) - base, strict=True):
            if abs(points - (steps[-1][1] if steps else 0.0)) > STEP:
                steps.append((value, round(float(points), 3)))
        found[name] = steps
    return base, found


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
        "strangers": counts.get("flag strangers", 0) / max(counts.get("strangers", 0), 1),
    }  # fmt: skip


def _shown(cases: Sequence[Case], probabilities: Sequence[Sequence[float]], threshold: float) -> dict[str, float]:
    return {name: round(value, 3) for name, value in measure(cases, probabilities, threshold).items()}


def directions() -> dict[str, int]:
    """How each figure speaks, by the rules: 1 for one question, -1 against it, 0 either way."""
    signs = {"for": 1, "against": -1, "either": 0}
    return {rule.name: signs[str(rule.data["speaks"])] for rule in rules.load().table("weight")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--rounds", type=int, default=800, help="how many trees")
    options = parser.parse_args()
    cases, speaks = load(options.pairs), directions()
    unknown = {name for case in cases for c in case.comparisons for name in c.figures} - set(speaks)
    if unknown:
        raise SystemExit(f"rules/weights.toml does not say how these figures speak: {', '.join(sorted(unknown))}")
    folds = GroupKFold(5).split(cases, groups=[case.group for case in cases])
    unseen: dict[int, list[float]] = {}
    for learn, test in folds:
        model = train([cases[i] for i in learn], speaks, options.rounds)
        unseen.update(zip(test, predict([cases[i] for i in test], model, speaks), strict=True))
    ordered = [unseen[i] for i in range(len(cases))]
    natural = [i for i, case in enumerate(cases) if case.origin == "natural"]
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(threshold, _shown(cases, ordered, threshold))
        print("    natural", _shown([cases[i] for i in natural], [ordered[i] for i in natural], threshold))
    base, steps = scorecard(cases, train(cases, speaks, options.rounds), speaks)
    print("base", round(base, 3), json.dumps(steps))
    if options.write:
        write(options.write, base, steps, speaks)


def write(path: Path, base: float, steps: Mapping[str, Sequence[tuple[float, float]]], speaks: Mapping[str, int]) -> None:
    words = {1: "for", -1: "against", 0: "either"}
    old = path.read_text(encoding="utf-8")
    lines = [old[: old.index("[base.")] + f"[base.fitted]\nvalue = {base:.3f}"]
    for name in sorted(speaks):
        table = ", ".join(f"[{start:g}, {points:g}]" for start, points in steps[name])
        lines.append(f'[weight.{name}]\nspeaks = "{words[speaks[name]]}"\nsteps = [{table}]')
    path.write_text("\n\n".join(lines) + "\n\n" + old[old.index("[threshold.") :], encoding="utf-8")


if __name__ == "__main__":
    main()
