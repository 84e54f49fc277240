"""The version, a literal so that reading it costs nothing, and whether this is a compiled build."""

__version__ = "0.1.0"


def compiled() -> bool:
    """Whether the hot modules are compiled: what `hatch_build.py` makes of them shares one library, which nothing else has."""
    from importlib.util import find_spec

    return find_spec("factcheck._compiled__mypyc") is not None
