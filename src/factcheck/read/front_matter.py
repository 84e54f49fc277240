"""Front matter: the YAML between two `---` lines at the start of a file.

python-frontmatter finds it. Its values are kept as the words that are written (YAML would make `no` a truth value and
fail on 2021-02-30), and aliases are refused: a few lines of them can stand for more than memory holds. Most front matter is a few
lines of a key and words, which mean themselves: it needs neither library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import BaseLoader
    from yaml.nodes import Node

_LARGEST = 64 * 1024  # characters; no honest front matter comes near
_DEEPEST = 20
_KEY = re.compile(r"^[\w-]+:", re.MULTILINE)
# words that YAML reads as they stand, bare or in quotation marks; the first letter or digit of bare ones shows that they are no sign
_BARE = r"""[^\W_](?:[\w .,;!?()'’“”"/+%$£€–—-]|:(?! |$))*+"""
_QUOTED = r"""[\w .,;:!?()'’“”/+%$£€–—#&*-]*+"""
_KEY_AND = r"[A-Za-z][\w-]*+: "
_PLAIN = re.compile(rf"""---\n((?:{_KEY_AND}(?:{_BARE}|"{_QUOTED}")\n)*)---\n+(?=\S)""", re.MULTILINE)
_PLAIN_ENTRY = re.compile(r"""^([^:]+): (?:"(.*)"|(.*))$""", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands before the text: its entries, where the text begins, and why nothing was read, if so."""

    entries: Mapping[str, object] = field(default_factory=dict)
    end: int = 0
    problem: str | None = None


def split(text: str) -> FrontMatter:
    """The front matter of a text; where there is none, the text begins at 0.

    >>> split("---\\ntitle: Trade\\n---\\nBody")
    FrontMatter(entries={'title': 'Trade'}, end=21, problem=None)
    >>> split("---\\na rule across the page").end
    0
    """
    plain = _PLAIN.match(text)
    if plain is None or plain.end() > _LARGEST:
        return parsed(text)
    entries = {key: quoted or bare.rstrip() for key, quoted, bare in _PLAIN_ENTRY.findall(plain[1])}
    return FrontMatter(entries=entries, end=plain.end())


def parsed(text: str) -> FrontMatter:
    """Any front matter of a text, as YAML has it."""
    # imported late: they cost more than most files have use for
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    if not handler.detect(text):
        return FrontMatter()
    try:
        matter, rest = handler.split(text)
    except ValueError:  # no closing line: a rule across the page
        return FrontMatter()
    end = len(text) - len(rest.lstrip("\r\n"))
    if len(matter) > _LARGEST:
        return FrontMatter(end=end, problem=f"front matter is longer than {_LARGEST:,} characters and was not read")
    try:
        entries = handler.load(matter, Loader=_plain_loader())
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two for impossible \U escapes
        # a text that only begins with a rule across the page is not front matter gone wrong
        return FrontMatter(end=end, problem=_problem(error)) if _KEY.search(matter) else FrontMatter()
    if not isinstance(entries, dict):
        return FrontMatter(end=end) if not matter.strip() else FrontMatter()
    return FrontMatter(entries=entries, end=end)


@cache
def _plain_loader() -> type[BaseLoader]:
    """YAML whose scalars stay words; aliases and deep nesting are errors."""
    import yaml

    class PlainLoader(yaml.BaseLoader):
        depth = 0

        def compose_node(self, parent: Node | None, index: int) -> Node | None:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases are not read")
            if self.depth == _DEEPEST:
                raise yaml.YAMLError(f"nested deeper than {_DEEPEST} levels")
            self.depth += 1
            node: Node | None = super().compose_node(parent, index)
            self.depth -= 1
            return node

    return PlainLoader


def _problem(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    line = f" on line {mark.line + 1}" if mark else ""  # the matter begins at the end of the first line
    cause = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    return f"front matter is not valid YAML{line} and was not read: {cause}"
