"""Frame: from a mention to a claim."""

from __future__ import annotations

import hashlib

from factcheck.extract import Text
from factcheck.model import BlockKind, Claim, Frame
from factcheck.rules import Rules


def frame(text: Text, rules: Rules) -> tuple[Claim, ...]:
    """The claims of a document that was read, each mention with its frame."""
    out = []
    document = text.document
    for mention, number in text.mentions:
        sentence = text.sentences[number]
        line, column = document.place(mention.span.start)
        key = f"{document.metadata.path}\0{mention.span.start}\0{mention.span.end}"
        out.append(Claim(
            id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10], mention=mention, frame=Frame(), metadata=document.metadata,
            text=mention.span.of(document.text), quote=sentence.span.of(document.text).strip(), line=line, column=column,
            heading=sentence.block.kind is BlockKind.HEADING,
        ))
    return tuple(out)
