"""How many independent witnesses stand behind claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck.compare.witnesses import witnesses
from factcheck.model import Claim

TOLD = "The harbour of Varna handled 4,100 containers in the spring."
OTHER = "In the spring Varna's docks moved 4,100 containers, more than ever before."


@pytest.mark.parametrize(
    ("told", "count"),
    [
        pytest.param([(TOLD, "Port Weekly"), (OTHER, "Quay News")], 2, id="two papers in their own words"),
        pytest.param([(TOLD, "Port Weekly"), (OTHER, "Port Weekly")], 1, id="one paper twice"),
        pytest.param([(TOLD, "Port Weekly"), (TOLD, "Quay News"), (TOLD, "The Pier")], 1, id="agency copy in three papers"),
        pytest.param([(TOLD, "Port Weekly"), (TOLD.replace(" in the spring", ""), "Quay News")], 2, id="a sentence cut short is its own"),
        pytest.param([(TOLD, "Port Weekly"), (TOLD.replace("4,100", "4,700"), "Quay News")], 2, id="another value"),
        pytest.param([(TOLD, "Port Weekly"), (OTHER, "Quay News"), (OTHER, "Port Weekly")], 1, id="one paper prints the other's words too"),
        pytest.param(
            [(f"{TOLD[:-1]}, the Maritime Office said.", "Port Weekly"), (f"{OTHER[:-1]}, the Maritime Office said.", "Quay News")], 1,
            id="one speaker in two papers",
        ),
    ],
)  # fmt: skip
def test_a_voice_and_a_text_count_once(told: list[tuple[str, str]], count: int, read_claim: Callable[..., Claim]) -> None:
    claims = []
    for number, (text, source) in enumerate(told):
        claim = read_claim(text, "4,700" if "4,700" in text else "4,100")
        claims.append(replace(claim, metadata=replace(claim.metadata, source=source, path=f"{number}.txt")))
    assert witnesses(claims) == count
