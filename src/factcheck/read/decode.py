"""Bytes become text. UTF-8 is taken at its word; anything else is recognised from a sample."""

from __future__ import annotations

import codecs

_SAMPLE = 64 * 1024  # detection costs seconds on megabytes and gains nothing there
_BINARY_WINDOW = 8 * 1024  # git's own measure: a NUL in the first 8,000 bytes
_MARKS = (  # the longer mark first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str | None:
    """The text of a file without its byte order mark, or None where the bytes are not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:_BINARY_WINDOW]:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_unknown(data)


def _decode_unknown(data: bytes) -> str | None:
    # imported late: nearly every file is UTF-8
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding, errors="replace")
    except (UnicodeError, LookupError):
        return None
    # some codecs hand back lone surrogates, which no output can carry
    return text.encode("utf-8", errors="replace").decode("utf-8")
