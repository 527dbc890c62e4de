"""The built-in banks: some 4,400 fictitious charters, named as such, with the published totals and medians.

They have 24 USD tn of assets and 2.3 of equity at the end of 2022, 24.2 % of the median one's assets are owed
to uninsured depositors (Jiang, Matvos, Piskorski and Seru), and what their securities have lost is the sum
the FDIC published for the quarters it is carried for. Nothing else about them is anyone's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analytics.catalogue.banks import COLUMNS, FIELDS, LADDER, WORDS

Array = NDArray[np.float64]

SEED = 20230310
COUNT, QUARTERS = 4400, 20
FIRST_CERT, FIRST_RSSD = 90_000_001, 99_000_001
"""Above every number the FDIC and the Federal Reserve have given out."""
CLOSED = 0.01
"""Part of the charters that goes in a quarter."""
ASSETS, EQUITY = 24e12, 2.3e12
TOTALS_ON = date(2022, 12, 31)
PUBLISHED_LOSS = {date(2025, 6, 30): 395.3e9, date(2025, 9, 30): 337.1e9}
"""Unrealised losses on securities, FDIC Quarterly Banking Profile."""
SIZES = (
    (1, 3.9e12), (3, 1.9e12), (6, 6.0e11), (12, 3.2e11), (30, 1.2e11), (60, 6e10), (100, 3e10), (160, 1.6e10),
    (400, 4.2e9), (1000, 1.4e9), (2200, 3.6e8), (3500, 1.3e8), (4400, 2e7),
)  # fmt: skip
"""Rank and assets in USD: many small banks, a few that hold most."""
SHARES: dict[str, tuple[float, ...]] = {
    "SCNM": (0.14, 0.09, 0.20, 0.20, 0.30, 0.07),
    "SCPT": (0.01, 0.01, 0.02, 0.05, 0.29, 0.62),
    "SCO": (0.30, 0.70),
    "LNRS": (0.03, 0.07, 0.10, 0.12, 0.28, 0.40),
    "LNOT": (0.45, 0.10, 0.15, 0.13, 0.15, 0.02),
}
"""Part of each kind of asset in each span of maturity."""
CHARTERS = (1, 1, 2, 1, 3, 1, 1, 1)
LISTED = range(12, 412, 6)
"""The ranks of the listed ones."""


def make(last: date, rates: pd.DataFrame, count: int = COUNT, quarters: int = QUARTERS, seed: int = SEED) -> pa.Table:
    """The banks as a refresh would publish them, the newest quarter ending on `last`.

    `rates` (DFF and DGS5, per cent, by day) drive what deposits cost and what securities have lost.
    """
    random = np.random.default_rng(seed)
    ends = [(pd.Period(pd.Timestamp(last), freq="Q") - back).end_time.date() for back in range(quarters)]
    extra = int(count * CLOSED * (quarters - 1))
    traits = _traits(random, count, extra, quarters)
    loss, cost = _losses(rates, ends), _cost(rates, ends)
    parts = []
    for back, end in reversed(list(enumerate(ends))):
        there = traits["gone"] < back
        parts.append(_quarter({name: values[there] for name, values in traits.items()}, end, back, loss[end], cost))
    frame = pd.concat(parts, ignore_index=True)[list(COLUMNS)]
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    for word in WORDS:
        table = table.set_column(table.column_names.index(word), word, table[word].dictionary_encode())
    return table


def listed(count: int = COUNT) -> pd.DataFrame:
    """The fictitious listed ones: ticker, holding company, its number, main charter."""
    ranks = [rank for rank in LISTED if rank < count]
    return pd.DataFrame(
        {
            "ticker": [f"IB{place:03d}" for place, _ in enumerate(ranks, 1)],
            "holding": [f"Illustrative Bancorp {rank:04d}" for rank in ranks],
            "rssd": [FIRST_RSSD + rank for rank in ranks],
            "cert": [FIRST_CERT + rank for rank in ranks],
            "source": "invented",
        }
    )


def _traits(random: np.random.Generator, count: int, extra: int, quarters: int) -> dict[str, NDArray[np.float64]]:
    """What stays with a bank: its size on the newest day, and its mix, in parts of assets or of loans."""
    n = count + extra
    rank = np.concatenate([np.arange(1.0, count + 1), random.uniform(min(1500, count / 2), count, extra)])
    anchors = np.array(SIZES)
    size = np.exp(np.interp(np.log(rank), np.log(anchors[:, 0]), np.log(anchors[:, 1])))
    big = np.clip((np.log10(size) - 8.5) / 2.5, 0.0, 1.0)

    def around(mean: Array | float, spread: float, low: float, high: float) -> Array:
        return np.clip(random.normal(mean, spread, n), low, high)

    securities = around(0.21, 0.09, 0.02, 0.55)
    return {
        "number": np.arange(n, dtype="float64"),
        "gone": np.concatenate([np.full(count, -1.0), random.integers(0, quarters - 1, extra).astype("float64")]),
        "size": size,
        "big": big,
        "growth": around(0.008, 0.004, -0.01, 0.03),
        "equity": around(0.107 - 0.015 * big, 0.02, 0.055, 0.25),
        "intangible": 0.02 * big * random.uniform(0.2, 1.4, n),
        "preferred": np.where(rank < 200, 0.006, 0.0),
        "deposits": around(0.845 - 0.06 * big, 0.03, 0.6, 0.9),
        "uninsured": around(0.28 + 0.15 * big, 0.09, 0.03, 0.92),
        "securities": securities,
        "loans": np.minimum(around(0.66 - 0.08 * big, 0.10, 0.15, 0.88), 0.94 - securities),
        "htm": np.clip(random.beta(1.2, 8.0, n) + 0.35 * big, 0.0, 0.9) * (random.random(n) < 0.4 + 0.6 * big),
        "pass_through": around(0.32, 0.12, 0.0, 0.7),
        "other_mortgage": around(0.22, 0.10, 0.0, 0.29),
        "homes": around(0.22, 0.12, 0.01, 0.6),
        "construction": 0.07 * random.gamma(2.0, 0.5, n) * (1.2 - big),
        "multifamily": 0.05 * random.gamma(1.0, 1.0, n),
        "nonfarm": 0.16 * random.gamma(2.5, 0.4, n) * (1.3 - 0.9 * big),
        "surge": around(0.012, 0.025, -0.05, 0.12),
        "further": 0.14 * random.gamma(3.0, 0.33, n) * (1.1 - 0.7 * big),
        "unsecured": 0.008 * random.gamma(1.0, 1.0, n),
        "pledged": around(0.15, 0.06, 0.01, 0.5),
        "trouble": 0.006 * random.gamma(1.0, 1.0, n),
        "beta": around(0.30 + 0.15 * big, 0.07, 0.05, 0.75),
        "leverage_filer": ((random.random(n) < 0.42) & (size < 8e9)).astype("float64"),
        "no_ladder": (random.random(n) < 0.05).astype("float64"),
        "tilt": random.normal(0.0, 0.25, n),
        "earning": around(1.1, 0.4, -1.0, 2.5),
    }


def _quarter(t: Mapping[str, Array], end: date, back: int, loss: float, cost: Mapping[date, float]) -> pd.DataFrame:
    """One quarter's rows, in USD."""
    n, year_to_date = len(t["size"]), list(_this_year(end, cost))
    assets = t["size"] * (1 + t["growth"]) ** -back
    years = (end - TOTALS_ON).days / 365.25
    assets = assets * ASSETS * 1.02**years / assets.sum()
    equity = t["equity"] * assets
    equity = equity * EQUITY * 1.02**years / equity.sum()
    swing = 0.02 * np.sin(0.8 * years)
    loans, securities = (1 - swing) * t["loans"] * assets, t["securities"] * assets
    homes = t["homes"] * loans
    property_ = (1 + t["surge"]) ** -back * loans
    deposits = (1 + swing) * t["deposits"] * assets
    domestic = deposits * np.where(t["size"] > 1e12, 0.9, 1.0)
    uninsured = t["uninsured"] * domestic
    allowance = 0.0125 * loans
    ladder = _ladder(t, securities, loans, homes)
    long = sum(ladder[name] for name in ("SCNM5T15", "SCNMOV15", "SCPT5T15", "SCPTOV15", "SCOOV3Y"))
    rate = long * np.exp(t["tilt"])
    rate = rate / rate.sum() * loss / np.maximum(securities, 1.0)
    rate = np.clip(rate, -0.5, 0.5)
    held, available = t["htm"] * securities, (1 - t["htm"]) * securities
    intangible, preferred = t["intangible"] * assets, t["preferred"] * assets
    common = np.maximum(equity - preferred - intangible + 0.79 * rate * available, 0.03 * assets)
    tier_one = common + preferred
    total = np.where(t["leverage_filer"] > 0, np.nan, tier_one + allowance)
    paid = sum(t["beta"] * rate_now / 100 / 4 * domestic for rate_now in year_to_date) + 0.0002 * domestic
    quarter = (end.month - 1) // 3 + 1
    values: dict[str, Array] = {
        "ASSET": assets, "DEP": deposits, "DEPDOM": domestic, "DEPUNINS": uninsured,
        "CHBAL": 0.08 * assets, "LNLSNET": loans - allowance, "LNLSGR": loans, "LNRERSFM": homes,
        "LNATRES": allowance, "EQ": equity, "EQPP": preferred, "INTAN": 1.1 * intangible, "INTANMSR": 0.1 * intangible,
        "RBCT1C": common, "RBCT1J": tier_one, "RBC": total,
        "SC": securities, "SCHA": held, "SCHF": held * (1 - rate), "SCAA": available * (1 + rate), "SCAF": available,
        "LNRECONS": t["construction"] * property_, "LNREMULT": t["multifamily"] * property_,
        "LNRENROT": t["nonfarm"] * property_, "LNCOMRE": t["unsecured"] * property_,
        "NAASSET": t["trouble"] * loans, "P9ASSET": 0.15 * t["trouble"] * loans, "ORE": 0.1 * t["trouble"] * loans,
        "EDEPDOM": paid, "NETINC": t["earning"] / 100 / 4 * quarter * assets,
        "LNNDEPD": t["further"] * t["big"] * (1 + 2 * t["surge"]) ** -back * loans,
        "OTHBFHLB": 0.04 * assets, "OTBFH1L": 0.025 * assets, "SCPLEDGE": 1.8 * t["pledged"] * securities,
        "LNPLEDGE": t["pledged"] * loans,
        "RT": 8.0 * t["big"] ** 3 * assets, "EQCCOMPI": -0.79 * rate * available,
        "ELNATR": (0.0015 + 0.1 * t["trouble"]) * quarter / 4 * loans,
        "NTLNLS": (0.001 + 0.1 * t["trouble"]) * quarter / 4 * loans,
        **ladder,
    }  # fmt: skip
    exact = {
        name: np.round(column / 1e3) * 1e3 if FIELDS[name].unit == "USD" else np.round(column, 6)
        for name, column in values.items()
    }
    exact["EQR"] = exact["EQ"] / exact["ASSET"] * 100
    number = t["number"].astype("int64") + 1
    rank = _main(number)
    return pd.DataFrame(
        {
            "cert": FIRST_CERT + number,
            "date": pd.Timestamp(end).as_unit("us"),
            "name": [f"Illustrative Bank {value:04d}" for value in number],
            "city": "Nowhere",
            "state": "ZZ",
            "rssd": FIRST_RSSD - 1_000_000 + number,
            "closed": pd.Series([pd.NaT] * n).astype("datetime64[us]"),
            "holding_rssd": FIRST_RSSD + rank,
            "holding": [f"Illustrative Bancorp {value:04d}" for value in rank],
            **exact,
        }
    )


def _main(number: NDArray[np.int64]) -> NDArray[np.int64]:
    """The charter that gives the holding company its number: some listed ones have two or three."""
    main = number.copy()
    for place, rank in enumerate(LISTED):
        for further in range(1, CHARTERS[place % len(CHARTERS)]):
            main[number == 2000 + 7 * rank // 2 + further] = rank
    return main


def _ladder(t: Mapping[str, Array], securities: Array, loans: Array, homes: Array) -> dict[str, Array]:
    """Every kind of asset by maturity; loans of some banks are not broken down."""
    through, other = t["pass_through"] * securities, t["other_mortgage"] * securities
    totals = {"SCNM": securities - through - other, "SCPT": through, "SCO": other, "LNRS": homes, "LNOT": loans - homes}
    found = {}
    for stem, shares in SHARES.items():
        names = [field.name for field in LADDER if field.name.startswith(stem)]
        longer = np.linspace(-1.0, 1.0, len(names))
        weights = np.array(shares) * np.exp(np.outer(t["tilt"], longer))
        weights /= weights.sum(axis=1, keepdims=True)
        for name, column in zip(names, weights.T, strict=True):
            blank = (t["no_ladder"] > 0) & stem.startswith("LN")
            found[name] = np.where(blank, np.nan, column * totals[stem])
    return found


def _losses(rates: pd.DataFrame, ends: list[date]) -> dict[date, float]:
    """What securities have lost in all on each day: published, or in step with the five-year yield's rise."""
    five = rates["DGS5"].dropna()

    def rise(end: date) -> float:
        span = five.loc[: pd.Timestamp(end)]
        return float(span.iloc[-1] - span.iloc[-7 * 252 :].mean())

    base = max(rise(date(2025, 9, 30)), 0.3)
    per_point = PUBLISHED_LOSS[date(2025, 9, 30)] / base
    return {end: PUBLISHED_LOSS.get(end, per_point * rise(end)) for end in ends}


def _cost(rates: pd.DataFrame, ends: list[date]) -> dict[date, float]:
    """The mean federal funds rate of each quarter in per cent, from a year before the first one on."""
    quarterly = rates["DFF"].dropna().groupby(pd.DatetimeIndex(rates["DFF"].dropna().index).to_period("Q")).mean()
    return {pd.Period(str(period)).end_time.date(): float(value) for period, value in quarterly.items()}


def _this_year(end: date, cost: Mapping[date, float]) -> Iterator[float]:
    """The funds rate of each quarter of the year up to this one."""
    return (value for day, value in cost.items() if day.year == end.year and day <= end)
