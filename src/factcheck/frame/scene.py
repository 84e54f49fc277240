"""A scene: a sentence with everything in it that a frame can be made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from factcheck.extract.sentences import Sentence
from factcheck.extract.tokens import DASHES, Lexicon
from factcheck.frame.vocabulary import Joint, Mark, Vocabulary
from factcheck.model import Kind, Mention, Part
from factcheck.once import Remembering, lazy

NEAR = 40  # tokens on each side of a value that can have a say in its frame
ASIDES = frozenset(",()")  # marks around what is told in passing
STROKES = DASHES | {"−"}  # the minus too
_HEAD = 4  # tokens that a relative clause can tell of
_LEAD_IN = 120  # characters in front of a sentence
POSSESSIVES = ("possessive", "possessive_mark")  # tags
_SIGNS = frozenset({"contrast", "correction", "final", "market", "another", "one_more", "looking_back", "kin", "revisable", "moving"})
_NO_NAMES = frozenset({"month", "weekday", "currency_symbol", "article", "hedge", "date_hedge", "cardinal", "group", "vague"})
_LINKS = frozenset({"linking_of", "definite"})  # tags of the words that tie those of a name together
_OFF = {",": 4, "(": 4, ")": 4, ";": 9, ":": 9, "—": 9}  # how far a mark sets what stands on its two sides apart

Placed = tuple[Mention, tuple[int, int]]  # a mention with its tokens
_place = itemgetter(1)
_number = attrgetter("number")
_BREAKS = frozenset(";:—")
_REJOINED = 4  # tokens of a clause, on both sides of an aside, that may be of one another (`The fire, which ..., has burned`)
_ASIDE = 2  # how far an aside sets what stands on its two sides apart
_OPENS_ASIDE = 4  # tokens in which it says that it is one (`, the first of which arrived in May,`)


class Name(NamedTuple):
    """A proper name: its tokens, its words as printed, the keys that it is compared by, and its name without titles."""

    first: int
    last: int
    words: str
    keys: frozenset[str]
    value: str
    sure: bool = True  # False for a word that has its capital from standing first in a title


class Scene(Remembering):
    """A sentence, its marks by table, its names, and the mentions in it with the tokens that each covers."""

    def __init__(  # noqa: PLR0913, PLR0917  # everything that a sentence is read with
        self,
        text: str,
        sentence: Sentence,
        mentions: Sequence[Mention],
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        known: frozenset[str],
        titled: bool = False,
    ) -> None:
        self.lexicon = lexicon
        self._titled = titled
        self.text = text
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.vocabulary = vocabulary
        self.mentions = mentions
        self.norms = [token.norm for token in self.tokens]
        self.measured: dict[tuple[int, int, int], list[Mark]] = {}  # what measures.py found each value to measure
        self.owned: dict[tuple[int, int, int], tuple[Part, ...]] = {}  # whom subjects.py found each value to be told of
        self._known = known
        self._marks: dict[str, list[Mark]] = {}
        for mark in vocabulary.marks(text, self.tokens):
            self._marks.setdefault(mark.rule.table, []).append(mark)
        for mark in self._joint() if mentions else ():
            self._marks.setdefault(mark.rule.table, []).insert(0, mark)

    def _joint(self) -> Iterator[Mark]:
        """Rules that hold where a word of each of their lists stands in one clause (`cut 1,200 jobs`): they stand at that of the first
        list, and at those that name another measure when they stand alone; a loose rule leaves these to the other.
        """
        joints = self._joints()
        if not joints:
            return
        told = [norm.split(" ") for norm in self.norms]
        named = self._sure_places()
        ends = {mark.first: mark.last for table in ("measure", "happening") for mark in self.marks(table)}
        for joint in joints:
            rule = joint.rule
            others = [index for index, own in enumerate(told) if not joint.second.isdisjoint(own)]
            for index in (index for index, own in enumerate(told) if not joint.first.isdisjoint(own)):
                joined = [other for other in others if other != index and self._in_one_clause(index, other)]
                if joined:
                    also = () if rule.data.get("general") else named.intersection(joined)
                    yield from (Mark(rule, place, ends.get(place, place + 1)) for place in (index, *also))

    def _joints(self) -> list[Joint]:
        """Those of which the sentence has a word of each list, in the order of the rules."""
        present = frozenset(" ".join(self.norms).split(" "))  # a token can be a phrase (`ended in`)
        together = self.vocabulary.together
        begun = {joint for word in together.keys() & present for joint in together[word]}
        return sorted([joint for joint in begun if not joint.second.isdisjoint(present)], key=_number)

    def _sure_places(self) -> frozenset[int]:
        """Where a measure or happening is named by a word that is not loose."""
        marks = chain(self.marks("measure"), self.marks("happening"))
        return frozenset(mark.first for mark in marks if not mark.rule.data.get("general"))

    def _in_one_clause(self, index: int, other: int) -> bool:
        """Whether two tokens stand in one clause, which may be broken into by others."""
        start, end = self.clause(index, index + 1)
        if start - _HEAD <= other < start and self._heads(start):
            return True
        if any((begin <= index < close) != (begin <= other < close) for begin, close in self._asides):
            return False
        if start <= other < end:
            return True
        low, high = min(index, other), max(index, other) + 1
        if high - low > NEAR:
            return False
        passed = {place for begin, close in self._asides if low < begin and close < high for place in range(begin, close)}
        beside = bool(passed) and high - low - len(passed) <= _REJOINED
        return beside and not any(low < place < high and place not in passed for place in self._breaks)

    def _heads(self, start: int) -> bool:
        """Whether a clause tells of the words in front of it (`The strike, which cost ...`)."""
        return any(mark.first == start for mark in self.marks("referring"))

    def marks(self, table: str) -> Sequence[Mark]:
        """The marks of one table, in order."""
        return self._marks.get(table, ())

    def phrase(self, first: int, last: int) -> str:
        """The words of some tokens, on one line: where a text is wrapped says nothing."""
        words = self.text[self.tokens[first].start : self.tokens[last - 1].end]
        return " ".join(words.split()) if "\n" in words or "\r" in words else words

    def covered(self, mention: Mention) -> tuple[int, int]:
        """The tokens of a mention."""
        first = max(bisect_right(self._starts, mention.span.start) - 1, 0)
        last = bisect_left(self._starts, mention.span.end)
        return first, max(last, first + 1)

    @lazy
    def quote(self) -> str:
        """The sentence on one line."""
        return " ".join(self.sentence.span.of(self.text).split())

    @lazy
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @lazy
    def placed(self) -> list[Placed]:
        """The mentions with the tokens of each."""
        return [(mention, self.covered(mention)) for mention in self.mentions]

    @lazy
    def _dates(self) -> list[Placed]:
        return [(mention, place) for mention, place in self.placed if mention.kind is Kind.DATE]

    @lazy
    def _inside(self) -> frozenset[int]:
        return frozenset([index for _, (first, last) in self.placed for index in range(first, last)])

    def around(self, at: tuple[int, int]) -> list[Placed]:
        """The mentions that stand near some tokens, with the tokens of each: what is further off has no say."""
        return self._near(self.placed, at)

    def dates_around(self, at: tuple[int, int]) -> list[Placed]:
        """The dates among the mentions that stand near some tokens."""
        return self._near(self._dates, at)

    def _near(self, placed: list[Placed], at: tuple[int, int]) -> list[Placed]:
        if len(self.tokens) <= NEAR:
            return placed
        low = bisect_left(placed, (at[0] - NEAR, 0), key=_place)
        return placed[low : bisect_right(placed, (at[1] + NEAR, 0), key=_place)]

    def counts_from(self, mention: Mention) -> bool:
        """Whether a date is counted from the event that the words behind it name (`six days after it ran aground`)."""
        rule = self.vocabulary.rules.get(mention.rule)
        return rule is not None and rule.data.get("shape") == "event"

    def goes_on_from(self, before: Scene | None) -> bool:
        """Whether the sentence opens with what the one right before it has named (`The earthquake`)."""
        if before is None or before.sentence.block is not self.sentence.block or not self.tokens:
            return False
        beside = not self.text[before.sentence.span.end : self.sentence.span.start].strip()
        return beside and self.tokens[self._first_word].has("definite")

    @lazy
    def signs(self) -> frozenset[str]:
        """The tables of signs with a word in the sentence; a dispute may also be announced in the sentence before."""
        found = _SIGNS.intersection(self._marks)
        if all(mark.first in self._inside or (mark.first and mark.rule.data.get("opening")) for mark in self.marks("one_more")):
            found -= {"one_more"}  # metres a second; among other things
        return found | {"contrast"} if self._announced() else found

    def _announced(self) -> bool:
        start, end = max(self.sentence.block.span.start, self.sentence.span.start - _LEAD_IN), self.sentence.span.start
        if start >= end or not self.vocabulary.may_have("contrast", self.text[start:end]):
            return False
        marks = self.vocabulary.marks(self.text, tuple(self.lexicon.tokens(self.text, start, end)))
        return any(mark.rule.table == "contrast" for mark in marks)

    @lazy
    def name_keys(self) -> frozenset[str]:
        """What all names of the sentence are compared by."""
        return frozenset[str]().union(*[name.keys for name in self.names])

    @lazy
    def named(self) -> frozenset[int]:
        """The tokens that are part of a name."""
        return frozenset([index for name in self.names for index in range(name.first, name.last)])

    @lazy
    def names(self) -> list[Name]:
        """The proper names of the sentence, in order; known entities under their one name."""
        entities = {mark.first: mark for mark in self.marks("entity") if not self._is_of_money(mark)}
        found: list[Name] = []
        end = 0
        for index in sorted(entities.keys() | self._capitals):
            if index < end:
                continue
            mark = entities.get(index)
            end = mark.last if mark else self._capital_run(index, entities)
            of = self._whose(index, end) if mark is None and index in self._bodies else None
            if of in entities:
                continue  # the Bank of Ghana is Ghana's
            if of is not None:
                end = self._capital_run(of, entities)
            name = self._name(index, end, mark) if end > index else None
            if name is not None:
                found.append(name)
        return found

    def _is_of_money(self, mark: Mark) -> bool:
        """Whether a country only tells whose money is meant (`40 million Swiss francs`, `US$ 40 million`)."""
        return self.tokens[mark.last - 1].has_any("currency", "currency_weak", "currency_symbol")

    def _capital_run(self, index: int, entities: dict[int, Mark]) -> int:
        end = index
        while end in self._capitals and end not in entities and self._is_name(end, begun=end > index):
            end += 1
            if self._joins(end) and end + 1 not in entities:
                end += 1
            elif self._is_numbered(end):
                return end + 1
        return end

    @lazy
    def _bodies(self) -> dict[int, int]:
        """Where a word for a body stands, and where it ends."""
        return {mark.first: mark.last for mark in self.marks("body")}

    def _whose(self, first: int, end: int) -> int | None:
        """Where the name begins without which a body has none (`University of Oslo`); None where it has its own."""
        if self._bodies[first] != end or end >= len(self.tokens) or not self.tokens[end].has("linking_of"):
            return None
        behind = end + 2 if end + 1 < len(self.tokens) and self.tokens[end + 1].has("definite") else end + 1
        return behind if behind in self._capitals else None

    def _is_numbered(self, index: int) -> bool:
        """Whether a number is written together with a name (`K2`)."""
        number = self.tokens[index] if index < len(self.tokens) else None
        return number is not None and number.norm.isdecimal() and number.start == self.tokens[index - 1].end and index not in self._inside

    def _joins(self, index: int) -> bool:
        """Whether a hyphen makes one name of the capitals on its two sides (`Saint-Denis`)."""
        return self.norms[index : index + 1] == ["-"] and index + 1 in self._capitals and self._is_name(index + 1, begun=True)

    def _is_name(self, index: int, begun: bool) -> bool:
        """A capital within a sentence makes a name; at its opening only a word known as one, or one before another capital."""
        norm = self.norms[index]
        if " " in norm or self._is_initial(index) or not _NO_NAMES.isdisjoint(self.tokens[index].senses) or index in self._inside:
            return False
        plain = norm in self.vocabulary.everyday
        if not self._opens(index):
            return begun or not plain or self._next_capital(index)
        if plain or norm in self._known:
            return norm in self._known
        return begun or self._titled or self._next_capital(index) or self._opens_as_name(index)

    def _is_initial(self, index: int) -> bool:
        """Whether a letter is short for a word in front of a plain one (`T. rex`)."""
        following = self.norms[index + 1 : index + 3]
        return len(self.norms[index]) == 1 and following[:1] == ["."] and len(following) > 1 and index + 2 not in self._capitals

    @lazy
    def _capitals(self) -> frozenset[int]:
        """The words with a capital."""
        return frozenset(
            [
                index
                for index, token in enumerate(self.tokens)
                if self.text[token.start].isupper() and token.number is None and token.ordinal is None and not self._is_of_number(index)
            ]
        )

    def _is_of_number(self, index: int) -> bool:
        """Whether a letter is that of a unit or currency at a number (`180C`, `R180`); of a scene without mentions, any such letter."""
        token = self.tokens[index]
        if token.has("initial_currency") and self.text[token.end : token.end + 1].isdecimal():
            return not self.mentions or any(mention.span.start == token.start for mention in self.mentions)
        return token.glued and len(token.norm) == 1 and index > 0 and self.tokens[index - 1].literal

    def _opens(self, index: int) -> bool:
        """Whether a token opens the sentence or a quotation, so that its capital says nothing."""
        return index <= self._first_word or self.norms[index - 1] in '“"‘:'

    def _opens_as_name(self, index: int) -> bool:
        following = self.norms[index + 1] if index + 1 < len(self.norms) else ""
        if following == "," and self._is_aged(index + 2):
            return self.vocabulary.is_uncommon(self.norms[index])
        if following == "," and self._is_apposed(index + 2):
            return self.vocabulary.is_uncommon(self.norms[index]) and not self.vocabulary.is_nameless(self.norms[index])
        if following == "," and any(mark.first == index + 2 for table in ("happening", "referring") for mark in self.marks(table)):
            return self.vocabulary.is_uncommon(self.norms[index])
        return self.vocabulary.opens_as_name(self.norms[index], following) and not self._is_plain(index)

    def _is_plain(self, index: int) -> bool:
        """Whether the text has a word also without a capital."""
        word, at = self.norms[index], -1
        while (at := self.text.find(word, at + 1)) >= 0:
            if not (self.text[at - 1 : at].isalnum() or self.text[at + len(word) : at + len(word) + 1].isalnum()):
                return True
        return False

    def _is_apposed(self, index: int) -> bool:
        """Whether words say what a name in front of them is (`Sue, the last one`)."""
        return index < len(self.tokens) and self.tokens[index].has_any("article", "definite")

    def _is_aged(self, index: int) -> bool:
        """Whether words say how old a name in front of them is (`Kallas, 31,`, `Pele, aged 17`)."""
        token, closed = (self.tokens[index] if index < len(self.tokens) else None), self.norms[index + 1 : index + 2] == [","]
        aged = any(mark.first == index and mark.rule.data.get("personal") for mark in self.marks("measure"))
        return token is not None and (aged or (closed and token.number is not None and token.norm.isdecimal()))

    @lazy
    def _first_word(self) -> int:
        return next((index for index, token in enumerate(self.tokens) if token.norm[:1].isalnum()), 0)

    def _next_capital(self, index: int) -> bool:
        following = index + 2 if self.norms[index + 1 : index + 2] == ["-"] else index + 1
        return following in self._capitals and self.norms[following] not in self.vocabulary.stops

    def _name(self, first: int, end: int, mark: Mark | None) -> Name | None:
        words = self.phrase(first, end)
        if mark is not None:
            return Name(first, end, words, frozenset({mark.rule.id}), str(mark.rule.data.get("name", words)))
        own = [index for index in range(first, end) if index not in self._titles and self.norms[index][:1].isalnum()]
        if not own:
            return None
        keys = frozenset([self.norms[index] for index in own if _LINKS.isdisjoint(self.tokens[index].senses)])
        if self._bodies:
            keys = keys.difference([self.norms[index] for index in own if index in self._bodies]) or keys
        value = words if len(own) == end - first else self.phrase(own[0], own[-1] + 1)
        sure = not (self._titled and end == first + 1 and self._opens(first)) or self._opens_as_name(first)
        return Name(first, end, words, keys, value, sure)

    @lazy
    def _titles(self) -> frozenset[int]:
        return frozenset([index for title in self.marks("title") for index in range(title.first, title.last)])

    @lazy
    def tying(self) -> frozenset[int]:
        """Where a word stands that ties the name behind it to the value in front of it."""
        return frozenset([mark.first for mark in self.marks("tying")])

    @lazy
    def _openers(self) -> frozenset[int]:
        return frozenset(mark.first for mark in self.marks("clause"))

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The clause around some tokens: up to a semicolon, a colon, a dash, or a comma with a word that opens a clause."""
        before, after = bisect_left(self._breaks, first), bisect_left(self._breaks, last)
        start = self._breaks[before - 1] + 1 if before else 0
        end = self._breaks[after] if after < len(self._breaks) else len(self.tokens)
        return max(start, first - NEAR), min(end, last + NEAR)

    @lazy
    def _breaks(self) -> list[int]:
        """The marks at which clauses end."""
        return [index for index, norm in enumerate(self.norms) if norm in _BREAKS or (norm == "," and index + 1 in self._openers)]

    def passes_over(self, low: int, high: int, index: int) -> bool:
        """Whether a token stands in an aside, and both ends of a stretch outside it."""
        return any(low <= start and end <= high and start <= index < end for start, end in self._asides)

    @lazy
    def _asides(self) -> list[tuple[int, int]]:
        """The clauses that break into another one, between their commas (`The storm, which cost nine lives, moved on`)."""
        found: list[tuple[int, int]] = []
        for start, end in pairwise(index for index, norm in enumerate(self.norms) if norm == ","):
            opens = not self._openers.isdisjoint(range(start + 1, min(start + 1 + _OPENS_ASIDE, end)))
            if opens and not (found and found[-1][1] > start):
                found.append((start, end + 1))
        return found

    def opens_aside(self, index: int) -> bool:
        """Whether a comma or a bracket stands right in front of a token."""
        return index > 0 and self.tokens[index - 1].norm in ASIDES

    def of_whole(self, at: tuple[int, int]) -> int | None:
        """Where the `of` stands behind which a value is that of a whole (`half of its 7,500 people`, `61 percent of Bhutan's 770,000`)."""
        index = at[0] - 1
        if index > 0 and self.tokens[index].has_any(*POSSESSIVES):
            index -= 1
            while index > 0 and index in self.named:
                index -= 1
        while index > 0 and self.tokens[index].has_any("determiner", "definite"):
            index -= 1
        return index if index > 0 and self.tokens[index].has("linking_of") else None

    def distance(self, a: tuple[int, int], b: tuple[int, int]) -> int:
        """How far two stretches of tokens stand apart: a token is 1, a comma 3 more, a conjunction 2 more, a number 4 more."""
        low, high = (a[1], b[0]) if a[1] <= b[0] else (b[1], a[0])
        if high <= low:
            return 0
        return high - low if high - low > NEAR else self._way[high] - self._way[low]

    def distance_past_asides(self, a: tuple[int, int], b: tuple[int, int]) -> int:
        """The same, with the clauses passed over that break into the one in which both stand."""
        low, high = (a[1], b[0]) if a[1] <= b[0] else (b[1], a[0])
        apart = self.distance(a, b)
        if not self._asides or not 0 < high - low <= NEAR:
            return apart
        return apart - sum(self._way[end] - self._way[start] - _ASIDE for start, end in self._asides if low <= start and end <= high)

    @lazy
    def _way(self) -> list[int]:
        """How far each token stands from the beginning of the sentence, so that every distance is a difference of two."""
        steps = [_OFF.get(token.norm) or (3 if "linking_and" in token.senses else 1) for token in self.tokens]
        for index in self._inside:
            if steps[index] == 1 and self.tokens[index].number is not None:
                steps[index] = 5
            if index and self.norms[index - 1] == ":":
                steps[index - 1] = 1  # what stands in front of it is the label of the value
        return list(accumulate(steps, initial=0))

    def content(self, at: tuple[int, int]) -> list[tuple[int, tuple[str, bool]]]:
        """The content words near some tokens and in no name, with their places: the stem of each, and whether it is a common one."""
        if len(self.tokens) <= NEAR:
            return self._content
        low, high = bisect_left(self._content, (at[0] - NEAR,)), bisect_left(self._content, (at[1] + NEAR,))
        return self._content[low:high]

    @lazy
    def _content(self) -> list[tuple[int, tuple[str, bool]]]:
        return [
            (index, word)
            for index, word in enumerate(map(self.vocabulary.content, self.norms))
            if word is not None and index not in self.named and self.tokens[index].number is None
        ]


def part_of(scene: Scene, mark: Mark) -> Part:
    """A part of a frame from a mark."""
    return Part(value=mark.rule.name, words=scene.phrase(mark.first, mark.last), rule=mark.rule.id)
