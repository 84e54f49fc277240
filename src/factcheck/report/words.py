"""Values, periods and places in words for people, and text of documents made safe to print.

Documents are not trusted: what they say may hold terminal commands or characters that reorder a line.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

from factcheck.model import Amount, Claim, Dating, Finding, Kind, Metadata, Mode, Modifier, Pair, Period, Relation

UNKNOWN = "-"

# Without the characters of ordinary right-to-left text: letters, the marks U+200E and U+200F, and the joiners.
_HAZARD = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1 controls, ESC and CSI among them; white space is folded first
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ud800-\udfff"  # lone surrogates: undecodable file names
    "]"
)

_MODIFIER_WORDS = {
    Modifier.EXACT: "",
    Modifier.ABOUT: "about ",
    Modifier.AT_LEAST: "at least ",
    Modifier.MORE_THAN: "more than ",
    Modifier.AT_MOST: "at most ",
    Modifier.LESS_THAN: "less than ",
    Modifier.NEARLY: "nearly ",
    Modifier.RANGE: "",
    Modifier.SINCE: "since ",
    Modifier.UNTIL: "until ",
    Modifier.BEFORE: "before ",
    Modifier.AFTER: "after ",
    Modifier.VAGUE: "vaguely ",
}


def escaped(character: str) -> str:
    r"""A character as an escape of ASCII letters.

    >>> escaped("\x1b"), escaped("\u202e")
    ('\\x1b', '\\u202e')
    """
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def visible(text: str) -> str:
    r"""The text on one line, with every character that could command a terminal or reorder a line written out.

    >>> visible("at  least\n40")
    'at least 40'
    >>> visible("40\x1b[2J dead")
    '40\\x1b[2J dead'
    """
    return _HAZARD.sub(lambda found: escaped(found.group()), " ".join(text.split()))


def harmless(text: str) -> str:
    r"""JSON text whose hazardous characters are JSON escapes: the same object to a parser, inert on a terminal.

    >>> harmless('"40\x9b dead"')
    '"40\\u009b dead"'
    """
    return _HAZARD.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole ones as int, others as float, what JSON cannot hold as None.

    >>> number(Decimal("289E+6")), number(Decimal("0.5")), number(None)
    (289000000, 0.5, None)
    """
    if value is None or not value.is_finite() or value.adjusted() > 307:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def digits(value: Decimal) -> str:
    """A number for people: thousands set apart, no exponent.

    >>> digits(Decimal("289E+6")), digits(Decimal("0.6666666666666666666666666667"))
    ('289,000,000', '0.666667')
    """
    plain = number(value)
    if plain is None:
        return str(value)
    return f"{plain:,}" if isinstance(plain, int) else f"{plain:,.6f}".rstrip("0").rstrip(".") if abs(plain) >= 1e-6 else f"{plain:.3g}"


def iso(period: Period | None, joint: str = "/") -> str:
    """A period in the shortest ISO 8601 form that names its days; `joint` stands between the ends of a longer one.

    >>> from datetime import date
    >>> iso(Period(date(2023, 1, 1), date(2023, 12, 31)))
    '2023'
    >>> iso(Period(date(2024, 1, 1), date(2024, 3, 31)), " to ")
    '2024-01 to 2024-03'
    """
    if period is None:
        return ""
    first, last = period.first, period.last
    for form in ("%Y", "%Y-%m"):
        if _opens(first, form) and _ends(last, form):
            # not strftime: it does not pad the year 96 on every platform
            start, end = first.isoformat()[: _LENGTH[form]], last.isoformat()[: _LENGTH[form]]
            return start if start == end else f"{start}{joint}{end}"
    return first.isoformat() if first == last else f"{first.isoformat()}{joint}{last.isoformat()}"


_LENGTH = {"%Y": 4, "%Y-%m": 7}


def _opens(day: datetime.date, form: str) -> bool:
    return day.day == 1 and (form != "%Y" or day.month == 1)


def _ends(day: datetime.date, form: str) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1] and (form != "%Y" or day.month == 12)


def period_of(claim: Claim) -> Period | None:
    """The period of a claim: of a date its value, of anything else the frame's."""
    dating = claim.mention.dating
    if dating is not None:
        return dating.period
    return claim.frame.period.value if claim.frame.period else None


def when(claim: Claim) -> str:
    """Period and as-of of a claim in words, `-` where neither is known; of what had not happened by its date, that too."""
    period, as_of = period_of(claim), claim.frame.as_of
    words = [iso(period, " to ")] if period else []
    if claim.frame.mode is Mode.PENDING:
        words = [" ".join(("not yet:", *words))] if words else ["not yet"]
    if as_of:
        words.append(f"as of {iso(as_of.value, ' to ')}")
    return ", ".join(words) or UNKNOWN


def published(metadata: Metadata) -> str:
    """The date of publication, `-` where it is not known."""
    return iso(metadata.published, " to ") or UNKNOWN


def who(claim: Claim) -> str:
    """Who says so, `-` where the text does not tell."""
    return visible(claim.frame.attribution.value) if claim.frame.attribution else UNKNOWN


def where(claim: Claim) -> str:
    """File and line, with the page where there are pages."""
    page = f" p. {claim.page}" if claim.page is not None else ""
    return f"{visible(claim.metadata.path)}:{claim.line}{page}"


def reading(claim: Claim) -> str:
    """How the value was read: number, bounds and unit, or the days that a date names."""
    value = claim.mention.value
    return _read_date(value) if isinstance(value, Dating) else _read_amount(value, claim.mention.kind)


def _read_amount(amount: Amount, kind: Kind) -> str:
    unit = amount.unit.replace("_", " ") if amount.unit else ""
    rate = f"per {amount.per}" if amount.per else ""
    if kind is Kind.ORDINAL and amount.nominal is not None:
        return f"{unit or 'number'} {digits(amount.nominal)}"
    return " ".join(part for part in (_size(amount), unit, rate) if part)


def _size(amount: Amount) -> str:
    if amount.nominal is not None:
        return _MODIFIER_WORDS[amount.modifier] + digits(amount.nominal)
    low, high = amount.low, amount.high
    if low is not None and high is not None:
        return f"{digits(low)} to {digits(high)}"
    if low is not None:
        return f"at least {digits(low)}"
    return f"at most {digits(high)}" if high is not None else "an unstated number"


def _read_date(dating: Dating) -> str:
    if dating.impossible:
        return f"{dating.partial} (no such day)"
    if dating.period is None:
        return f"{dating.partial} (year unknown)" if dating.partial else "no known day"
    return _MODIFIER_WORDS[dating.modifier] + iso(dating.period, " to ")


def standing(finding: Finding) -> dict[str, tuple[Relation, tuple[str, ...]]]:
    """For every claim that takes part in a pair: its strongest relation, and the claims that it has it with."""
    ties: dict[str, list[tuple[Relation, str]]] = {}
    for pair in finding.pairs:
        ties.setdefault(pair.a, []).append((pair.relation, pair.b))
        ties.setdefault(pair.b, []).append((pair.relation, pair.a))
    return {claim: _strongest(own) for claim, own in ties.items()}


def _strongest(ties: Sequence[tuple[Relation, str]]) -> tuple[Relation, tuple[str, ...]]:
    best = min((relation for relation, _ in ties), key=lambda relation: relation.severity)
    return best, tuple(other for relation, other in ties if relation is best)


def repeats(finding: Finding) -> str:
    """How many witnesses the claims of a finding come from, where some only repeat others; else nothing."""
    if finding.witnesses >= len(finding.claims):
        return ""
    return f"{counted(len(finding.claims), 'claim')} from {counted(finding.witnesses, 'witness', 'witnesses')}: the others repeat them"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 claim`, `2 claims`, `1,204 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def sentence_parts(claim: Claim) -> tuple[str, str, str]:
    """The claim's sentence as what stands before its value, the value, and what follows."""
    start = max(claim.mention.span.start - claim.mention.sentence.start, 0)
    words = claim.text
    if claim.quote[start : start + len(words)] != words:  # blanks are folded in a quotation, so that the value moved to the left
        words = " ".join(words.split())
        start = claim.quote.rfind(words, 0, start + len(words))
    if start < 0:
        start = claim.quote.find(words)
    if start < 0 or not words:
        return claim.quote, "", ""
    end = start + len(words)
    return claim.quote[:start], claim.quote[start:end], claim.quote[end:]


def folded(part: str) -> str:
    """The part of a sentence on one line, keeping the blank that parts it from its neighbour."""
    line = visible(part)
    return f"{' ' if part[:1].isspace() else ''}{line}{' ' if line and part[-1:].isspace() else ''}"


def pair_words(pair: Pair) -> str:
    """The verdict on a pair: its relation and the check that gave it."""
    return f"{pair.relation.value} ({pair.rule})"
