"""The rules: every example runs, one test id each, and the data holds together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from factcheck import examples, rules
from factcheck.checks.phrases import Phrases
from factcheck.errors import RulesError
from factcheck.extract import reader
from factcheck.extract.patterns import compile_forms
from factcheck.extract.tokens import MARKS
from factcheck.rules import SUMS, Example, Rule

RULES = rules.load()

# Words, switches and numbers that other rules are made of: what they do shows in the examples of those.
WITHOUT_EXAMPLES = frozenset({
    "by", "comparative", "than", "per", "per_strict", "between",
    "from", "copula", "definite", "demonstrative", "determiner", "possessive",
    "possessive_mark", "plural", "not_plural", "abbreviation", "linking_of",
    "linking_and", "linking_to",
    "linking_or", "linking_in", "linking_but", "linking_joins", "ever", "own", "stop", "common",
    "calendar", "relative", "day_offset", "ago", "later", "later_on", "after_event", "anaphor", "quarter_word", "half_word", "century_word",
    "decade_suffix", "decade_word", "fiscal", "calendar_year", "fiscal_start", "half_year", "quarter_year",
    "year_company", "future", "event", "many",
    "alias", "month_sure", "month_place", "day_place", "year_place", "year_side", "year_article", "sequel", "now", "weekdays", "starting",
    "ending", "stated", "after_date", "day_name", "reply", "era", "year_noun", "era_common", "era_behind",
    "mode", "correction", "final", "contrast", "scope", "comparison_base", "clause", "title", "twin",
    "pronoun", "market", "region", "stretch", "superlative", "with", "plain_noun", "timeless", "nameless", "participle", "another",
    "unnamed", "meanwhile", "counted_on", "former", "generation", "hoped", "kin", "opposite",
    "together", "role", "lying", "reaching", "one_of", "single",
    "tolerance", "base", "weight", "company", "threshold", "wording", "length_unit", "length_limit",
    "multiple", "compared", "inverse", "other_level", "earlier", "paid", "paid_each", "preceded", "totalling", "reached",
    "sum_part", "sum_rest", "sum_all", "sum_total", "sum_made", "sum_including", "total_row", "complement", "exclusive", "people",
    "choice", "whole", "elsewhere", "any_answer",
})  # fmt: skip
# What they leave alone is all that they do.
WITHOUT_FINDS = frozenset({"designator", "identifier", "clock", "score_word", "rankless", "rate"})
# A name that no longer name holds needs no text in which it is not meant.
WITHOUT_LEAVES = frozenset({"entity", "check"})
NAMES = ("words", "demonyms", "metonyms", "cased")


def _cases() -> Iterator[object]:
    for rule in RULES.records:
        for kind, listed in (("finds", rule.finds), ("leaves", rule.leaves)):
            for number, example in enumerate(listed, 1):
                yield pytest.param(rule, example, kind == "finds", id=f"{rule.id}-{kind}-{number}")


@pytest.mark.parametrize(("rule", "example", "finds"), list(_cases()))
def test_an_example_holds(rule: Rule, example: Example, finds: bool) -> None:
    assert examples.check(rule, example, finds, RULES) is None, example["text"]


def test_what_fails_is_told_with_rule_file_and_text() -> None:
    example = {"text": "The blast killed 12 people.", "measure": "injured", "of": "12"}
    rule = RULES.get("measure.injured")
    wrong = Rule(id=rule.id, table=rule.table, file=rule.file, why="", finds=(example,), leaves=(), data=rule.data)
    assert [(f.rule, f.file, f.text, f.reason) for f in examples.run_rule(wrong, RULES)] == [
        ("measure.injured", "rules/measures.toml", "The blast killed 12 people.", "'12' is measure.killed")
    ]


SORTS = {"amount", "percent", "change", "ratio", "range", "duration", "other", "word"}


def test_every_tag_of_a_form_of_sums_is_given_by_a_rule() -> None:
    lexicon = reader(RULES).lexicon
    used = {
        tag
        for rule in RULES.records
        for element in (*re.findall(r"[\w:|]+", " ".join(rule.words("patterns"))), *rule.words("stops"))
        for tag in element.rpartition(":")[2].split("|")
    }
    assert len(used) > 20
    assert sorted(tag for tag in used - SORTS - SUMS - {*MARKS.values(), "full_stop"} if not lexicon.classes_with(tag)) == []


@pytest.mark.parametrize(("pattern", "fault"), [("( amount", "has a bracket too few"), ("amount )?", "has a bracket too many")])
def test_an_unbalanced_form_of_sums_is_told_by_its_rule(pattern: str, fault: str) -> None:
    rule = Rule(id="sum_form.mine", table="sum_form", file="mine.toml", why="", finds=(), leaves=(), data={"patterns": [pattern]})
    with pytest.raises(RulesError, match=rf"mine.toml: \[sum_form.mine\] patterns: {fault}"):
        Phrases([rule])


# ---- the data -------------------------------------------------------------------------------------------------------


def test_no_two_entries_have_one_id() -> None:
    """A later file replaces an entry of the same id, which among our own files is an oversight."""
    ids = [rule.id for path in sorted(rules.home().glob("*.toml")) for rule in rules.read(path)]
    assert [rule_id for rule_id in set(ids) if ids.count(rule_id) > 1] == []
    assert len(ids) == len(RULES.records)


def test_every_rule_of_a_table_has_both_kinds_of_example() -> None:
    lacking = [
        rule.id
        for rule in RULES.records
        if rule.table not in WITHOUT_EXAMPLES
        and ((not rule.finds and rule.table not in WITHOUT_FINDS) or (not rule.leaves and rule.table not in WITHOUT_LEAVES))
    ]
    assert lacking == []


def test_every_table_that_needs_no_examples_has_none() -> None:
    """The list above is no place to hide: a table with examples in it has left the list."""
    assert sorted({rule.table for rule in RULES.records if rule.table in WITHOUT_EXAMPLES and (rule.finds or rule.leaves)}) == []


COMMON_KEYS = {"why", "words", "finds", "leaves"}  # told in the README and in rules.py


@pytest.mark.parametrize("file", sorted({rule.file for rule in RULES.records}))
def test_the_comments_of_a_file_explain_its_keys(file: str) -> None:
    comments = " ".join(line for line in (rules.home().parent / file).read_text().splitlines() if line.startswith("#"))
    keys = {key for rule in RULES.records if rule.file == file for key in rule.data} - COMMON_KEYS
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", comments)) == []


def test_a_name_inside_a_longer_name_has_a_text_in_which_it_is_not_meant() -> None:
    names = {rule.id: {name for key in NAMES for name in _listed(rule, key)} for rule in RULES.table("entity")}
    words = {rule_id: [tuple(name.split()) for name in listed] for rule_id, listed in names.items()}
    inside = {
        rule_id
        for rule_id, own in words.items()
        for other, longer in words.items()
        if other != rule_id and any(_holds(phrase, name) for name in own for phrase in longer)
    }
    assert len(inside) > 20
    assert sorted(rule_id for rule_id in inside if not RULES.get(rule_id).leaves) == []


def test_the_words_that_an_example_is_about_stand_in_its_text() -> None:
    wrong = [
        (rule.id, example["text"])
        for rule in RULES.records
        for example in (*rule.finds, *rule.leaves)
        for key in ("of", "span")
        if key in example and not re.search(rf"(?<!\w){re.escape(example[key])}(?!\w)", example["text"])
    ]
    assert wrong == []


def test_an_example_of_a_frame_names_its_own_rule() -> None:
    wrong = [
        (rule.id, example["text"])
        for rule in RULES.records
        if rule.table in ("measure", "happening", "entity")
        for example in (*rule.finds, *rule.leaves)
        if example.get(rule.table) != rule.name
    ]
    assert wrong == []


def test_no_alias_stands_in_two_units_unless_their_company_decides() -> None:
    for alias, sharers in _shared("unit", ("surfaces", "symbols")).items():
        assert sum("company" not in rule.data for rule in sharers) <= 1, (alias, [rule.id for rule in sharers])


def test_an_alias_of_a_unit_and_a_currency_has_examples_of_both() -> None:
    units, currencies = (_sharers(table, ("surfaces", "symbols")) for table in ("unit", "currency"))
    shared = units.keys() & currencies.keys()
    assert shared == {"pound", "pounds", "dram", "drams"}
    sharers = {rule.id: rule for alias in shared for rule in (*units[alias], *currencies[alias])}
    assert [rule_id for rule_id, rule in sharers.items() if not (rule.finds and rule.leaves)] == []


def test_an_alias_of_several_currencies_is_decided_by_their_countries() -> None:
    for alias, sharers in _shared("currency", ("surfaces", "symbols")).items():
        assert all(rule.words("countries") for rule in sharers), (alias, [rule.id for rule in sharers])
        assert sum(bool(rule.data.get("default")) for rule in sharers) <= 1, (alias, [rule.id for rule in sharers])


@pytest.mark.parametrize(("table", "keys"), [("measure", ("words",)), ("happening", ("words",)), ("entity", NAMES)])
def test_a_word_stands_in_one_entry_of_a_table_only(table: str, keys: tuple[str, ...]) -> None:
    assert {alias: [rule.id for rule in sharers] for alias, sharers in _shared(table, keys).items()} == {}


@pytest.mark.parametrize("table", ["measure", "happening"])
def test_opposites_are_known_and_mutual(table: str) -> None:
    opposes = {rule.name: set(rule.words("opposes")) for rule in RULES.table(table)}
    assert [(name, other) for name, others in opposes.items() for other in others if name not in opposes.get(other, ())] == []
    assert [name for name, others in opposes.items() if name in others] == []


def test_the_dimensions_of_a_measure_are_those_of_units() -> None:
    known = {rule.string("dimension") for rule in RULES.table("unit")} | {"count", "currency", "share", "rank", "ratio"}
    assert [(rule.id, name) for rule in RULES.table("measure") for name in rule.words("units") if name not in known] == []


def test_what_an_entity_is_part_of_is_an_entity() -> None:
    names = {rule.name for rule in RULES.table("entity")}
    assert [rule.id for rule in RULES.table("entity") if "part_of" in rule.data and rule.string("part_of") not in names] == []


def test_what_an_ambiguous_unit_can_be_is_a_unit_of_its_dimension() -> None:
    for rule in RULES.table("unit"):
        for name in rule.words("either"):
            other = RULES.get(f"unit.{name}")
            assert other is not None, (rule.id, name)
            assert rule.string("dimension") in (other.string("dimension"), "angle"), (rule.id, name)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for table in ("form", "identifier") for rule in RULES.table(table)])
def test_a_form_compiles(rule: Rule) -> None:
    aliases = {alias.name: alias.string("tags") for alias in RULES.table("alias")}
    assert all(form.regex.pattern for form in compile_forms([rule], reader(RULES).lexicon, aliases))


def _listed(rule: Rule, key: str) -> set[str]:
    return {name if key in ("symbols", "cased") else name.casefold().replace("-", " ") for name in rule.words(key)}


def _shared(table: str, keys: tuple[str, ...]) -> dict[str, list[Rule]]:
    """The aliases that stand in several rules of a table."""
    return {alias: sharers for alias, sharers in _sharers(table, keys).items() if len(sharers) > 1}


def _sharers(table: str, keys: tuple[str, ...]) -> dict[str, list[Rule]]:
    """The rules of a table by their aliases; symbols and names in capitals in exactly their case."""
    found: dict[str, dict[str, Rule]] = defaultdict(dict)
    for rule in RULES.table(table):
        for key in keys:
            for alias in _listed(rule, key):
                found[alias][rule.id] = rule
    return {alias: list(sharers.values()) for alias, sharers in found.items()}


def _holds(phrase: tuple[str, ...], name: tuple[str, ...]) -> bool:
    size = len(name)
    return len(phrase) > size and any(phrase[start : start + size] == name for start in range(len(phrase) - size + 1))
