"""Loans to non-banks, advances, pledges, provisions and liquidity: who is lent to, and what can be drawn on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import deposits
from analytics.banks.call_report import CallReportQuarter
from analytics.banks.metric_parts import BILLION, TANGIBLE, fdic, median, metric, of_banks, share_of, total
from analytics.banks.real_estate import over, over_capital
from analytics.frames.bank_panel import Panel
from analytics.model.metric import Metric

Floats = NDArray[np.float64]

MISSING = "BankFind served it for no bank in this quarter"
FIELDS = {
    "nonbank": "LNNDEPD", "gross_loans": "LNLSGR", "advances": "OTHBFHLB", "advances_within_year": "OTBFH1L",
    "pledged_securities": "SCPLEDGE", "pledged_loans": "LNPLEDGE", "cash": "CHBAL", "provisions": "ELNATR",
    "charge_offs": "NTLNLS", "rate_contracts": "RT", "aoci": "EQCCOMPI", "income": "NETINC",
}  # fmt: skip
"""Amounts of a charter by name, and the field each is filed in; provisions, charge-offs and income are year to date."""
RATIOS = (
    "nonbank_to_loans_pct", "nonbank_growth_pct", "advances_to_assets_pct", "pledged_securities_pct",
    "pledged_loans_pct", "provisions_to_charge_offs_pct", "liquidity_to_uninsured_pct", "aoci_to_equity_pct",
    "rate_contracts_to_assets_pct",
)  # fmt: skip


def amounts(book: CallReportQuarter) -> dict[str, Floats]:
    """The amounts of each charter in USD.

    `liquidity` is cash and balances due and the fair value of securities that are not pledged, not below 0;
    NaN where a part is not filed. `nonbank_before` is that of a year earlier.
    """
    found = {name: book[field] for name, field in FIELDS.items()}
    fair = np.where(book.unsplit, book["SC"], book.htm_fair_value + book.afs_fair_value)
    found["liquidity"] = found["cash"] + np.maximum(fair - found["pledged_securities"], 0.0)
    year = book.year_before
    blank = np.full(len(book), np.nan)
    found["nonbank_before"] = blank if year is None else year["LNNDEPD"].to_numpy(dtype="float64")
    return found


def ratios(amounts: Mapping[str, Floats]) -> dict[str, Floats]:
    """Ratios of charters, or of their sums, in per cent; NaN where a base is not positive or a part not known."""
    found = {
        "nonbank_to_loans_pct": over(amounts["nonbank"], amounts["gross_loans"]),
        "nonbank_growth_pct": over(amounts["nonbank"], amounts["nonbank_before"]) - 1,
        "advances_to_assets_pct": over(amounts["advances"], amounts["assets"]),
        "pledged_securities_pct": over(amounts["pledged_securities"], amounts["securities"]),
        "pledged_loans_pct": over(amounts["pledged_loans"], amounts["gross_loans"]),
        "provisions_to_charge_offs_pct": over(amounts["provisions"], amounts["charge_offs"]),
        "liquidity_to_uninsured_pct": over(amounts["liquidity"], amounts["uninsured"]),
        "aoci_to_equity_pct": -over_capital(-amounts["aoci"], amounts["tangible"]),
        "rate_contracts_to_assets_pct": over(amounts["rate_contracts"], amounts["assets"]),
    }
    return {name: values * 100 for name, values in found.items()}


def metrics(book: CallReportQuarter, amounts: Mapping[str, Floats], found: Mapping[str, Floats]) -> Iterator[Metric]:
    """The sums over all banks, and the median bank's liquidity against its uninsured deposits."""
    make = partial(metric, as_of=book.end, missing=MISSING)

    def dollars(name: str, label: str, key: str, method: str) -> Metric:
        fields, values = fdic(FIELDS[key]), amounts[key]
        return make(name, label, total(values) * BILLION, "USD bn", method, fields, note=of_banks(values))

    def share(name: str, label: str, part: str, base: str, method: str, *fields: str, note: str = "") -> Metric:
        value = share_of(amounts[part], amounts[base])
        return make(name, label, value, "%", method, fdic(*fields), note=note or of_banks(amounts[part]))

    yield dollars("nonbank_loans", "Loans to financial firms that take no deposits", "nonbank", "M-NBFI")
    yield share(
        "nonbank_share", "Loans to non-banks over loans", "nonbank", "gross_loans", "M-NBFI", "LNNDEPD", "LNLSGR"
    )
    both = ~np.isnan(amounts["nonbank"]) & ~np.isnan(amounts["nonbank_before"])
    before = float(amounts["nonbank_before"][both].sum())
    growth = (float(amounts["nonbank"][both].sum()) / before - 1) * 100 if before > 0 else None
    absent = "the quarter a year earlier is not held, or nobody filed it" if both.sum() == 0 else "there were none"
    label = "Growth of loans to non-banks over a year"
    note = f"{int(both.sum()):,} banks, each against itself a year earlier"
    yield metric("nonbank_growth", label, growth, "%", "M-NBFI", fdic("LNNDEPD"), book.end, note, absent)
    yield dollars("advances", "Advances of Federal Home Loan Banks", "advances", "M-FHLB")
    yield share("advances_share", "Advances over assets", "advances", "assets", "M-FHLB", "OTHBFHLB", "ASSET")
    label = "Advances due or repriced within a year"
    yield share("advances_short_share", label, "advances_within_year", "advances", "M-FHLB", "OTBFH1L", "OTHBFHLB")
    for name, label, part, base, fields in (
        ("pledged_securities_share", "Securities pledged", "pledged_securities", "securities", ("SCPLEDGE", "SC")),
        ("pledged_loans_share", "Loans pledged", "pledged_loans", "gross_loans", ("LNPLEDGE", "LNLSGR")),
    ):
        yield share(name, label, part, base, "M-LIQ", *fields)
    liquid = ("CHBAL", "SCPLEDGE", "SCHF", "SCAF", "DEPUNINS")
    label = "Cash and unpledged securities over uninsured deposits"
    yield share("liquidity_to_uninsured", label, "liquidity", "uninsured", "M-LIQ", *liquid)
    ratio = found["liquidity_to_uninsured_pct"]
    middle, note = median(ratio), of_banks(ratio)
    yield make("liquidity_median", f"{label}, median bank", middle, "%", "M-LIQ", fdic(*liquid), note=note)
    below = int((ratio < 100).sum()) if middle is not None else None
    label = "Banks whose cash and unpledged securities are less than their uninsured deposits"
    yield make("liquidity_short_banks", label, below, "count", "M-LIQ", fdic(*liquid), note=note)
    since = f"from 1 Jan to {book.end:%-d %b %Y}"
    for name, label, key in (
        ("provisions", "Provisions for credit losses, year to date", "provisions"),
        ("charge_offs", "Net charge-offs, year to date", "charge_offs"),
    ):
        value = total(amounts[key]) * BILLION
        yield make(name, label, value, "USD bn", "M-PROV", fdic(FIELDS[key]), note=f"{since}; {of_banks(amounts[key])}")
    label = "Provisions over net charge-offs"
    yield share(
        "provisions_to_charge_offs", label, "provisions", "charge_offs", "M-PROV", "ELNATR", "NTLNLS", note=since
    )
    label = "Accumulated other comprehensive income over tangible common equity"
    yield make(
        "aoci_to_equity",
        label,
        share_of(amounts["aoci"], amounts["tangible"]),
        "%",
        "M-UL",
        (*fdic("EQCCOMPI"), *TANGIBLE),
        note=of_banks(amounts["aoci"]),
    )
    label, note = "Interest-rate contracts, notional over assets", "all purposes, never netted: no measure of hedging"
    yield share("rate_contracts_share", label, "rate_contracts", "assets", "M-COUNT", "RT", "ASSET", note=note)


def table(panel: Panel, last: pd.Timestamp) -> pd.DataFrame:
    """All banks by quarter: USD bn, growth over four quarters, and provisions beside charge-offs of each quarter."""
    sums = panel.totals.loc[:last]
    days = pd.DatetimeIndex(sums.index)
    before = sums["LNNDEPD"].reindex(days - 4 * pd.offsets.QuarterEnd()).to_numpy()
    nonbank = sums["LNNDEPD"].to_numpy()
    frame = pd.DataFrame(
        {
            "nonbank_usd_bn": nonbank / 1e9,
            "nonbank_growth_pct": (over(nonbank, before) - 1) * 100,
            "advances_usd_bn": sums["OTHBFHLB"].to_numpy() / 1e9,
            "pledged_securities_usd_bn": sums["SCPLEDGE"].to_numpy() / 1e9,
            "pledged_loans_usd_bn": sums["LNPLEDGE"].to_numpy() / 1e9,
            "provisions_usd_bn": deposits.quarterly(sums["ELNATR"]).to_numpy() / 1e9,
            "charge_offs_usd_bn": deposits.quarterly(sums["NTLNLS"]).to_numpy() / 1e9,
        },
        index=sums.index,
    )
    return frame.rename_axis("date").reset_index()
