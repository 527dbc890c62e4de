"""Links that begin as good ones and are then spoiled, the same in every run."""

from __future__ import annotations

import random
from urllib.parse import quote

from analytics.model.scenario import Scenario, link

SIGNS = "0123456789abcXYZ%&=+.-_/\\'\"<>{}[]()\u202e\u0000 \n\u00e9;:@#~`|"
ENDS = ("", "&data=../../x", "&data=0123456789", "&v=1", "&ten_year_bp=1e309", "&ledger=eNqrVk", "&watch=<b>,AMC")


def fuzzed(count: int) -> list[str]:
    """So many query strings."""
    chance = random.Random(16)
    found = []
    for _ in range(count):
        pairs = list(link(Scenario(ten_year_bp=chance.randint(0, 1000))).items())
        chance.shuffle(pairs)
        text = "&".join(f"{name}={quote(value)}" for name, value in pairs[: chance.randint(0, len(pairs))])
        for _ in range(chance.randint(1, 8)):
            at = chance.randint(0, len(text))
            new = "".join(chance.choice(SIGNS) for _ in range(chance.randint(0, 6)))
            text = text[:at] + new + text[at + chance.randint(0, 4) :]
        found.append(text + chance.choice(ENDS))
    return found
