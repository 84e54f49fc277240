"""FC301 and FC303: parts that do not add up to their total, and shares of one whole that add up to more than all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from factcheck.checks.flaws import confidence
from factcheck.checks.intervals import Interval, Printing, shown, total
from factcheck.checks.phrases import Found, Passage, Phrases, passages, sum_words
from factcheck.compare.values import Units, tolerance
from factcheck.extract import Text
from factcheck.extract.sentences import Sentence
from factcheck.frame.vocabulary import vocabulary
from factcheck.model import Claim, Flaw, Kind, Mode, Relation
from factcheck.rules import Rules

SUM, SHARES = "FC301", "FC303"
_WHOLE = Interval(Decimal(100), Decimal(100))
_SILENT = frozenset({Mode.DENIED, Mode.HYPOTHETICAL, Mode.QUOTED})
_NEAR = Decimal("0.25")  # of a total; parts that miss it by more are a choice of them
_OPENERS = frozenset({"sum_made", "colon", "long_dash"})  # of a list
_JOINTS = frozenset({"comma", "linking_and"})
_MOST_SHARES = 8  # that are tried in every selection


def _has_shares(claims: Sequence[Claim]) -> bool:
    """Whether several claims are in percent."""
    return sum(claim.mention.amount is not None and claim.mention.amount.unit == "percent" for claim in claims) > 1


class Parts:
    """Reads parts, totals and shares by the forms of the rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._words = sum_words(rules)
        self._twins = vocabulary(rules).twins
        self._units = Units(rules)
        self.printing = Printing(self._units, tolerance(rules, "digit"))
        self._sums = Phrases(list(rules.table("sum_form")))
        self._shares = Phrases(list(rules.table("share_form")))
        self._signs = {
            word.split()[0]
            for table in ("sum_part", "sum_rest", "sum_all", "sum_total", "sum_made", "sum_including")
            for word in rules.words(table)
        }
        self._choices = {word.split()[0] for word in rules.words("choice")}
        self._people = rules.words("people")
        self._opposes = {frozenset((rule.id, f"measure.{name}")) for rule in rules.table("measure") for name in rule.words("opposes")}
        self._sides = _pairs(rules, "complement")
        self._apart = [*self._sides, *_pairs(rules, "exclusive")]
        self._several = rules.words("any_answer")

    # ---- parts of a total -------------------------------------------------------------------------------------------

    def sums(self, text: Text, claims: Sequence[Claim]) -> Iterator[Flaw]:
        """The totals of a document that their parts do not give."""
        for passage in passages(text, claims, self._words, self._states_sum):
            if any(claim.frame.mode in _SILENT for claim in passage.claims):
                continue
            for found in self._sums.read(passage.line):
                flaw = self._sum(passage, found)
                if flaw is not None:
                    yield flaw
                    break

    def _states_sum(self, sentence: Sentence, claims: Sequence[Claim]) -> bool:
        amounts = sum(claim.mention.amount is not None and claim.mention.kind is not Kind.ORDINAL for claim in claims)
        if amounts < 2:
            return False
        return any(token.norm.partition(" ")[0] in self._signs or token.norm in ":—–" for token in sentence.tokens)

    def _sum(self, passage: Passage, found: Found) -> Flaw | None:
        whole, parts, proof = found.claim("total"), found.claims("part"), found.rule.data["proof"]
        sorts = bool(found.rule.data.get("sorts"))
        if whole is None or not self._one_sort(whole, parts, sorts) or not self._one_measure((whole, *parts)):
            return None
        if proof == "complement" and not self._opposite(passage, found, self._sides):
            return None
        if proof != "part" and any(self.adds_up(other, parts) for other in self._before(passage, whole, parts)):
            return None
        if proof == "part":
            return self._too_large(passage, whole, parts[0]) or (self._too_many(passage, found) if len(parts) > 1 else None)
        if self.adds_up(whole, parts) or self._left_out(passage, found, parts) or _unnumbered(passage, found):
            return None
        return self.flaw(whole, parts)

    def flaw(self, whole: Claim, parts: Sequence[Claim], but: str = "not") -> Flaw:
        """What is wrong with a total that its parts do not give."""
        values = [_nominal(part) for part in parts]
        added = sum(values, Decimal(0))
        worked = f"{' + '.join(shown(value, 12) for value in values)} = {shown(added, 12)}, {but} {shown(_nominal(whole), 12)}"
        return Flaw(
            rule=SUM, relation=Relation.CONFLICT, claims=(whole, *parts), reason=worked, confidence=confidence(self.rules, SUM),
            expected=added, stated=_nominal(whole),
        )  # fmt: skip

    def _too_large(self, passage: Passage, whole: Claim, part: Claim) -> Flaw | None:
        """A part that is larger than what it is part of, or than anything else in front that it could be part of."""
        own = self._meaning(part, whole)
        wholes = (whole, *self._before(passage, whole, (part,)))
        if own is None or any((other := self._meaning(each, part)) is None or own.low <= other.high for each in wholes):
            return None
        reason = f"{part.text} cannot be part of {whole.text}"
        return Flaw(
            rule=SUM, relation=Relation.CONFLICT, claims=(whole, part), reason=reason, confidence=confidence(self.rules, SUM),
            expected=_nominal(part), stated=_nominal(whole),
        )  # fmt: skip

    def _too_many(self, passage: Passage, found: Found) -> Flaw | None:
        """Two parts that have nobody in common, and that are more than what they are part of."""
        whole, parts = found.claims("total")[0], found.claims("part")
        if not (self._opposite(passage, found, self._apart) or _placed(passage, found)):
            return None
        wholes = (self._meaning(each, parts[0]) for each in (whole, *self._before(passage, whole, parts)))
        low = total(own for part in parts if (own := self._meaning(part, whole)) is not None).low
        return None if any(own is None or low <= own.high for own in wholes) else self.flaw(whole, parts, but="more than")

    def _before(self, passage: Passage, whole: Claim, parts: Sequence[Claim]) -> list[Claim]:
        """The other amounts in front of the parts: it may be of them that the parts are."""
        end = parts[0].mention.span.start
        amounts = (claim for claim in passage.claims if claim.mention.amount is not None and claim.mention.amount.nominal is not None)
        return [claim for claim in amounts if claim is not whole and claim.mention.span.start < end]

    def _left_out(self, passage: Passage, found: Found, parts: Sequence[Claim]) -> bool:
        """Whether a list whose total comes behind it may have begun further in front."""
        whole = found.claim("total")
        behind = whole is not None and whole.mention.span.start > parts[0].mention.span.start
        return behind and any(claim.mention.span.start < parts[0].mention.span.start for claim in passage.claims if claim.mention.amount)

    def adds_up(self, whole: Claim, parts: Sequence[Claim]) -> bool:
        """Whether parts make a total, also when each is rounded as it is printed."""
        meanings = [self._meaning(part, whole) for part in parts]
        own = self._meaning(whole, parts[0])
        return own is None or own.overlaps(total(meaning for meaning in meanings if meaning is not None))

    def is_total(self, whole: Claim, parts: Sequence[Claim]) -> bool:
        """Whether a row called total is the sum of its column rather than an average, a rate, or the total of a longer list."""
        values, stated = [_nominal(part) for part in parts], _nominal(whole)
        percent = whole.mention.amount is not None and whole.mention.amount.unit == "percent"
        if not self._one_sort(whole, parts, sorts=False) or (percent and stated != _WHOLE.low) or min(values) < 0 or stated <= max(values):
            return False
        return abs(sum(values) - stated) <= stated * _NEAR

    def _meaning(self, claim: Claim, other: Claim) -> Interval | None:
        """What a part or a total can mean, in the unit of the other where it names none."""
        one, two = claim.mention.amount, other.mention.amount
        if one is None or two is None:
            return None
        unit = one.unit if one.unit is not None or two.unit is None or self._units.get(two.unit) is None else two.unit
        return self.printing.count(replace(one, unit=unit))

    def _one_sort(self, whole: Claim, parts: Sequence[Claim], sorts: bool) -> bool:
        """Whether parts and total are of one unit, named or not; people, and where it is said all things, may be told by `sorts`."""
        units = {claim.mention.amount.unit for claim in (whole, *parts) if claim.mention.amount is not None} - {None}
        pers = {claim.mention.amount.per for claim in (whole, *parts) if claim.mention.amount is not None}
        if len(pers) > 1 or len({part.mention.kind for part in (whole, *parts)} & {Kind.CHANGE, Kind.RATIO, Kind.ORDINAL}):
            return False
        if len(units) < 2:
            return True
        if sorts and all(self._units.get(unit) is None for unit in units):
            return True
        return all(unit in self._people or self._twins.get(str(unit)) == "person" for unit in units)

    def _one_measure(self, claims: Iterable[Claim]) -> bool:
        """Whether nothing is counted against its opposite: the dead are no part of the injured."""
        named = {claim.frame.measure.rule for claim in claims if claim.frame.measure is not None}
        return all(frozenset(pair) not in self._opposes for pair in combinations(sorted(named), 2))

    def _opposite(self, passage: Passage, found: Found, sides: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
        """Whether two parts are restricted by opposite words (`in the north`, `in the south`)."""
        first, second = found.all("part")[-2:]
        tokens = passage.sentence.tokens
        one = {token.norm for token in tokens[first.last : second.first]}
        stop = next((at for at in range(second.last, len(tokens)) if tokens[at].norm in ",;."), len(tokens))
        other = {token.norm for token in tokens[second.last : stop]}
        return any((one & a and other & b) or (one & b and other & a) for a, b in sides)

    # ---- shares of a whole ------------------------------------------------------------------------------------------

    def shares(self, text: Text, claims: Sequence[Claim]) -> Iterator[Flaw]:
        """The shares of a document that are more than their whole."""
        if not _has_shares(claims):
            return
        said = text.document.text.casefold()
        if any(words in said for words in self._several):
            return
        for passage in passages(text, claims, self._words, self._states_shares):
            for found in self._shares.read(passage.line):
                parts = found.claims("part")
                wrong = self._no_rest(parts) if found.rule.data["proof"] == "rest" else self.exceeds(parts)
                if wrong:
                    yield self.overfull(parts)
                    break

    def _states_shares(self, sentence: Sentence, claims: Sequence[Claim]) -> bool:
        return _has_shares(claims) and any(token.norm in self._choices or token.norm in self._signs for token in sentence.tokens)

    def exceeds(self, parts: Sequence[Claim]) -> bool:
        """Whether shares of one whole are more than all of it, also when each is rounded down."""
        return total(self._share(part) for part in parts).low > _WHOLE.high

    def _share(self, part: Claim) -> Interval:
        amount = part.mention.amount
        return self.printing.rounding(amount) if amount is not None else _WHOLE

    def _no_rest(self, parts: Sequence[Claim]) -> bool:
        """Whether the last share cannot be the rest: with no selection of the others does it make the whole, or another of them."""
        *others, rest = parts
        if len(others) > _MOST_SHARES:
            return False
        wholes = [_WHOLE, *map(self._share, others)]
        selections = (chosen for size in range(1, len(others) + 1) for chosen in combinations(others, size))
        fits = any(total(map(self._share, (*chosen, rest))).overlaps(whole) for chosen in selections for whole in wholes)
        return not fits and self.exceeds(parts)

    def overfull(self, parts: Sequence[Claim]) -> Flaw:
        """What is wrong with shares that are more than their whole."""
        values = [_nominal(part) for part in parts]
        added = sum(values, Decimal(0))
        worked = f"{' + '.join(f'{shown(value, 12)}%' for value in values)} = {shown(added, 12)}%, more than all of one whole"
        return Flaw(
            rule=SHARES, relation=Relation.CONFLICT, claims=tuple(parts), reason=worked, confidence=confidence(self.rules, SHARES),
            expected=Decimal(100), stated=added,
        )  # fmt: skip


def _pairs(rules: Rules, table: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The words of two sides that exclude each other."""
    return [(frozenset(rule.words("one")), frozenset(rule.words("other"))) for rule in rules.table(table)]


def _placed(passage: Passage, found: Found) -> bool:
    """Whether two parts are told by place alone (`44 in Kabul and 40 in Herat`)."""
    tokens = passage.sentence.tokens
    behind = [tokens[part.last : part.last + 2] for part in found.all("part")]
    return all(len(two) > 1 and two[0].has("linking_in") and passage.text[two[1].start].isupper() for two in behind)


def _unnumbered(passage: Passage, found: Found) -> bool:
    """Whether a list holds a part without a number (`a chairman, five deputies and 23 members`), or may go on behind its parts."""
    whole, parts = found.one("total"), found.all("part")
    line = passage.line
    first, last = (next(at for at, item in enumerate(line) if item is part) for part in (parts[0], parts[-1]))
    start = next((at for at, item in enumerate(line) if item is whole), first)
    opener = max((at for at in range(start, first) if line[at].tags & _OPENERS), default=first)
    before = [at for at in range(opener, first) if line[at].tags & _JOINTS]
    joined = [at for at in range(min(start, first), len(line) - 1) if line[at].tags & _JOINTS and "article" in line[at + 1].tags]
    return bool(before or joined) or any("linking_and" in item.tags for item in line[last + 1 :])


def _nominal(claim: Claim) -> Decimal:
    amount = claim.mention.amount
    return amount.nominal if amount is not None and amount.nominal is not None else Decimal(0)


@lru_cache(maxsize=4)
def parts_of(rules: Rules) -> Parts:
    """The reader of parts of a set of rules, built once."""
    return Parts(rules)


def check_sums(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Flaw]:
    """FC301 in the sentences of a document."""
    return parts_of(rules).sums(text, claims)


def check_shares(text: Text, claims: Sequence[Claim], rules: Rules) -> Iterator[Flaw]:
    """FC303 in the sentences of a document."""
    return parts_of(rules).shares(text, claims)
