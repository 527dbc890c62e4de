"""One figure a filer, period and concept: tags in order, proxies replaced or marked, a ladder of one filing."""

from __future__ import annotations

import numpy as np

from analytics.catalogue import CONCEPTS
from analytics.refresh import proxies, resolve
from analytics.refresh.proxies import PROFIT_LOSS, PROXY, REBUILT
from analytics.refresh.resolve import Resolved
from analytics.sources.sec import Frame, Key

END, START = 20_453, 20_089


def frame(*rows: tuple[int, float, int]) -> Frame:
    cik, value, accn = (np.array(column) for column in zip(*rows, strict=True))
    days = np.full(len(rows), END, np.int32)
    return Frame(cik.astype(np.int32), value.astype(float), days - 364, days, accn.astype(np.int64))


def found(name: str, frames: dict[str, Frame], wanted: tuple[int, ...] = (1, 2, 3, 4)) -> Resolved:
    read = {Key(tag, "CY2025"): held for tag, held in frames.items()}
    return resolve.resolve(CONCEPTS[name], ["CY2025"], read.get, np.array(wanted))


def test_the_first_tag_present_wins_and_two_are_never_added() -> None:
    interest = found(
        "interest",
        {
            "InterestExpense": frame((1, 10.0, 5), (3, -4.0, 5)),
            "InterestExpenseNonoperating": frame((1, 10.0, 6), (2, 8.0, 6)),
            "InterestExpenseDebt": frame((2, 7.0, 7), (3, 3.0, 7), (9, 1.0, 7)),
        },
    )
    assert interest.value.tolist() == [10.0, 8.0, 3.0]
    assert [CONCEPTS["interest"].tags[rank] for rank in interest.tag] == [
        "InterestExpense", "InterestExpenseNonoperating", "InterestExpenseDebt",
    ]  # fmt: skip
    assert interest.refused == 1
    assert interest.accn.tolist() == [5, 6, 7]


def test_two_parts_of_one_filing_are_added_and_contradict_no_total() -> None:
    interest = found(
        "interest",
        {
            "InterestExpense": frame((2, 20.0, 5)),
            "InterestExpenseNonoperating": frame((1, 8.0, 5), (2, 8.0, 5), (3, 8.0, 5), (4, 8.0, 5)),
            "InterestExpenseOperating": frame((1, 12.0, 5), (2, 12.0, 5), (3, 12.0, 6), (4, 8.0, 5)),
        },
    )
    assert interest.value.tolist() == [20.0, 20.0, 8.0, 8.0], "of two filings, or twice one amount, one is taken"
    assert np.isnan(interest.other).all()
    names = [CONCEPTS["interest"].names[place] for place in interest.tag]
    assert names[:2] == ["InterestExpenseNonoperating + InterestExpenseOperating", "InterestExpense"]


def test_a_proxy_statements_net_income_is_rebuilt_or_marked() -> None:
    annual = 26_000_001
    parts = {
        "operating_income": {"OperatingIncomeLoss": frame(*((cik, 50e6, annual) for cik in (1, 2, 3, 4)))},
        "pretax_income": {
            CONCEPTS["pretax_income"].tags[0]: frame((1, 40e6, annual), (2, 40e6, annual), (3, 90e6, annual))
        },
        "tax": {"IncomeTaxExpenseBenefit": frame((1, 9e6, annual), (2, 9e6, annual), (3, 9e6, annual))},
        "profit_loss": {"ProfitLoss": frame((2, 31.4e6, annual))},
        "minority": {"NetIncomeLossAttributableToNoncontrollingInterest": frame((2, 1.4e6, annual))},
    }
    proxy = 99_000_001
    income = found(
        "net_income", {"NetIncomeLoss": frame((1, 31.0e6, proxy), (2, 30e6, proxy), (3, 20e6, proxy), (4, 9e6, annual))}
    )
    anchors = {name: found(name, frames) for name, frames in parts.items()}
    values, filed, words = proxies.net_income(income, anchors)
    assert values.tolist() == [31e6, 30e6, 20e6, 9e6]
    assert words == [REBUILT, PROFIT_LOSS, PROXY, ""]
    assert filed.tolist() == [annual, annual, proxy, annual]


def test_a_proxy_in_thousands_is_rebuilt() -> None:
    annual = 26_000_001
    none = found("minority", {})
    anchors = {
        "operating_income": found("operating_income", {"OperatingIncomeLoss": frame((1, 50e6, annual))}),
        "pretax_income": found("pretax_income", {CONCEPTS["pretax_income"].tags[0]: frame((1, 40e6, annual))}),
        "tax": found("tax", {"IncomeTaxExpenseBenefit": frame((1, 9e6, annual))}),
        "profit_loss": none,
        "minority": none,
    }
    values, _, words = proxies.net_income(found("net_income", {"NetIncomeLoss": frame((1, 31_000.0, 7))}), anchors)
    assert (values.tolist(), words) == ([31e6], [REBUILT])


def test_a_ladder_is_taken_from_the_filing_that_holds_most_of_it() -> None:
    main, amended = 26_000_010, 26_000_017
    ladder = {
        "ladder_1": found("ladder_1", {CONCEPTS["ladder_1"].tags[0]: frame((1, 10.0, main), (2, 5.0, main))}),
        "ladder_2": found("ladder_2", {CONCEPTS["ladder_2"].tags[0]: frame((1, 20.0, main))}),
        "ladder_after": found("ladder_after", {CONCEPTS["ladder_after"].tags[0]: frame((1, 99.0, amended))}),
    }
    kept, keys, accessions, dropped = resolve.one_filing(ladder)
    assert kept["ladder_after"].value.tolist() == []
    assert kept["ladder_1"].value.tolist() == [10.0, 5.0]
    assert accessions.tolist() == [main, main]
    assert (len(keys), dropped) == (2, 1)
