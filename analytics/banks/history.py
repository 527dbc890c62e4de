"""What no slider moves: growth of deposits and loans, what deposits cost, the surveys and the facilities."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from analytics.banks import deposits, funding, lending
from analytics.banks.metric_parts import BLANK, fdic, metric
from analytics.catalogue import ENTRIES
from analytics.frames.bank_panel import Panel
from analytics.frames.market import Market
from analytics.frames.published import Published
from analytics.model.metric import Metric, day, show
from analytics.model.thresholds import FREEZE_PCT

MIDDLE = (10e9, 100e9)
"""Assets of the mid-sized banks that the fund mostly holds."""
COMMUNITY = 10e9
GROUPS = {"all": "all banks", "middle": "banks of USD 10 to 100 bn", "community": "banks under USD 10 bn"}
SURVEY = {
    "DRTSCIS": "standards_small", "DRTSCILM": "standards_large", "SUBLPDRCSN": "standards_nonfarm",
    "SUBLPDRCSC": "standards_construction", "SUBLPDRCSM": "standards_multifamily", "DRSDCIS": "demand_small",
    "DRSDCILM": "demand_large",
}  # fmt: skip
RATES = {
    "DRCRELEXFACBS": "cre_delinquency", "CORCREXFACBS": "cre_charge_offs", "DRCCLACBS": "card_delinquency",
    "CORCCACBS": "card_charge_offs", "DRCLACBS": "consumer_delinquency", "CORCACBS": "consumer_charge_offs",
}  # fmt: skip
WEEKLY = {
    "DPSSCBW027SBOG": "small_deposits_growth", "LLBSCBW027SBOG": "small_loans_growth",
    "CRESCBW027SBOG": "small_cre_growth", "DPSACBW027SBOG": "system_deposits_growth",
    "TOTLL": "system_loans_growth", "CREACBW027SBOG": "system_cre_growth",
}  # fmt: skip
ESTIMATES = ("unrealised_loss", "mark_to_market_loss")
FACILITIES = {"WLCFLPCL": "discount_window", "H41RESPPALDKNWW": "term_funding"}


def tables(market: Market, last: pd.Timestamp) -> dict[str, pd.DataFrame]:
    """The histories that FRED serves, and the published estimates beside each other."""
    rates = market.rates
    return {
        "growth": lending.growth_table(rates, last),
        "standards": lending.table(rates, lending.STANDARDS, last, "net_pct"),
        "quality": lending.table(rates, lending.QUALITY, last, "pct"),
        "facilities": lending.table(rates, lending.FACILITIES, last, "usd_bn", lending.MILLIONS),
        "cre_maturities": published_by(market.published.table("cre_maturities"), last),
        "loss_estimates": _estimates(market.published),
    }


def published_by(table: pd.DataFrame, last: pd.Timestamp) -> pd.DataFrame:
    """The rows published by a day; one of which only the year or month is known counts from the end of that on."""
    ends = [pd.Period(text).end_time.normalize() for text in table["published"].astype(str)]
    return table[[end <= last for end in ends]].reset_index(drop=True)


def _estimates(published: Published) -> pd.DataFrame:
    """Published estimates of what banks have lost, each with its scope, to stand beside our own."""
    table = published.table("estimates")
    return table[table["subject"].isin(ESTIMATES)].reset_index(drop=True)


def bank_tables(panel: Panel, market: Market, last: pd.Timestamp) -> dict[str, pd.DataFrame]:
    """`growth_banks`: deposits and loans over a year by group; `deposit_cost`: their cost beside the funds rate;
    `funding`: loans to non-banks, advances, pledges, provisions."""
    return {
        "growth_banks": _growth(panel, last),
        "deposit_cost": _cost(panel, market, last),
        "funding": funding.table(panel, last),
    }


def _growth(panel: Panel, last: pd.Timestamp) -> pd.DataFrame:
    """Growth over four quarters in per cent by quarter: of the totals, of size groups, of the listed banks.

    A size group holds the banks of that size on the quarter's own day, each against itself a year earlier.
    """
    rows = []
    names = [f"{group}_{name}_pct" for name in ("deposits", "loans") for group in (*GROUPS, "listed")]
    groups = set(panel.listed.loc[panel.listed["group"] != 0, "group"])
    for end in panel.quarters:
        before = panel.back(end, 4)
        if before is None or pd.Timestamp(end) > last:
            continue
        now, then = (panel.rows(e, "cert", "holding_rssd", "ASSET", "DEP", "LNLSNET") for e in (end, before))
        row: dict[str, object] = {"date": pd.Timestamp(end)}
        both = now.merge(then, on="cert", suffixes=("", "_before"))
        size = both["ASSET"]
        listed = np.where(both["holding_rssd"] > 0, both["holding_rssd"], -both["cert"])
        chosen = {
            "middle": both[(size >= MIDDLE[0]) & (size < MIDDLE[1])],
            "community": both[size < COMMUNITY],
            "listed": both[np.isin(listed, list(groups))],
        }
        for name, field in (("deposits", "DEP"), ("loans", "LNLSNET")):
            row[f"all_{name}_pct"] = _over(now[field].sum(min_count=1), then[field].sum(min_count=1))
            for group, part in chosen.items():
                known = part[[field, f"{field}_before"]].dropna()
                row[f"{group}_{name}_pct"] = _over(known[field].sum(), known[f"{field}_before"].sum())
        rows.append(row)
    frame = pd.DataFrame(rows, columns=["date", *names])
    return frame.astype({"date": "datetime64[us]"})


def _over(now: float, then: float) -> float:
    return (now / then - 1) * 100 if then > 0 else math.nan


def _cost(panel: Panel, market: Market, last: pd.Timestamp) -> pd.DataFrame:
    """Cost of all banks' domestic deposits, per cent a year, beside the mean funds rate; empty where none is known."""
    sums = panel.totals.loc[:last]
    cost = deposits.cost(sums["EDEPDOM"], sums["DEPDOM"])
    frame = pd.DataFrame({"cost_pct": cost, "funds_pct": deposits.funds_rate(market.rates).reindex(cost.index)})
    known = frame if cost.notna().any() else frame.iloc[:0]
    return known.rename_axis("date").reset_index()


def metrics(market: Market, last: pd.Timestamp) -> Iterator[Metric]:
    """The newest value of every series of lending, and whether the marks of a freeze are met."""
    rates = market.rates.loc[:last]

    def stored_quarters(id: str) -> pd.Series[float]:
        return rates[id] if id in rates.columns else pd.Series(dtype="float64", index=rates.index[:0])

    for names, method in ((SURVEY, "M-SLOOS"), (RATES, "M-DELINQ")):
        for id, name in names.items():
            value, when = lending.newest(stored_quarters(id))
            as_of = when.date() if when is not None else None
            yield metric(name, ENTRIES[id].title, value, "%", method, (id,), as_of, missing=f"{id} is not held")
    for id, name in WEEKLY.items():
        value, when = lending.newest(lending.over_a_year(stored_quarters(id)))
        label = f"{ENTRIES[id].title}, over a year"
        as_of = when.date() if when is not None else None
        yield metric(name, label, value, "%", "M-H8", (id,), as_of, missing=f"{id} is not held for a year")
    for id, name in FACILITIES.items():
        value, when = lending.newest(stored_quarters(id) * lending.MILLIONS)
        as_of = when.date() if when is not None else None
        yield metric(name, ENTRIES[id].title, value, "USD bn", "M-H41", (id,), as_of, missing=f"{id} is not held")
    yield from published_maturities(published_by(market.published.table("cre_maturities"), last))
    yield from _freeze(stored_quarters("DRTSCIS"), stored_quarters(lending.BUSINESS))


def _freeze(standards: pd.Series[float], business: pd.Series[float]) -> Iterator[Metric]:
    tight, surveyed = lending.newest(standards)
    growth, month = lending.newest(lending.over_three_months(business))
    label = "Business loans, three months at an annual rate"
    missing = f"{lending.BUSINESS} is not held for three months"
    as_of = month.date() if month is not None else None
    yield metric("business_loans_growth", label, growth, "%", "M-H8", (lending.BUSINESS,), as_of, missing=missing)
    met = lending.conditions(tight, growth)
    dates = [moment.date() for moment in (surveyed, month) if moment is not None]
    note = f"of 2: standards for small firms over {FREEZE_PCT:.0f} net per cent, business loans shrinking"
    sources = ("DRTSCIS", lending.BUSINESS)
    missing = "the survey or the loans are not held"
    when = min(dates) if dates else None
    yield metric("freeze_marks", "Marks of a credit freeze", met, "count", "M-FREEZE", sources, when, note, missing)


def published_maturities(table: pd.DataFrame) -> Iterator[Metric]:
    """The lowest and highest published total of commercial real-estate loans due in the year most sources speak of.

    USD bn, of different scopes; `subject` is the year, `coverage` how many totals there are, and the date that of the
    newest one published on a known day. n/a without any.
    """
    year = str(table["due"].value_counts().idxmax()) if len(table) else ""
    rows = table[table["due"].astype(str) == year]
    amounts = rows["amount_usd_bn"].astype(float)
    dates = [date.fromisoformat(text) for text in rows["published"].astype(str) if len(text) == len("2026-02-09")]
    coverage = "One source" if len(amounts) == 1 else f"{len(amounts)} sources"
    note = f"due in {year}, by {', '.join(rows['publisher'].astype(str))}"
    for name, what, value in (("low", "lowest", amounts.min()), ("high", "highest", amounts.max())):
        label = f"Commercial real-estate loans due in a year, {what} published total"
        yield metric(f"cre_due_{name}", label, float(value), "USD bn", "M-CREDUE", (), max(dates, default=None), note,
                     "no total published by this day is carried", subject=year, coverage=coverage)  # fmt: skip
    who, over = _over_the_year_before(table, year)
    yield metric("cre_due_growth", "Commercial real-estate loans due in a year, over the year before", over, "%",
                 "M-CREDUE", (), max(dates, default=None), f"{year}, by {who}",
                 "no source has totals of both years", subject=year)  # fmt: skip


def _over_the_year_before(table: pd.DataFrame, year: str) -> tuple[str, float]:
    """A year's total over that of the year before by the one source that has both, per cent, and who that is."""
    if not year.isdigit():
        return "", math.nan
    totals = table.assign(due=table["due"].astype(str), amount=table["amount_usd_bn"].astype(float))
    wide = totals.pivot_table(index="publisher", columns="due", values="amount", aggfunc="max")
    before = str(int(year) - 1)
    both = wide.reindex(columns=[before, year]).dropna()
    if both.empty:
        return "", math.nan
    return str(both.index[0]), (float(both[year].iloc[0]) / float(both[before].iloc[0]) - 1) * 100


def bank_figures(growth: pd.DataFrame, cost: pd.DataFrame) -> Iterator[Metric]:
    """Growth of each group over the newest year, and what deposits passed on of the funds rate by cycle."""
    newest = growth.iloc[-1] if len(growth) else pd.Series(dtype="float64")
    as_of = growth["date"].iloc[-1].date() if len(growth) else None
    missing = "the quarter a year earlier is not held"
    for group, words in {**GROUPS, "listed": "the listed banks"}.items():
        for name, field in (("deposits", "DEP"), ("loans", "LNLSNET")):
            value = float(newest.get(f"{group}_{name}_pct", math.nan))
            label = f"{name.title()} of {words}, over a year"
            note = "" if group == "all" else "the same banks a year earlier, what they bought since included"
            yield metric(f"{group}_{name}_growth", label, value, "%", "M-GROW", fdic(field), as_of, note, missing)
    known = cost.set_index("date")
    yield from _betas(known["cost_pct"], known["funds_pct"])


def _betas(paid: pd.Series[float], funds: pd.Series[float]) -> Iterator[Metric]:
    sources = (*fdic("EDEPDOM", "DEPDOM"), deposits.FUNDS)
    make = partial(metric, method="M-DB", sources=sources)
    value, when = lending.newest(paid)
    as_of = when.date() if when is not None else None
    yield make("deposit_cost", "Cost of domestic deposits", value, "%", as_of=as_of, missing=BLANK)
    found = {cycle.rising: cycle for cycle in deposits.cycles(paid, funds)}
    for rising, name, words in ((True, "deposit_beta_up", "rise"), (False, "deposit_beta_down", "fall")):
        label = f"Cumulative deposit beta, {words} of the funds rate"
        if rising not in found:
            missing = f"no {words} of a percentage point in the quarters held"
            yield make(name, label, None, "%", as_of=as_of, missing=missing)
            continue
        cycle = found[rising]
        cost, move = (show(change, "index", 2) for change in (cycle.cost, cycle.funds))
        note = f"{day(cycle.first.date())} to {day(cycle.last.date())}: {cost} of {move} points"
        yield make(name, label, cycle.beta * 100, "%", as_of=cycle.last.date(), note=note)
    value = deposits.beta(paid.to_numpy(), funds.to_numpy()) * 100
    missing = f"needs {deposits.FEWEST} quarters of changes; {max(0, int((paid * funds).notna().sum()) - 4)} are held"
    yield make("deposit_beta", "Deposit beta by regression", value, "%", as_of=as_of, missing=missing)
