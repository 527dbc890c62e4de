"""Book: one quarter of all banks as arrays, prepared once, so that a slider only multiplies them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import buckets
from analytics.banks.buckets import Bucket
from analytics.catalogue.aoci_charters import AOCI_CHARTERS
from analytics.catalogue.banks import FIELDS
from analytics.frames.bank_panel import GROWTH, Panel, group
from analytics.memo import Memo, memoised
from analytics.model.metric import day

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FILED, DERIVED, ASSUMED = 0, 1, 2
BASES = ("filed", "derived", "assumed")
"""How a figure is come by: as filed; from the bank's own maturities; from an assumed profile of them."""
LADDER_COVERAGE_RANGE = (0.5, 1.5)
"""What a ladder's sum may be of the assets it breaks down; outside of it, it is not used."""
MAX_QUARTERS_CARRIED = 2
"""Quarters back from which a bank's maturities are taken where it files none now: small ones file twice a year."""


@dataclass(frozen=True, eq=False)
class Holdings:
    """One kind of asset of n banks: `amount` in USD (n), `shares` by bucket (n, k), each row adding up to 1.

    `basis` (n) is `DERIVED` where the shares are the bank's own, `ASSUMED` where they are the profile.
    """

    buckets: tuple[Bucket, ...]
    amount: Floats
    shares: Floats
    basis: NDArray[np.int64]

    def change(self, rates: Floats) -> Floats:
        """Change of value of each bank's holdings (n) by that of each bucket: for all alike (k), or for each (n, k)."""
        return np.asarray(self.shares @ rates if rates.ndim == 1 else (self.shares * rates).sum(axis=1))


@dataclass(frozen=True, eq=False)
class CallReportQuarter:
    """A quarter of n charters, largest first. All amounts in USD, NaN where nothing was filed.

    `htm_fair_value` and `afs_fair_value` are fair values (cost where none is filed), `htm_loss` and `afs_loss` what
    has been lost on them by the filed figures, NaN where those are missing: `value_basis` is `FILED` there,
    else how the loss is derived. `tangible_common_equity` is equity less preferred stock, goodwill and other
    intangibles. `uninsured` is NaN where more is filed than there are deposits (`flagged`). `unsplit` banks do
    not say what they hold to maturity and what for sale: what of their loss is in equity is not known.
    """

    end: date
    charters: pd.DataFrame
    values: dict[str, Floats]
    securities: Holdings
    residential_mortgages: Holdings
    other_loans: Holdings
    htm_fair_value: Floats
    afs_fair_value: Floats
    htm_loss: Floats
    afs_loss: Floats
    unsplit: Bools
    value_basis: NDArray[np.int64]
    tangible_common_equity: Floats
    insured: Floats
    uninsured: Floats
    flagged: Bools
    real_estate_before: Floats | None
    year_before: pd.DataFrame | None
    notes: tuple[str, ...]
    memo: Memo = field(default_factory=Memo, repr=False)

    def __len__(self) -> int:
        return len(self.charters)

    def __getitem__(self, name: str) -> Floats:
        """One field of the quarter; all NaN where it is not held."""
        return self.values[name]

    @cached_property
    def opted_out(self) -> Bools:
        """Whose losses on securities for sale stand outside regulatory capital: all but category I and II groups.

        By the published table of their charters; a charter under the same holding company is of the group.
        """
        named = self.charters["cert"].isin([charter.cert for charter in AOCI_CHARTERS]).to_numpy()
        groups = set(self.charters.loc[named & (self.charters["holding_rssd"] > 0).to_numpy(), "holding_rssd"])
        return np.asarray(~(named | self.charters["holding_rssd"].isin(groups).to_numpy()))

    @cached_property
    def price(self) -> Floats:
        """Fair value of securities over their cost as filed; NaN where either is not."""
        cost = np.nan_to_num(self["SCHA"]) + np.nan_to_num(self["SCAA"])
        fair = np.nan_to_num(self["SCHF"]) + np.nan_to_num(self["SCAF"])
        known = (self.value_basis == FILED) & (cost > 0)
        return np.where(known, fair / np.where(known, cost, 1.0), np.nan)


@memoised
def of(panel: Panel, end: date) -> CallReportQuarter:
    """A quarter made ready to be repriced; made once for each panel."""
    rows = panel.rows(end).sort_values(["ASSET", "cert"], ascending=[False, True], ignore_index=True)
    values = {name: rows[name].to_numpy(dtype="float64") for name in FIELDS}
    charters = rows[["cert", "name", "city", "state", "rssd", "closed", "holding_rssd", "holding"]].copy()
    charters["group"] = group(rows)
    charters["holding"] = charters["holding"].where(charters["holding"] != "", charters["name"])
    listed = panel.listed_on(end)
    shown = listed[listed["group"] != 0]
    tickers = dict(zip(shown["group"].tolist(), shown["ticker"].tolist(), strict=True))
    charters["ticker"] = [tickers.get(key, "") for key in charters["group"].tolist()]
    earlier = [panel.rows(before) for back in range(1, MAX_QUARTERS_CARRIED + 1) if (before := panel.back(end, back))]
    ladder = _Ladder(rows, earlier)
    htm, afs = _first(values["SCHA"], values["SCHF"]), _first(values["SCAF"], values["SCAA"])
    unsplit = np.isnan(htm) | np.isnan(afs)
    afs = np.where(unsplit, values["SC"], afs)
    htm = np.where(unsplit, 0.0, htm)
    securities = ladder.holdings(buckets.SECURITIES, htm + afs)
    residential_mortgages = values["LNRERSFM"]
    others = values["LNLSGR"] - residential_mortgages
    domestic = _first(values["DEPDOM"], values["DEP"])
    flagged = values["DEPUNINS"] > domestic
    uninsured = np.where(flagged, np.nan, values["DEPUNINS"])
    htm_loss = np.where(htm > 0, values["SCHA"] - values["SCHF"], 0.0)
    afs_loss = np.where(unsplit, np.nan, np.where(afs > 0, values["SCAA"] - values["SCAF"], 0.0))
    filed = ~np.isnan(htm_loss) & ~np.isnan(afs_loss)
    before = panel.back(end, GROWTH)
    return CallReportQuarter(
        end,
        charters,
        values,
        securities,
        ladder.holdings(buckets.HOMES, np.nan_to_num(residential_mortgages)),
        ladder.holdings(buckets.OTHER_LOANS, np.nan_to_num(others)),
        np.where(np.isnan(values["SCHF"]) | unsplit, htm, values["SCHF"]),
        afs,
        htm_loss,
        afs_loss,
        unsplit,
        np.where(filed, FILED, securities.basis),
        values["EQ"] - np.nan_to_num(values["EQPP"]) - values["INTAN"] + np.nan_to_num(values["INTANMSR"]),
        np.where(flagged, np.nan, domestic - uninsured),
        uninsured,
        flagged,
        None if before is None else _matched(panel.rows(before, "cert", *REAL_ESTATE), charters, REAL_ESTATE),
        _year_before(panel, end, charters),
        tuple(_notes(panel, end, charters["cert"].to_numpy()[flagged])),
    )


REAL_ESTATE = ("LNRECONS", "LNREMULT", "LNRENROT", "LNCOMRE")
"""The loans of the supervisory test: construction, multifamily, not owner-occupied, and not secured by property."""


def _matched(rows: pd.DataFrame, charters: pd.DataFrame, names: tuple[str, ...]) -> Floats:
    """The sum of some fields of the same charters in another quarter; NaN where one is not filed."""
    sums = rows.set_index("cert")[list(names)].sum(axis=1, skipna=False)
    return sums.reindex(charters["cert"]).to_numpy(dtype="float64")


def _year_before(panel: Panel, end: date, charters: pd.DataFrame) -> pd.DataFrame | None:
    """Deposits and loans, those to non-banks too, of the same charters a year earlier; None where not held."""
    before = panel.back(end, 4)
    if before is None:
        return None
    return panel.rows(before, "cert", "DEP", "LNLSNET", "LNNDEPD").set_index("cert").reindex(charters["cert"])


def _first(*columns: Floats) -> Floats:
    """The first of some columns that is filed."""
    found = columns[0]
    for column in columns[1:]:
        found = np.where(np.isnan(found), column, found)
    return found


class _Ladder:
    """The maturities of a quarter, and those filed in the quarters before it."""

    def __init__(self, rows: pd.DataFrame, earlier: list[pd.DataFrame]) -> None:
        certs = rows["cert"]
        self.quarters = [rows, *(frame.set_index("cert").reindex(certs).reset_index() for frame in earlier)]

    def holdings(self, kinds: tuple[Bucket, ...], amount: Floats) -> Holdings:
        """One kind of asset by bucket: filed now, else filed in an earlier quarter, else by the profile."""
        assumed = np.array([bucket.assumed for bucket in kinds])
        shares = np.tile(assumed / assumed.sum(), (len(amount), 1))
        basis = np.full(len(amount), ASSUMED)
        names = [bucket.field for bucket in kinds]
        for place, rows in reversed(list(enumerate(self.quarters))):
            filed = rows[names].to_numpy(dtype="float64")
            total = np.nansum(filed, axis=1)
            known = (total > 0) & ~np.isnan(filed).all(axis=1)
            if place == 0:
                known &= (total >= LADDER_COVERAGE_RANGE[0] * amount) & (total <= LADDER_COVERAGE_RANGE[1] * amount)
            shares[known] = np.nan_to_num(filed[known]) / total[known, None]
            basis[known] = DERIVED
        return Holdings(kinds, amount, shares, basis)


def _notes(panel: Panel, end: date, flagged: NDArray[np.int64]) -> list[str]:
    notes = list(panel.notes)
    if len(flagged):
        named = ", ".join(str(cert) for cert in flagged[:5]) + (" and others" if len(flagged) > 5 else "")
        notes.append(
            f"{len(flagged)} bank{'s file' if len(flagged) > 1 else ' files'} more uninsured deposits than deposits on "
            f"{day(end)} (certificate {named}): left out of every sum of uninsured deposits."
        )
    return notes
