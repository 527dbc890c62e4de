"""The register of banks, and how many of those it calls active filed for a quarter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from analytics.errors import DashboardError, SourceChanged
from analytics.model.metric import day
from analytics.refresh import bank_quarter
from analytics.sources import fdic

WHOLE = 0.95
"""Part of the active banks that a first quarter must have."""
FEWEST = 4_000
"""Banks that the FDIC's own service has at the least: some 4,300 file."""

Counts = dict[str, float]


def counts(frame: pd.DataFrame, register: pd.DataFrame, end: date) -> Counts:
    """Coverage of a quarter by the register: `active` banks, how many of them `filed`, and `assets_share` (0 to 1).

    A bank is active on a day when it was established by then and not closed yet. The share is what the filers
    hold of that and what the register says the others hold; that of the count where the register names no
    assets. Empty where the register names no active bank.
    """
    if "active" not in register.columns:
        return {}
    moment = pd.Timestamp(end)
    there = register["opened"].isna() | (register["opened"] <= moment)
    open_still = register["active"] | (register["closed"] > moment)
    expected = register[there & open_still]
    if expected.empty:
        return {}
    filed = expected.index.isin(frame["cert"])
    absent, own = float(expected.loc[~filed, "assets"].sum()), float(frame["ASSET"].sum())
    known = bool(expected["assets"].notna().any())
    share = own / (own + absent) if known and own > 0 else float(filed.mean())
    return {"active": float(len(expected)), "filed": float(filed.sum()), "assets_share": share}


def check_first(found: Mapping[str, float], filed: int, end: date, own_service: bool) -> None:
    """Raise `SourceChanged` where a first quarter is not that of all banks.

    It must hold 95 % of the banks that the register calls active for it and, of the FDIC's own service, 4,000.
    """
    if found and found["filed"] < WHOLE * found["active"]:
        raise SourceChanged(
            f"{found['filed']:,.0f} of the {found['active']:,.0f} banks that the register calls active on {day(end)} "
            f"filed, {found['filed'] / found['active']:.0%}."
        )
    if own_service and filed < FEWEST:
        raise SourceChanged(f"{filed:,} banks filed for {day(end)}, and the FDIC has over {FEWEST:,}.")


def read(client: fdic.Client, since: date, old: Mapping[date, pd.DataFrame]) -> tuple[pd.DataFrame, str]:
    """The register by charter, of banks open since a day; where it cannot be had, what is held of it, and why."""
    try:
        raw = pd.DataFrame(client.institutions(since))
    except DashboardError as error:
        parts = [frame for frame in old.values() if "city" in frame.columns]
        columns = ["cert", "name", "city", "state", "rssd", "closed", "holding_rssd", "holding"]
        if not parts:
            return pd.DataFrame({column: [] for column in columns}).set_index("cert"), error.failed.rstrip(".")
        last = pd.concat(parts).drop_duplicates("cert", keep="last").reindex(columns=columns)
        return last.set_index("cert"), error.failed.rstrip(".")
    closed = pd.to_datetime(bank_quarter.words(raw, "ENDEFYMD"), format="%m/%d/%Y", errors="coerce")
    active = bank_quarter.numbers(raw, "ACTIVE") == 1
    register = pd.DataFrame(
        {
            "cert": bank_quarter.numbers(raw, "CERT"),
            "name": bank_quarter.words(raw, "NAME"),
            "city": bank_quarter.words(raw, "CITY"),
            "state": bank_quarter.words(raw, "STALP"),
            "rssd": bank_quarter.numbers(raw, "FED_RSSD"),
            "closed": closed.where(~active).dt.as_unit("us"),
            "holding_rssd": bank_quarter.numbers(raw, "RSSDHCR"),
            "holding": bank_quarter.words(raw, "NAMEHCR"),
            "active": active,
            "opened": pd.to_datetime(bank_quarter.words(raw, "ESTYMD"), format="%m/%d/%Y", errors="coerce"),
            "assets": bank_quarter.amounts(raw, "ASSET"),
        }
    )
    return register.drop_duplicates("cert").set_index("cert"), ""
