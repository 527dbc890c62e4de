"""Methods of the claims and of the measures that they are held against."""

from __future__ import annotations

from analytics.model.methods.entry import Method

CLAIMS = (
    Method(
        "M-QUOTE",
        "Close and returns of one ticker",
        "The close of the session, adjusted for splits only; its change over the session before; its return over the "
        "last close of the year before, and over the last session on or before the same day one, six and twelve months "
        "earlier.",
        "Yahoo Finance closes.",
        "On a day without a session the figures are those of the session before, at most a week earlier. A return "
        "whose base has no close within a week is not known.",
    ),
    Method(
        "M-LEVEL",
        "Level of one series",
        "The newest observation of the series up to the day, and its change over the observation of a year before: in "
        "percentage points where the series is in per cent, else in per cent.",
        "FRED, as published and as revised since; the source of each series is named with it.",
        "A series that is older on that day than it should be is not known. Quarterly and monthly series are dated by "
        "the first or last day of their period, as their publisher dates them.",
    ),
    Method(
        "M-MARKS",
        "Days at or over a yield",
        "Days of the calendar year up to the day on which the ten-year constant-maturity yield was published at or "
        "over the level, the first and the last of them, and the price return of IWM from the close of the first.",
        "Federal Reserve, H.15, by FRED; Yahoo Finance closes.",
        "A price that rose meanwhile says nothing of why, and the effect on earnings comes with a lag.",
    ),
    Method(
        "M-CLAIM",
        "Verdict on a claim",
        "A stated figure is supported where the figure measured on the day of the claim lies within the tolerance: "
        "0.5 % of a level, 3 basis points of a yield, 1 point of a return, 3 points of a share, a day of a date, "
        "unless the claim names its own. A claim of several parts is contradicted by any part that is; one that "
        "several definitions could measure is mixed where they disagree. What cannot be measured is said to be so.",
        "The rule of each claim was written down before it was measured, and is printed with it.",
        "No later price changes the verdict at the day of the claim; what would be said of the same statement now "
        "stands beside it. Figures from filings and from banks' reports are as filed by now, not as known on that day.",
    ),
)
