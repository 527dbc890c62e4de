"""EDGAR: frames in the SEC's envelope, rebuilt from recorded companyfacts and from made filers, and the registers."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections import defaultdict
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd

from analytics.catalogue import CONCEPTS
from analytics.catalogue.filings import DEBT, FLOAT, LADDER
from analytics.frames.issuers import KINDS, Filings, accession
from analytics.illustrative import issuers as invented
from tests.loopback import lenders
from tests.loopback.filers import COMPLETING, Row, made, odd_filers

RECORDED = (
    "companyfacts_CIK0001835632_MRVL.json.gz",
    "companyfacts_CIK0001045810_NVDA.json.gz",
    "companyfacts_CIK0001640147_SNOW.json.gz",
    "companyfacts_AMC_CIK0001411579_excerpt.json",
)
LISTED = {
    1835632: ("MARVELL TECHNOLOGY, INC", "MRVL", "Nasdaq", 3674, "0131"),
    1045810: ("NVIDIA CORP", "NVDA", "Nasdaq", 3674, "0131"),
    1640147: ("SNOWFLAKE INC.", "SNOW", "NYSE", 7372, "0131"),
    1411579: ("AMC ENTERTAINMENT HOLDINGS, INC.", "AMC", "NYSE", 7830, "1231"),
}
"""Name, ticker, exchange, industry and fiscal year end of the recorded filers: their sub.txt has no industry."""
_SUB = """adsh cik name sic countryba stprba cityba zipba bas1 bas2 baph countryma stprma cityma zipma mas1 mas2
countryinc stprinc ein former changed afs wksi fye form period fy fp filed accepted prevrpt detail instance
nciks aciks"""
SUB = tuple(re.findall(r"\w+", _SUB))
"""The columns of the SEC's sub.txt."""
PROXY = 8_800_000_000
"""What the accessions of made proxy statements begin with."""
FILLERS = 4200
SUCCESSOR = 9_700_001
"""The number of a filer that took another's place."""
TAGGED = {
    tag: [name for name, concept in CONCEPTS.items() if tag in concept.tags]
    for tag in sorted({tag for concept in CONCEPTS.values() for tag in concept.tags})
}
"""The concepts a tag may state."""
Columns = dict[str, np.ndarray]
"""A table of made facts by column."""


class Edgar:
    """What EDGAR holds on a day: made filers by the invented issuers' own tables, recorded ones where they lie."""

    def __init__(self, last: date, count: int = 3100, folder: Path | None = None, seed: int = 5) -> None:
        self.last, self.folder = last, folder
        self.members, self.issuers = invented.make(last, count, seed, first_rank=1)
        self.odd = odd_filers(last)
        self.lenders = lenders.Lenders()

    @cached_property
    def recorded(self) -> dict[int, dict[str, Any]]:
        """The recorded companyfacts by filer; none without a folder."""
        found: dict[int, dict[str, Any]] = {}
        for name in RECORDED if self.folder else ():
            raw = (self.folder / name).read_bytes()  # type: ignore[operator]
            content = json.loads(gzip.decompress(raw) if name.endswith("gz") else raw)
            found[int(content.get("cik", 1411579))] = content
        return found

    @cached_property
    def _framed(self) -> dict[tuple[str, str, str, str], list[Row]]:
        """Recorded and odd facts by frame: taxonomy, tag, unit, period."""
        found: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
        for cik, content in self.recorded.items():
            for taxonomy, concepts in content["facts"].items():
                for tag, concept in concepts.items():
                    for unit, facts in concept["units"].items():
                        for fact in facts:
                            if fact.get("frame"):
                                key = (taxonomy, tag, unit, fact["frame"])
                                found[key].append((cik, fact["val"], fact.get("start"), fact["end"], fact["accn"]))
        for tag, period, value in COMPLETING if self.recorded else ():
            found["dei" if tag == FLOAT else "us-gaap", tag, "USD", period].append(made(1411579, value, period))
        for cik, filer in self.odd.items():
            for tag, period, value in filer["facts"]:
                found["us-gaap", tag, "USD", period].append(made(cik, value, period))
            if "float" in filer:
                period = f"CY{self.last.year - 1}Q2I"
                found["dei", FLOAT, "USD", period].append(made(cik, filer["float"], period))
            if "ifrs" in filer:
                period = f"CY{self.last.year - 1}Q4I"
                found["ifrs-full", "Assets", "USD", period].append(made(cik, filer["ifrs"], period))
        period = f"CY{self.last.year - 1}Q2I"
        for row in self.members.itertuples():
            found["dei", FLOAT, "USD", period].append(made(int(row.cik), float(row.float_usd), period))
        return found

    @cached_property
    def _facts(self) -> pd.DataFrame:
        """Every made filer's facts, a row a filer and period, days as the SEC spells them."""
        filings = Filings(self.members, self.issuers)
        names = [name for name in self.issuers.column_names if name not in ("cik", "kind", "period", "start", "end")]
        whole = pd.concat([filings.rows(kind, *names) for kind in KINDS])
        for day in ("start", "end"):
            whole[day] = whole[day].dt.strftime("%Y-%m-%d").astype(object).where(whole[day].notna(), None)
        return whole.astype({"period": str}).sort_values("period", kind="stable")

    @cached_property
    def _by_period(self) -> dict[str, Columns]:
        return {str(period): _columns(rows) for period, rows in self._facts.groupby("period")}

    def prepare(self) -> None:
        """Work out beforehand what answers are made of, so that each comes within milliseconds."""
        for name in ("recorded", "_by_period", "statements"):
            getattr(self, name)

    def frame(self, taxonomy: str, tag: str, unit: str, period: str) -> list[Row]:
        """The rows of a frame, one a filer; empty where no filer has the tag in the period."""
        rows = list(self._framed.get((taxonomy, tag, unit, period), ()))
        served = {(CONCEPTS[name].taxonomy, CONCEPTS[name].unit) for name in TAGGED.get(tag, ())}
        if (taxonomy, unit) in served and period in self._by_period:
            rows += [row for row, _ in _invented(tag, self._by_period[period])]
        return rows

    def tickers(self, new_cik: bool = False) -> bytes:
        """company_tickers_exchange.json: the recorded register where it lies, the made filers, and fillers.

        With `new_cik` the first made filer is listed under another number, as after a new holding company.
        """
        made = self.members[["cik", "name", "ticker", "exchange"]].to_numpy().tolist()
        if new_cik:
            made[0][0] = SUCCESSOR
        made += [[cik, f["name"], f["ticker"], f.get("exchange", "NYSE")] for cik, f in self.odd.items()]
        if self.folder:
            raw = (self.folder / "company_tickers_exchange_2026-08-22.json.gz").read_bytes()
            listed = [[int(cik), *rest] for cik, *rest in json.loads(gzip.decompress(raw))["data"]]
        else:
            listed = [[9_500_000 + k, f"Filler {k}", f"F{k}", "OTC"] for k in range(FILLERS)]
        return orjson.dumps({"fields": ["cik", "name", "ticker", "exchange"], "data": listed + made})

    @cached_property
    def statements(self) -> bytes:
        """A quarterly data set: sub.txt with the SEC's columns, and another member much larger."""
        filers = [(int(r.cik), r.name, str(r.sic), r.year_end) for r in self.members.itertuples(index=False)]
        filers += [(cik, f["name"], str(f["sic"]), "1231") for cik, f in self.odd.items()]
        filers += [(cik, name, str(sic), fye) for cik, (name, _, _, sic, fye) in LISTED.items()]
        lines = ["\t".join(SUB)]
        for cik, name, sic, fye in filers:
            values = dict.fromkeys(SUB, "") | {
                "adsh": accession(cik * 10**8 + 26_000_001), "cik": str(cik), "name": name, "sic": sic, "fye": fye,
                "form": "10-Q", "period": f"{self.last.year}0630", "fy": str(self.last.year), "fp": "Q2",
            }  # fmt: skip
            lines.append("\t".join(values[column] for column in SUB))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("sub.txt", "\n".join(lines) + "\n")
            archive.writestr("num.txt", np.random.default_rng(1).bytes(2_000_000))
        return out.getvalue()

    def company(self, cik: int) -> bytes | None:
        """companyfacts of one filer; None where it has none."""
        if cik in self.recorded:
            return orjson.dumps({"cik": cik, **self.recorded[cik]})
        mine = self._facts[self._facts["cik"] == cik]
        if not len(mine):
            return None
        columns = _columns(mine)
        facts: dict[str, Any] = {}
        for tag in TAGGED:
            if tag == FLOAT:
                continue
            for (_, value, start, end, accn), period in _invented(tag, columns):
                fact = {"end": end, "val": value, "accn": accn, "fy": int(end[:4]), "fp": "FY", "form": "10-K",
                        "filed": end, "frame": period} | ({"start": start} if start else {})  # fmt: skip
                facts.setdefault(tag, {"label": tag, "units": {"USD": []}})["units"]["USD"].append(fact)
        name = self.members.loc[self.members["cik"] == cik, "name"]
        return orjson.dumps({"cik": cik, "entityName": str(name.iloc[0]), "facts": {"us-gaap": facts}})


def _columns(rows: pd.DataFrame) -> Columns:
    return {str(name): rows[name].to_numpy() for name in rows.columns}


def _invented(tag: str, columns: Columns) -> list[tuple[Row, str]]:
    """The facts made filers state under a tag, each with its period."""
    for name in TAGGED.get(tag, ()):
        mine = ~np.isnan(columns[name])
        if f"{name}_tag" in columns:
            used = columns[f"{name}_tag"] == tag
            if tag == "InterestExpense":  # both tags in the years of the switch, the same figure
                switched = np.array([str(end).startswith("2024") for end in columns["end"]])
                used |= (columns[f"{name}_tag"] == "InterestExpenseNonoperating") & switched
            mine &= used
        if not mine.any():
            continue
        concept = CONCEPTS[name]
        shared = "ladder_accn" if concept in LADDER else "debt_accn" if concept in DEBT else f"{name}_accn"
        accn = columns[shared][mine]
        value, cik, period = (columns[column][mine] for column in (name, "cik", "period"))
        if tag == "NetIncomeLoss":  # the proxy statement states it again, rounded
            proxy = (cik % 2 == 0) & np.array([len(one) == len("CY2025") for one in period])
            accn = np.where(proxy, PROXY * 10**8 + accn % 10**8, accn)
            value = np.where(proxy, np.round(value / 1e5) * 1e5, value)
        if name == "ladder_after":  # a later amendment states this bucket alone
            amended = cik % 97 == 0
            accn, value = accn + 7 * amended, value + 1e6 * amended
        spelt = [accession(int(number)) for number in accn]
        days = (columns[column][mine].tolist() for column in ("start", "end"))
        rows = zip(cik.tolist(), value.tolist(), *days, spelt, strict=True)
        return list(zip(rows, period.tolist(), strict=True))
    return []
