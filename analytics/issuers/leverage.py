"""Debt and leverage at the end of each calendar year, by the six main lines of debt in every year alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.filings import MAIN_DEBT
from analytics.debt_wall import doubts
from analytics.frames.issuers import Filings
from analytics.measures.filer import debt

Array = NDArray[np.float64]

LINES = tuple(concept.name for concept in MAIN_DEBT)
"""The lines stored of past years; those of the newest year alone would make it another measure."""
SHEET = ("assets", "liabilities", "equity")


def by_year(filings: Filings, cik: NDArray[np.int64], years: Sequence[int], interest: Array) -> tuple[Array, Array]:
    """Debt (USD) and debt over assets, a row a filer of `cik` (sorted), a column a year; NaN where not known.

    The lines of a date are put together as those of the newest balance sheet (method M-DEBT). A filer that tags none
    of them at a year's end is not known to owe nothing. Debt is not known either where the figures of the same year
    and the one before contradict it, as far as they are stored, or where over 0.2 % of assets is paid in `interest`
    (USD, a column a year) and no debt tagged. Assets are those of the same date; of nothing or less there is no ratio.
    """
    wanted = (*range(years[0] - 1, years[0]), *years) if len(years) else ()
    owed, over = (np.full((len(cik), len(wanted)), np.nan) for _ in range(2))
    if not wanted:
        return owed, over
    sheets = _sheets(filings, cik)
    before: pd.DataFrame | None = None
    for column, year in enumerate(wanted):
        mine = sheets[sheets["label"] == year].drop_duplicates("cik", keep="last").set_index("cik").reindex(cik)
        table = _put_together(mine, interest[:, column - 1] if column else np.full(len(cik), np.nan))
        known = _believed(table, table if before is None else before)
        before = table
        total, assets = table["debt"].to_numpy(dtype=float), table["assets"].to_numpy(dtype=float)
        owed[:, column] = np.where(known, total, np.nan)
        with np.errstate(divide="ignore", invalid="ignore"):
            over[:, column] = np.where(known & (assets > 0.0), total / assets, np.nan)
    return owed[:, 1:], over[:, 1:]


def _sheets(filings: Filings, cik: NDArray[np.int64]) -> pd.DataFrame:
    """The balance sheets of calendar years' ends that hold assets and a line of debt, the last one of a filer last."""
    sheets = pd.concat([filings.rows(kind, *LINES, *SHEET) for kind in ("past", "instant")], ignore_index=True)
    there = sheets["period"].str.endswith("Q4I") & sheets["cik"].isin(cik) & sheets["assets"].notna()
    sheets = sheets[there & sheets[list(LINES)].notna().any(axis=1)].sort_values("end", kind="stable")
    return sheets.assign(label=sheets["period"].str[2:6].astype(int))


def _put_together(sheets: pd.DataFrame, interest: Array) -> pd.DataFrame:
    """One year's sheets, a row a filer, as the doubts of the newest one read them."""
    owed = debt.debt(sheets.reindex(columns=[*debt.COLUMNS]))
    implied = sheets["assets"] - sheets["equity"]
    return pd.DataFrame(
        {
            "debt": owed["debt"],
            "convertible": owed["convertible"],
            "unsure": owed["unsure"],
            "partial": owed["partial"],
            "ladder_over": np.nan,
            "assets": sheets["assets"],
            "liabilities": sheets["liabilities"].fillna(implied),
            "interest": interest,
            "interest_year": interest,
        }
    ).reset_index(drop=True)


def _believed(table: pd.DataFrame, before: pd.DataFrame) -> NDArray[np.bool_]:
    """Whose debt is known, and contradicted neither by the same year's figures nor by those of the year before."""
    now, earlier = table["debt"].to_numpy(dtype=float), before["debt"].to_numpy(dtype=float)
    past = pd.DataFrame(
        {
            "least": np.fmin(now, earlier),
            "most": np.fmax(now, earlier),
            "assets_before": before["assets"].to_numpy(dtype=float),
        }
    )
    doubted = doubts.reasons(table, past) != ""
    return np.asarray(np.isfinite(now) & ~doubted & ~doubts.owes_unknown(table, past))
