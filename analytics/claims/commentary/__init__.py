"""The commentary of 15 October 2025: its twenty-five claims that can be tested, in our words."""

from __future__ import annotations

from analytics.claims.claim import Claim, Ledger
from analytics.claims.commentary.credit import CREDIT
from analytics.claims.commentary.firms import FIRMS
from analytics.claims.commentary.prices import PRICES
from analytics.claims.commentary.yields import YIELDS

CLAIMS: tuple[Claim, ...] = tuple(sorted((*PRICES, *YIELDS, *FIRMS, *CREDIT), key=lambda claim: claim.id))
LEDGER = Ledger(CLAIMS)
