"""What holds for any documents: order, names of files and layout say nothing, and no text is too strange."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factcheck import batches, compare, pipeline, rules
from factcheck.compare import comparison, documents
from factcheck.model import Account, Block, Claim, Document, Finding, Metadata, Pair, Relation, Report, Span
from factcheck.read import New
from factcheck.read.published import parse_published
from factcheck.report.records import report_object
from factcheck.settings import Settings
from factcheck.shelf import Room

RULES = rules.load()
BY = compare.judge(RULES)
ALL = Settings(show=tuple(Relation))
LEAD = 700  # characters

# ---- documents that have something to say ---------------------------------------------------------------------------

PLACES = ["the port of Dover", "the town of Ghent", "the Republic of Ghana", "the dam at Vajont", "the Bank of Canada"]
AMOUNTS = ["40", "about 52", "at least 37", "nearly 60", "1.2 million", "between 30 and 50", "no fewer than 41", "dozens of"]
COUNTS = ["{n} people were killed in {p}", "{n} people were injured in {p}", "{p} exported {n} tonnes of cocoa", "{p} counts {n} schools"]
MONEY = ["{p} has a budget of ${n}m", "the debts of {p} stand at €{n} million", "{p} earned ${n} billion"]
DATES = ["the bridge of {p} opened on {d} May 2019", "the mayor of {p} died on {d} May 2019", "the fall of {p} was on May {d}"]
TIMES = ["", " in 2019", " in the first quarter of 2020", " last year", " since 2003", " on Friday"]
VOICES = ["", ", Mary Beard said", ", according to the World Bank", ", officials said", ", which Franco Baldini denied", ", in all"]
SIGNS = ["", "However, ", "In a correction, ", "The final figure: ", "Some say that "]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from([*COUNTS, *MONEY, *DATES]))
    number = draw(st.sampled_from(AMOUNTS)) if form in COUNTS else str(draw(st.integers(1, 900)))
    words = form.format(p=draw(st.sampled_from(PLACES)), n=number, d=draw(st.integers(1, 31)))
    sentence = draw(st.sampled_from(SIGNS)) + words + draw(st.sampled_from(TIMES)) + draw(st.sampled_from(VOICES)) + "."
    return sentence[0].upper() + sentence[1:]


texts = st.lists(st.lists(sentences(), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=2).map("\n\n".join)
days = st.sampled_from(["", "2020-05-01", "2020-05-01", "2020-05-03", "2021-01"])
titles = st.sampled_from(["", "News from Ghent", "Flood in Dover: 44 dead", "What the dam at Vajont cost"])


@st.composite
def articles(draw: st.DrawFn) -> dict[str, str]:
    return {"published": draw(days), "title": draw(titles), "text": draw(texts)}


corpora = st.lists(articles(), min_size=2, max_size=3)


def scanned(folder: Path, corpus: Sequence[dict[str, str]], names: Sequence[str] = ("a", "b", "c")) -> Report:
    """The report on articles that are written into a folder, each under its name and of its own source."""
    for number, (article, name) in enumerate(zip(corpus, names, strict=False)):
        head = {"source": f"Paper {number}", "published": article["published"], "title": article["title"]}
        lines = [f"{key}: {json.dumps(value)}" for key, value in head.items() if value]
        (folder / f"{name}.md").write_text("\n".join(["---", *lines, "---", "", article["text"], ""]), encoding="utf-8")
    return pipeline.scan([str(folder)], ALL)


def told(report: Report) -> set[tuple[str, str, str, Relation]]:
    return {(finding.id, finding.fingerprint, finding.rule, finding.relation) for finding in report.findings}


def printed(report: Report) -> dict[str, Any]:
    """What is printed as JSON."""
    return dict(json.loads(json.dumps(report_object(report), default=str)))


# ---- comparing ------------------------------------------------------------------------------------------------------


def document(path: str, text: str, published: str = "", title: str = "") -> Document:
    metadata = Metadata(
        path=path, source=f"source of {path}", title=title or None, published=parse_published(published or None), digest=path
    )
    return Document(text=text, metadata=metadata, blocks=(Block(span=Span(0, len(text))),))


def judged(claims: Iterable[Claim]) -> tuple[list[Pair], tuple[Finding, ...]]:
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.metadata.path, []).append(claim)
    accounts = [Account(metadata=found[0].metadata, claims=tuple(found)) for found in told.values()]
    couples = combinations_with_replacement(range(len(accounts)), 2)
    hearings = [documents.hear(documents.Two((a, b), accounts[a], accounts[b], few=True), BY) for a, b in couples]
    gathered = documents.Gathered(Room())
    heard = documents.Heard(rest=hearings)
    for verdict in (verdict for hearing in hearings for verdict in hearing.verdicts):
        heard.add(verdict)
    gathered.add(heard)
    settled = [*documents.settle(gathered, accounts.__getitem__, BY, few=True), *gathered.quiet]
    pairs = [verdict.pair for verdict in settled if verdict.pair is not None]
    by_id = {claim.id: claim for found in told.values() for claim in found}
    clusters = compare.clusters(compare.tie(pair, place, 0) for place, pair in enumerate(pairs))
    found = (compare.finding([pairs[tie.place] for tie in cluster], by_id, BY) for cluster in clusters)
    return pairs, tuple(sorted(found, key=compare.weight))


@given(first=articles(), second=articles())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_comparing_is_symmetric(first: dict[str, str], second: dict[str, str]) -> None:
    one, other = (batches.claims_of(document(path, **article), RULES) for path, article in (("a", first), ("b", second)))
    for a, b in product(one, other):
        assert _outcome(a, b) == _outcome(b, a), (a.quote, b.quote)


def _outcome(a: Claim, b: Claim) -> tuple[object, ...] | None:
    """All that comparing two claims says, but for the order in which it names them."""
    found = comparison.compare(a, b, BY.questions, BY.units)
    if found is None:
        return None
    pair = BY.judgement.verdict(replace(found, weigh=comparison.certain))
    figures = {name: round(value, 9) for name, value in found.figures.items()}
    return [level.outcome for level in found.levels], found.value, figures, pair and _pair(pair)


def _pair(pair: Pair) -> tuple[object, ...]:
    return frozenset((pair.a, pair.b)), pair.rule, pair.relation, pair.fingerprint, pair.confidence


@given(corpus=corpora, data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_the_order_of_claims_changes_no_finding(corpus: list[dict[str, str]], data: st.DataObject) -> None:
    claims = [claim for path, article in zip("abc", corpus, strict=False) for claim in batches.claims_of(document(path, **article), RULES)]
    pairs, findings = judged(claims)
    mixed_pairs, mixed_findings = judged(data.draw(st.permutations(claims)))
    assert {_pair(pair) for pair in mixed_pairs} == {_pair(pair) for pair in pairs}
    assert [(f.id, f.rule, f.relation, {c.id for c in f.claims}) for f in mixed_findings] == [
        (f.id, f.rule, f.relation, {c.id for c in f.claims}) for f in findings
    ]


# ---- documents ------------------------------------------------------------------------------------------------------


@given(corpus=corpora, data=st.data())
@settings(max_examples=25, deadline=None, derandomize=True)
def test_shuffled_documents_give_the_same_report(corpus: list[dict[str, str]], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = scanned(Path(folder), corpus)
        paths = data.draw(st.permutations([str(path) for path in sorted(Path(folder).iterdir())]))
        assert printed(pipeline.scan(paths, ALL))["findings"] == printed(report)["findings"]
        assert printed(pipeline.scan(paths, ALL)) == printed(pipeline.scan(sorted(paths), ALL))


@given(corpus=st.lists(articles(), min_size=3, max_size=4), data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_a_check_gives_the_verdicts_of_a_scan(corpus: list[dict[str, str]], data: st.DataObject) -> None:
    """On every pair with a claim of a new article, and on no other pair; of copies, a check keeps the new one."""
    with tempfile.TemporaryDirectory() as folder:
        scan = scanned(Path(folder), corpus, "abcd")
        assume(not any("is the same text as" in told for document in scan.documents for _, told in document.origins))
        new = data.draw(st.sets(st.sampled_from([document.path for document in scan.documents]), min_size=1, max_size=2))
        check = pipeline.check(New(paths=tuple(new)), [folder], ALL)
    own = {claim.id for finding in scan.findings for claim in finding.claims if claim.metadata.path in new}
    expected = {_pair(pair) for finding in scan.findings for pair in finding.pairs if own & {pair.a, pair.b}}
    assert {_pair(pair) for finding in check.findings for pair in finding.pairs} == expected


@given(corpus=corpora, lines=st.integers(1, 4))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_lines_above_change_no_fingerprint(corpus: list[dict[str, str]], lines: int) -> None:
    """As long as they do not push the names out of the lead, which say what a document is about."""
    above = "\n\n".join(["There is more to tell below."] * lines) + "\n\n"
    assume(all(len(above + article["text"]) < LEAD for article in corpus))
    with tempfile.TemporaryDirectory() as before, tempfile.TemporaryDirectory() as after:
        report = scanned(Path(before), corpus)
        moved = scanned(Path(after), [article | {"text": above + article["text"]} for article in corpus])
        assert told(moved) == told(report)


@given(corpus=corpora, data=st.data())
@settings(max_examples=25, deadline=None, derandomize=True)
def test_reflowed_paragraphs_change_no_fingerprint(corpus: list[dict[str, str]], data: st.DataObject) -> None:
    def reflowed(text: str) -> str:
        words = text.split(" ")
        breaks = data.draw(st.lists(st.sampled_from([" ", "\n", "  "]), min_size=len(words) - 1, max_size=len(words) - 1))
        return words[0] + "".join(gap + word for gap, word in zip(breaks, words[1:], strict=True))

    with tempfile.TemporaryDirectory() as before, tempfile.TemporaryDirectory() as after:
        report = scanned(Path(before), corpus)
        assert told(scanned(Path(after), [article | {"text": reflowed(article["text"])} for article in corpus])) == told(report)


@given(corpus=corpora, names=st.permutations(["a", "m", "z"]))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_renamed_files_change_no_fingerprint(corpus: list[dict[str, str]], names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as before, tempfile.TemporaryDirectory() as after:
        assert told(scanned(Path(after), corpus, names)) == told(scanned(Path(before), corpus))


# ---- any text -------------------------------------------------------------------------------------------------------

KEYS = ("words", "surfaces", "symbols", "cased", "demonyms", "weak")
WORDS = sorted({word for rule in RULES.records for key in KEYS if isinstance(rule.data.get(key), list) for word in rule.words(key)})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 10**15).map(str),
    st.decimals(0, 5000, places=2).map("{:,}".format),
    st.sampled_from(
        ["$", "€1.2bn", "½", "٣", "1,2,3", "9/11", "--", "–", "(", ")", ".", ",", ";", ":", "“", "\n\n", "\u00a0", "\u200b", "e\u0301", "-"]
    ),
    st.text(max_size=6),
)
strange = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join))


@given(first=strange, second=strange, title=strange)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_text_is_too_strange(first: str, second: str, title: str) -> None:
    """Every claim has its words in the text, and every pair of claims can be compared."""
    documents = [document("a", first, "2020-05-01", title), document("b", second)]
    claims = [claim for each in documents for claim in batches.claims_of(each, RULES)]
    for claim in claims:
        text = first if claim.metadata.path == "a" else second
        assert claim.text == " ".join(claim.mention.span.of(text).split())
        assert claim.text in claim.quote
    pairs, findings = judged(claims)
    assert len({pair.a for pair in pairs} | {pair.b for pair in pairs}) == sum(len(finding.claims) for finding in findings)


@given(texts=st.lists(st.binary(max_size=300) | strange.map(lambda text: text.encode("utf-8", "surrogatepass")), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_folder_of_strange_files_is_read_or_skipped(texts: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(texts):
            (Path(folder) / f"{number}.{'md' if number else 'txt'}").write_bytes(content)
        report = pipeline.scan([folder], ALL)
    assert len(report.documents) + len(report.skipped) == len(texts)
