"""What a web page says of itself: JSON-LD, Open Graph, meta elements, time elements, in this order of exactness."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import html

from factcheck.read.metadata import Statement, of_entries

_ARTICLES = ("article", "report", "posting", "webpage", "review")  # how the schema.org types of articles end
_LARGEST = 500_000  # characters of a script
_MOST = 200  # objects of a page
_OPEN_GRAPH = {
    "og:title": "title", "og:site_name": "source", "article:published_time": "published", "og:published_time": "published",
    "article:modified_time": "modified", "og:updated_time": "modified", "og:url": "url", "article:author": "author",
    "og:locale": "language",
}  # fmt: skip
_META = {
    "citation_title": "title", "dc.title": "title", "dcterms.title": "title", "title": "title",
    "citation_publication_date": "published", "dc.date.issued": "published", "dcterms.created": "published", "dcterms.issued": "published",
    "datepublished": "published", "publish-date": "published", "publishdate": "published", "pubdate": "published",
    "publication_date": "published",
    "parsely-pub-date": "published", "sailthru.date": "published", "dc.date": "published", "dcterms.date": "published", "date": "published",
    "datemodified": "modified", "dcterms.modified": "modified", "last-modified": "modified", "revised": "modified",
    "application-name": "source", "citation_journal_title": "source", "dc.publisher": "source",
    "dcterms.publisher": "source", "publisher": "source",
    "author": "author", "byl": "author", "dc.creator": "author", "parsely-author": "author", "citation_author": "author",
    "language": "language", "dc.language": "language", "content-language": "language",
}  # fmt: skip


def statements(tree: html.HtmlElement) -> Iterator[Statement]:
    """What each place of a page says."""
    yield of_entries("JSON-LD", _json_ld(tree))
    yield of_entries("Open Graph", _meta(tree, ("property", "name"), _OPEN_GRAPH))
    yield of_entries("meta element", _meta(tree, ("name", "itemprop", "property", "http-equiv"), _META))
    yield of_entries("time element", _times(tree))
    yield of_entries("page", _page(tree))


def _json_ld(tree: html.HtmlElement) -> Mapping[str, object]:
    """The entries of the first article that a script of linked data describes."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = (script.text or "")[:_LARGEST]
        try:
            found = json.loads(text, strict=False, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):  # linked data is often written by hand
            continue
        for entries in islice(_objects(found), _MOST):
            kinds = entries.get("@type")
            if any(str(kind).lower().endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return {key: entries[key] for key in _LINKED if key in entries}
    return {}


_LINKED = ("headline", "datePublished", "dateModified", "author", "publisher", "url", "inLanguage")


def _objects(found: object) -> Iterator[Mapping[str, object]]:
    """The objects at the top, in lists and in graphs."""
    waiting = [found]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:_MOST]
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ("@graph", "mainEntity", "itemListElement") if key in value]


def _meta(tree: html.HtmlElement, attributes: tuple[str, ...], names: Mapping[str, str]) -> Mapping[str, object]:
    """The entries of meta elements; of several names for one entry the first of the table."""
    given: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        for attribute in attributes:
            name = (element.get(attribute) or "").strip().lower()
            if name in names and element.get("content").strip():
                given.setdefault(name, element.get("content"))
    entries: dict[str, object] = {}
    for name, entry in names.items():
        if name in given:
            entries.setdefault(entry, given[name].replace("_", "-") if entry == "language" else given[name])
    return entries


def _times(tree: html.HtmlElement) -> Mapping[str, object]:
    """The day that all time elements of the article's head agree on, or that one says to be of its publication."""
    marked = tree.xpath("//time[@pubdate or contains(@itemprop, 'datePublished')]/@datetime")
    days = {str(value)[:10] for value in marked or tree.xpath("(//article | //main)[1]//time/@datetime")}
    return {"published": days.pop()} if len(days) == 1 else {}


def _page(tree: html.HtmlElement) -> Mapping[str, object]:
    """What every page has: its title, its address and its language."""
    title = tree.xpath("string(//h1[1])") or tree.xpath("string(//title)")
    return {"title": title, "url": tree.xpath("string(//link[@rel='canonical']/@href)"), "language": tree.xpath("string(/html/@lang)")}
