"""Three articles on one trade, each with another figure."""

BILLION = """\
---
title: Trade grows
source: Kabul Courier
published: 2025-03-01
---

Trade between Russia and Afghanistan reached $1 billion in 2024, the Russian Business Center said.
"""
MILLIONS = """\
---
title: Trade is small
source: Moscow Ledger
published: 2025-03-02
---

Trade between Russia and Afghanistan reached $560 million in 2024, deputy prime minister Alexei Overchuk said.
"""
THIRD = """\
---
title: Trade in between
source: Herat Gazette
published: 2025-03-03
---

Trade between Russia and Afghanistan reached $790 million in 2024, the Afghan customs office said.
"""
