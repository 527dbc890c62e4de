"""The glossary's entries on credit."""

from __future__ import annotations

from analytics.model.methods.entry import Method

CREDIT = (
    Method(
        "M-HIGH",
        "Highest since",
        "Ten-year high: x(t) >= the highest x of the ten years up to t, both ends included, where the series begins "
        "before them. Highest since: the newest earlier date with a strictly higher value; periods are counted in the "
        "series' own frequency.",
        "Own calculation on the series as published, seasonally adjusted where it is.",
        "Delinquency (late, still owed), charge-off (written off) and default are three things and never compared. "
        "Newer vintages may revise what was once a high.",
    ),
    Method(
        "M-LOANS",
        "Growth of loans over a year",
        "Weekly: over the same Wednesday 52 weeks earlier; monthly: over the same month a year earlier, by date, "
        "never by position. For all loans and credit cards a year that spans 31 March 2010 is left out: on that "
        "Wednesday banks took securitised loans onto their books, and cards doubled without a loan being made.",
        "Federal Reserve, H.8, seasonally adjusted, through FRED.",
        "Loans bought and sold and banks' mergers with others are in it. Since when growth was higher is told from "
        "what is left.",
    ),
    Method(
        "M-OAS",
        "Credit spread",
        "Option-adjusted spread over Treasuries, in basis points. Percentile: the share of days since 31 December 1996 "
        "at or below the newest, itself included; only where the history was kept from then on without a hole of more "
        "than a month. Beside it the percentile in the window that was kept.",
        "ICE Data Indices, through FRED.",
        "FRED serves three years only: a store that began later has a short window, and says so.",
    ),
    Method(
        "M-SIGNS",
        "Signs of a credit freeze",
        "Three: more than 40 net per cent of banks tighten standards for small firms; the high-yield spread is in the "
        "widest tenth of its days since 1997; business loans shrink over three months at an annual rate. One that is "
        "missing, older than it should be or short of history is not known, and counts neither way.",
        "Own thresholds on SLOOS, ICE and H.8, through FRED.",
        "A reading, not a forecast; in 2023 the first sign was met without a freeze.",
    ),
    Method(
        "M-INVENTORIES",
        "Retail inventories to sales",
        "Inventories at the month's end over sales of the month, retail trade, seasonally adjusted.",
        "Census Bureau, through FRED.",
        "Values, not units: dearer goods lift both. Car dealers are in it.",
    ),
    Method(
        "M-LIQUIDITY",
        "Net liquidity",
        "Assets of the Federal Reserve − the Treasury's account − overnight reverse repurchases, on Wednesday, USD bn.",
        "Federal Reserve, H.4.1; Federal Reserve Bank of New York; through FRED.",
        "A market convention, no official figure. A Wednesday that lacks one of the three has none.",
    ),
    Method(
        "M-CALENDAR",
        "Calendar",
        "FOMC decisions, minutes and CPI releases on their true dates. Moves of the day: from the value before, of the "
        "ten-year and the high-yield spread in bp, of IWM and SPY in per cent. CPI: the month before the release over "
        "the same month a year earlier, by date.",
        "Federal Reserve; Bureau of Labor Statistics; data/published/events.csv.",
        "What moved on the day need not have been moved by the release. Consumer prices are as revised since; those of "
        "October 2025 were never published.",
    ),
    Method(
        "M-BORROW",
        "Yield of a new bond",
        "The five-year Treasury yield, moved as the reader's two yields move the curve, plus the newest spread of the "
        "rating.",
        "H.15 and ICE Data Indices, through FRED.",
        "Spreads stand still while yields move, which they rarely do; fees and the discount at issue are not in it.",
    ),
)
