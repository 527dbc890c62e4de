"""One quarter of bank rows: read into our units, and compared with the quarter before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.catalogue.banks import FIELDS, Field
from analytics.errors import SourceChanged
from analytics.model.metric import day, show

THOUSAND = 1000.0
FEWER = 0.95
"""Part of the banks of the quarter before that a whole quarter must have: their number falls by about 1 %."""
FILLED = 0.05
"""A field filled by this part of the banks, and now by none, has gone missing. Less will not do: small banks
file some items in June and December only."""
CORE_FILLED = 0.9
"""Part of the banks that must fill a core field."""
ASSETS_SCALE, ANY_SCALE = (0.5, 2.0), (0.02, 50.0)
"""What the median bank's assets, and any of its balances, can become in a quarter."""
FEW = 5
MOSTLY_ODD = 0.1
"""Part of the banks whose values may be out of range before the field itself is doubted."""
EQUITY_OFF, EQUITY_SHARE = 0.05, 0.05
"""Percentage points between EQ/ASSET and the FDIC's own ratio, and the part of the banks that may show them."""
LEAPS, SMALL = 5.0, 0.01
"""What a balance that is over a hundredth of its bank's assets rarely becomes in a quarter, either way."""
NAMED = 3
"""Balances that a remark names."""
ZERO_IS_BLANK = ("RBC",)
"""Filers under the community bank leverage ratio report none of these; BankFind writes 0."""


def read(rows: Sequence[Mapping[str, object]], quarter: date) -> tuple[pd.DataFrame, list[str]]:
    """The rows of a quarter as served, typed and in our units, with remarks.

    A row a charter: `cert`, `date`, `name`, `holding_rssd` (0 where there is none), `holding`, and every
    field of the catalogue that was served, in USD or its own unit; NaN where nothing was filed. A zero
    that stands for "not reported" is NaN, and so is a value outside its field's range, counted in the
    remarks. Raises `SourceChanged` for a figure served as text and for a core field that is not served.
    """
    raw = pd.DataFrame(rows)
    certs = _metrics(raw, Field("CERT", "Certificate", "", "number"))
    if certs is None or certs.isna().any() or (certs <= 0).any():
        raise SourceChanged("A row came without its charter's number.")
    frame = pd.DataFrame(
        {
            "cert": certs.astype("int64"),
            "date": pd.Timestamp(quarter).as_unit("us"),
            "name": words(raw, "NAME"),
            "holding_rssd": numbers(raw, "RSSDHCR"),
            "holding": words(raw, "NAMEHCR"),
        }
    )
    remarks = []
    columns: dict[str, pd.Series[float]] = {}
    for name, field in FIELDS.items():
        values = _metrics(raw, field)
        if values is None:
            if field.core:
                raise SourceChanged(f"{field.title} ({name}) is not served.")
            continue
        values = values * THOUSAND if field.unit == "USD" else values
        if name in ZERO_IS_BLANK:
            values = values.where(values != 0)
        odd = (values < field.low) | (values > field.high)
        if float(odd.mean()) > MOSTLY_ODD:
            raise SourceChanged(
                f"{field.title} ({name}) is outside {field.low:g} to {field.high:g} {field.unit} for "
                f"{odd.mean():.0%} of the banks: another unit?"
            )
        if odd.any():
            remarks.append(f"{int(odd.sum())} values of {name} outside {field.low:g} to {field.high:g} left out")
            values = values.where(~odd)
        columns[name] = values
    whole = pd.concat([frame, pd.DataFrame(columns)], axis=1)
    return whole.sort_values("cert", ignore_index=True, kind="stable"), remarks


def _metrics(raw: pd.DataFrame, field: Field) -> pd.Series[float] | None:
    """One field's values as floats; None where no row has the field. Raises `SourceChanged` for text."""
    if field.name not in raw.columns:
        return None
    column = raw[field.name]
    if column.dtype.kind in "if":
        return column.astype("float64")
    known = column[column.notna()]
    wrong = known[[isinstance(value, bool) or not isinstance(value, int | float) for value in known]]
    if len(wrong):
        cert = raw["CERT"].iloc[int(wrong.index[0])] if "CERT" in raw.columns else "?"
        raise SourceChanged(
            f"{field.title} ({field.name}) came as {str(wrong.iloc[0])[:20]!r}, which is no number, for charter "
            f"{str(cert)[:8]}."
        )
    return pd.to_numeric(column.where(column.notna(), np.nan)).astype("float64")


def words(raw: pd.DataFrame, name: str) -> pd.Series[str]:
    """A column of text, empty where it is not served or blank."""
    if name not in raw.columns:
        return pd.Series([""] * len(raw), index=raw.index, dtype=str)
    return raw[name].where(raw[name].notna(), "").astype(str).str.strip()


def numbers(raw: pd.DataFrame, name: str) -> pd.Series[int]:
    """A column of identifiers, which BankFind serves as text or as numbers; 0 where there is none."""
    text = words(raw, name).str.replace(r"\.0$", "", regex=True)
    return pd.to_numeric(text.where(text.str.fullmatch(r"\d{1,10}"), "0")).astype("int64")


def amounts(raw: pd.DataFrame, name: str) -> pd.Series[float]:
    """A column of thousands of dollars in USD, NaN where it is not served or no number."""
    if name not in raw.columns:
        return pd.Series(np.nan, index=raw.index, dtype="float64")
    return pd.to_numeric(raw[name], errors="coerce").astype("float64") * THOUSAND


def check(frame: pd.DataFrame, before: pd.DataFrame | None) -> None:
    """Compare a quarter with the one before it.

    Raises `SourceChanged` when it is not complete yet, when a field has gone missing or was rescaled,
    and when equity over assets is not what the FDIC's own ratio says.
    """
    for name in (name for name, field in FIELDS.items() if field.core):
        if float(frame[name].notna().mean()) < CORE_FILLED:
            raise SourceChanged(f"{FIELDS[name].title} ({name}) is filed by {frame[name].notna().mean():.0%} only.")
    if "EQR" in frame.columns:
        off = (frame["EQ"] / frame["ASSET"] * 100 - frame["EQR"]).abs()
        known = off.notna() & (frame["ASSET"] > 0)
        if known.any() and float((off[known] > EQUITY_OFF).mean()) > EQUITY_SHARE:
            raise SourceChanged("Equity over assets is not the ratio served beside them.")
    if before is None or before.empty:
        return
    last = day(pd.Timestamp(before["date"].iloc[0]).date())
    if len(frame) < FEWER * len(before) and len(before) - len(frame) > FEW:
        raise SourceChanged(f"It is not complete yet: {len(frame):,} banks, against {len(before):,} on {last}.")
    _, here, there = np.intersect1d(frame["cert"].to_numpy(), before["cert"].to_numpy(), return_indices=True)
    for name, field in FIELDS.items():
        if name not in before.columns:
            continue
        filled = float(before[name].notna().mean())
        if field.withholds and filled > FILLED and (name not in frame.columns or frame[name].isna().all()):
            raise SourceChanged(
                f"{field.title} ({name}) is blank for every bank, and was filed by {filled:.0%} on {last}."
            )
        if field.unit != "USD" or field.flow or name not in frame.columns:
            continue
        now, then = frame[name].to_numpy()[here], before[name].to_numpy()[there]
        telling = (now > 0) & (then > 0)
        if int(telling.sum()) < FEW:
            continue
        ratio = float(np.median(now[telling] / then[telling]))
        low, high = ASSETS_SCALE if name == "ASSET" else ANY_SCALE
        if not low <= ratio <= high:
            raise SourceChanged(f"{field.title} ({name}) was multiplied by {ratio:.4g} since {last}.")


def amended(frame: pd.DataFrame, held: pd.DataFrame) -> str:
    """What a quarter served again says otherwise than before: "12 values of 3 banks amended", or nothing."""
    shared = [name for name in FIELDS if name in frame.columns and name in held.columns]
    both = frame.set_index("cert").index.intersection(held.set_index("cert").index)
    new, old = frame.set_index("cert").loc[both, shared], held.set_index("cert").loc[both, shared]
    differs = (new != old) & ~(new.isna() & old.isna())
    values, banks = int(differs.to_numpy().sum()), int(differs.any(axis=1).sum())
    return f"{values:,} values of {banks:,} banks amended since they were first read" if values else ""


def doubts(frame: pd.DataFrame, before: pd.DataFrame | None) -> list[str]:
    """What of single banks cannot be right, or is to be looked at, in words.

    Equity, assets and their ratio as served that contradict each other; balances that leapt fivefold, fell to a
    fifth, changed their sign or went blank since the quarter before. The figures stay as they are filed.
    """
    words = []
    if "EQR" in frame.columns:
        off = (frame["EQ"] / frame["ASSET"] * 100 - frame["EQR"]).abs() > EQUITY_OFF
        words += _named(frame[off & (frame["ASSET"] > 0)], "equity over assets is not the ratio served", "banks")
    if before is None or before.empty:
        return words
    _, here, there = np.intersect1d(frame["cert"].to_numpy(), before["cert"].to_numpy(), return_indices=True)
    mine, theirs = frame.iloc[here].reset_index(drop=True), before.iloc[there].reset_index(drop=True)
    leapt, blank = [], []
    for name, field in FIELDS.items():
        if field.unit != "USD" or field.flow or name not in mine.columns or name not in theirs.columns:
            continue
        now, then = mine[name], theirs[name]
        large = np.maximum(now.abs(), then.abs()) > SMALL * theirs["ASSET"]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = now / then
        odd = large & ((ratio >= LEAPS) | (ratio <= 1 / LEAPS) | ((then == 0) & (now != 0)))
        rows = zip(mine["cert"][odd], then[odd], now[odd], strict=True)
        leapt += [(name, int(cert), money(a), money(b)) for cert, a, b in rows]
        gone = now.isna() & then.notna() & (then != 0) & field.core
        blank += [(name, int(cert)) for cert in mine["cert"][gone]]
    if leapt:
        told = ", ".join(f"{name} of charter {cert} from {then} to {now}" for name, cert, then, now in leapt[:NAMED])
        words.append(f"{len(leapt)} balances leapt since the quarter before: {told}{_more(leapt)}")
    if blank:
        told = ", ".join(f"{name} of charter {cert}" for name, cert in blank[:NAMED])
        words.append(f"{len(blank)} core balances went blank: {told}{_more(blank)}")
    return words


def _named(rows: pd.DataFrame, what: str, noun: str) -> list[str]:
    certs = rows["cert"].tolist()
    return (
        [f"{what} for {len(certs)} {noun}: charter {', '.join(map(str, certs[:NAMED]))}{_more(certs)}"] if certs else []
    )


def _more(every: Sequence[object]) -> str:
    return f" and {len(every) - NAMED} more" if len(every) > NAMED else ""


def money(usd: float) -> str:
    """An amount as a remark says it."""
    return show(usd / 1e6, "USD m", 1)
