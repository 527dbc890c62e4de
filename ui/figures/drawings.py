"""Every drawing by view and chart."""

from __future__ import annotations

from collections.abc import Mapping

from ui.figures.bank import DRAWINGS as BANK
from ui.figures.banks import DRAWINGS as BANKS
from ui.figures.credit import DRAWINGS as CREDIT
from ui.figures.debt_wall import DRAWINGS as DEBT_WALL
from ui.figures.divergence import DRAWINGS as DIVERGENCE
from ui.figures.issuer import DRAWINGS as ISSUER
from ui.figures.issuers import DRAWINGS as ISSUERS
from ui.figures.picture import Draw

DRAWINGS: Mapping[str, Mapping[str, Draw]] = {
    "divergence": DIVERGENCE,
    "regional_banks": BANKS,
    "bank": BANK,
    "debt_wall": DEBT_WALL,
    "issuer": ISSUER,
    "issuers": ISSUERS,
    "credit": CREDIT,
    "claims": {},
}
