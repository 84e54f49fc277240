"""The long tail of units, which `rules/units.toml` does not list: becquerels, lumens, megapixels.

Their dimensions are quantulum3's unit data, read without importing the package; their factors are pint's, loaded only when two
such units meet.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def dimension(unit: str) -> str | None:
    """What a unit measures, by quantulum3's name for it; None where it knows no such unit."""
    return _dimensions().get(unit.replace("_", " "))


def factor(unit: str) -> Decimal | None:
    """A unit in base units of its dimension, by pint; None where it knows no such unit."""
    from pint.errors import PintError

    try:
        quantity = _registry().Quantity(1, unit.replace(" ", "_")).to_base_units()
    except (PintError, AttributeError, ValueError):
        return None
    return Decimal(str(quantity.magnitude))


@lru_cache(maxsize=1)
def _dimensions() -> dict[str, str]:
    spec = find_spec("quantulum3")
    if spec is None or spec.origin is None:
        return {}
    units = json.loads((Path(spec.origin).parent / "units.json").read_text(encoding="utf-8"))
    return {name: str(data["entity"]) for name, data in units.items() if data["entity"] not in ("dimensionless", "currency")}


@lru_cache(maxsize=1)
def _registry() -> Any:
    from pint import UnitRegistry

    return UnitRegistry()
