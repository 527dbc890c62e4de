"""The glossary: every method a figure can name, with formula, source and limits."""

from __future__ import annotations

from analytics.model.methods.banks import BANKS
from analytics.model.methods.claims import CLAIMS
from analytics.model.methods.credit import CREDIT
from analytics.model.methods.debt import DEBT
from analytics.model.methods.entry import Method
from analytics.model.methods.issuers import ISSUERS

_ALL = (
    Method(
        "M-RET",
        "Return of the year to date",
        "Close of the session over the last close of the previous calendar year, minus one. Price return uses "
        "closes adjusted for splits only; total return uses closes adjusted for dividends as well.",
        "Yahoo Finance closes and adjusted closes; adjusted closes reinvest a dividend at the previous close.",
        "Each side on its own closes: one that lacks the base or the last close has no figure, and says which.",
    ),
    Method(
        "M-SPR",
        "Rolling gap",
        "S(t)/S(t−h) − L(t)/L(t−h), small minus large, in percentage points, over the year to date or "
        "h = 252, 756 or 1,260 sessions of the exchange. Compounded: (1 + R small)/(1 + R large) − 1, in per cent.",
        "Yahoo Finance.",
        "Windows count the sessions of the exchange, so a missing close moves none; where one end has no close there "
        "is no figure. Neighbouring days share most of their window, so a long history holds few independent "
        "observations.",
    ),
    Method(
        "M-RS",
        "Small to large ratio",
        "Price of the small-cap side divided by the price of the large-cap side on the same session; on total "
        "return, both adjusted closes start at 1 on the first common session.",
        "Yahoo Finance.",
        "The level compares two fund prices; only its movement and its place in its own history mean anything.",
    ),
    Method(
        "M-PCT",
        "Percentile in history",
        "Share of the history at or below the value, the value itself included, in per cent. The gap of this year is "
        "set against the same day of other years.",
        "Own calculation over all common sessions from the first one to the as-of date.",
        "The history grows with the as-of date; nothing after it is used.",
    ),
    Method(
        "M-WIDE",
        "How wide, since when",
        "A session is as wide as the last one when its gap lies at or beyond it, away from zero and on the same side. "
        "The present spell is the unbroken run of such sessions; the last this wide before is the newest such session "
        "earlier than it. The widest is the gap furthest out on this side. For the year to date years take the place "
        "of sessions, each to the same day.",
        "Own calculation over all common sessions from the first one to the as-of date.",
        "A gap below zero is compared with gaps below zero only, one above zero with gaps above. A spell ends at the "
        "first session that is narrower, by however little.",
    ),
    Method(
        "M-Z",
        "z-score",
        "Gap less the mean of its history, over the history's standard deviation (n − 1); the history ends the "
        "session before. Independent windows: sessions of history over sessions of the window, rounded down. The year "
        "to date is set against the same day of other years, each of them independent.",
        "Own calculation; no look ahead.",
        "Needs ten years of history. Windows overlap, so it rests on the few independent ones and not on the many "
        "sessions; gaps are not normally distributed.",
    ),
    Method(
        "M-YOY",
        "Same day of other years",
        "Return of each calendar year from the last close of the year before to the last session on or before the "
        "same day of the month (28 February for the 29th), small minus large. Rank 1 is the lowest gap; closer are "
        "the years with a smaller gap in either direction.",
        "Yahoo Finance.",
        "A year without a session in the week before the day, or without a close in the last week of the year "
        "before, is left out.",
    ),
    Method(
        "M-DD",
        "Drawdown",
        "Value over its highest value so far, minus one; the deepest one is the smallest of these. Days since the "
        "high are calendar days, 0 on the day of a high.",
        "Yahoo Finance.",
        "Closing values only, and only on sessions common to both sides.",
    ),
    Method(
        "M-RDD",
        "Relative drawdown",
        "Small to large ratio over its own highest value so far, minus one.",
        "Yahoo Finance.",
        "As for the ratio and the drawdown.",
    ),
    Method(
        "M-BETA",
        "Rolling beta",
        "Covariance of the small side's with the large side's simple daily total returns over the variance of the "
        "large side's, last 252 sessions with a return of both, n − 1; the slope of a least-squares line.",
        "Yahoo Finance adjusted closes; no bill rate is subtracted.",
        "Price returns where a side is an index. A year's average, not what the next move will do.",
    ),
    Method(
        "M-COR",
        "Rolling correlation",
        "Pearson's correlation of simple daily total returns, last 252 sessions with both; 95 % interval "
        "tanh(atanh r ± 1.96/√(n − 3)).",
        "Fisher (1921); Yahoo Finance adjusted closes.",
        "The interval takes sessions for independent and normal, so it is rather too narrow.",
    ),
    Method(
        "M-EWCW",
        "Equal against cap weight",
        "Return of the equal-weighted S&P 500 fund (RSP) less that of the cap-weighted one (SPY), in percentage "
        "points, over the year to date or 252 common sessions.",
        "Yahoo Finance.",
        "RSP is rebalanced every quarter and costs more than SPY.",
    ),
    Method(
        "M-CON",
        "Growth of concentration",
        "Growth of the cap-weighted fund over growth of the equal-weighted one over 252 common sessions, minus one: "
        "(1 + R SPY)/(1 + R RSP) − 1.",
        "Own calculation from RSP and SPY.",
        "What the largest weights added; a measure of concentration's growth, not of its level. Fees and the "
        "quarterly rebalancing are in it.",
    ),
    Method(
        "M-EDUR",
        "Sensitivity to the ten-year",
        "r(t) = α + β Δy(t) + ε by least squares; slope β, in percentage points (of one price: "
        "per cent) for +1 percentage point of yield. r is "
        "the simple daily total return (of the gap: small less large), Δy the change of DGS10 from the session "
        "before. A session counts when it and the one before carry a yield; the last 252 that count.",
        "Own calculation from Yahoo Finance and H.15 through FRED.",
        "Association, not cause: yields rise both on good news of growth and on bad news of inflation, and the "
        "two move shares in opposite ways. Price returns where a side is an index.",
    ),
    Method(
        "M-FJ",
        "Sensitivity beyond the market",
        "r(t) = α + β market(t) + γ Δy(t) + ε by least squares; slope γ. The market is SPY; sessions as for the "
        "sensitivity to the ten-year.",
        "Flannery and James (1984), Journal of Finance 39:1131.",
        "What the yield does through the market as a whole is not in it.",
    ),
    Method(
        "M-NW",
        "Newey-West error",
        "Bartlett-weighted covariance of the scores to lag 4 = floor(4 (252/100)^(2/9)), no small-sample correction; "
        "95 % bounds are 1.96 standard errors either side.",
        "Newey and West (1987), Econometrica 55:703.",
        "Allows for unequal variance and short serial correlation, not for a relation that changes over the year.",
    ),
    Method(
        "M-ASY",
        "Rises against falls",
        "r(t) = α + β⁺ max(Δy, 0) + β⁻ min(Δy, 0) + ε; slopes β⁺ and β⁻. Wald test that they are equal, with "
        "the Newey-West covariance.",
        "Own calculation from Yahoo Finance and H.15 through FRED.",
        "Half the sessions each, so wider bounds. A high probability says that no difference was shown, not that "
        "there is none.",
    ),
    Method(
        "M-EFF",
        "Gap that goes with a yield",
        "The gap's slope on the ten-year times the scenario's change of the ten-year, with the "
        "sensitivity's 95 % bounds.",
        "Own calculation: M-EDUR carried on in a straight line.",
        "Association, not cause, and measured on moves of a few basis points a day: the further the slider, the less "
        "it says. The three-month yield does not enter.",
    ),
    Method(
        "M-EVT",
        "Event days",
        "Gap (small less large simple daily total return) on each listed CPI release and FOMC decision that is a "
        "session. Mean with t = mean/(s/√N) by Student's t; Corrado's rank test against the 240 sessions from 250 to "
        "11 before; sign test; return of the small side beyond its market model of those sessions. Matched days: "
        "same weekday, within 15 sessions, at least two sessions from any listed CPI release or FOMC decision; each "
        "event less their mean. Probabilities for both kinds at once by Holm.",
        "MacKinlay (1997), Journal of Economic Literature 35:13; Corrado (1989); Holm (1979). Dates: Bureau of Labor "
        "Statistics (its calendar) and Federal Reserve, as carried in data/published/events.csv. The outcome "
        "of a meeting is the change of the target range's upper limit (DFEDTARU) across it.",
        "A few dozen events: an effect must be large to show. Price returns where a side is an index. Days after the "
        "end of the list are not matched.",
    ),
    Method(
        "M-CMT",
        "Treasury yield",
        "Constant-maturity par yield in per cent, bond-equivalent, as published for the day; on a day without a "
        "value, the last one before it.",
        "Federal Reserve, H.15, through FRED.",
        "A fitted curve, not a traded price; no value on bond-market holidays.",
    ),
    Method(
        "M-PAR",
        "Yield scenario",
        "The ten-year and the three-month are set. The change at any other maturity is linear between the change "
        "at 0.25 years and the change at 10 years, flat outside.",
        "Own convention, on H.15 yields.",
        "A reader's assumption, not a forecast; the curve keeps its own bends.",
    ),
    Method(
        "M-AGE",
        "Age of the data",
        "Calendar days from the newest observation held to the present day.",
        "The store's own record of each publication.",
        "Weekends, exchange holidays and unscheduled closures, of which the project keeps a table, do not make prices "
        "stale; a session that closed more than two hours ago and is not held does. A source that was asked since and "
        "had none is not asked again before the next close.",
    ),
    Method(
        "M-CONTRACT",
        "Meeting the services",
        "One small question to each service, and what its answer must hold: status, form, fields, units, dates and "
        "counts.",
        "The contract of each source as recorded; asked by 'doctor --live'.",
        "It says nothing of whether the figures are right, and holds no refresh back.",
    ),
    Method(
        "M-COV",
        "Coverage",
        "Number of catalogue entries held with at least one observation.",
        "The store's own record of each publication.",
        "A missing entry is named with its reason.",
    ),
)

METHODS = {method.id: method for method in (*_ALL, *DEBT, *BANKS, *ISSUERS, *CREDIT, *CLAIMS)}
