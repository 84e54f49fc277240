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
_MARKED = tuple(mark for mark, _ in _MARKS)


def is_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are no text in any encoding."""
    return not head.startswith(_MARKED) and b"\0" in head[:_BINARY_WINDOW]


def decode(data: bytes) -> str | None:
    """The text of a file without its byte order mark, or None where the bytes are not text."""
    try:
        if not is_binary(data) and not data.startswith(_MARKED):
            return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    encoding = encoding_of(data)
    return None if encoding is None else decode_as(data, encoding)


def encoding_of(data: bytes, *, cut: bool = False) -> str | None:
    """The encoding that a text is in, or None where it is not text; `cut` where these are only its first bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if is_binary(data):
        return None
    sample = data[:_SAMPLE]
    try:
        sample.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        halved = error.start >= len(sample) - 3 and (cut or len(data) > len(sample))  # the last character
        return "utf-8-sig" if halved else _recognised(sample)
    return "utf-8-sig"


def decode_as(data: bytes, encoding: str) -> str | None:
    """The text in a named encoding; what does not fit it becomes U+FFFD, an unknown encoding None."""
    try:
        text = data.decode(encoding, errors="replace")
    except (UnicodeError, LookupError):
        return None
    # some codecs hand back lone surrogates, which no output can carry
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _recognised(data: bytes) -> str | None:
    # imported late: nearly every file is UTF-8
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return None if best is None else best.encoding
