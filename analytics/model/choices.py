"""What a reader can choose among, by the names on the page, in links and on the command line."""

from __future__ import annotations

from analytics.model.dated import FIRST_YEAR, LAST_YEAR

QUARTERS = tuple(f"{year}Q{quarter}" for year in range(FIRST_YEAR, LAST_YEAR + 1) for quarter in (1, 2, 3, 4))
"""The calendar quarters a maturity window can start or end with."""
ESTIMATES = (
    "Due in the first quarter of 2026",
    "Due in 2026",
    "Due in 2027",
    "Due through 2029",
    "Due within five years",
    "All debt",
    "Floating share",
    "Loss-making share",
)
"""The subjects on which published estimates stand beside the page's own figures."""
LISTINGS = (
    "Next to break",
    "All",
    "Computed",
    "Already past",
    "Above 15 %",
    "Already loss-making",
    "Not rate-exposed",
    "Not measured",
)
"""Which issuers a table lists: those just above the reader's ten-year, all, or one class of break-even."""
BANK_LISTS = (
    "Most burdened",
    "Listed",
    "Largest",
    "Over 300 % in real estate",
    "Least covered",
    "All",
)
"""Which banks a table lists: those that would lose most of their equity, those with a ticker, all, or a part."""

ZOMBIE_DEFINITIONS = (
    "Unprofitable", "Coverage below 1", "OECD", "BIS broad", "BIS narrow", "BIS 2022", "Fed 2021",
)  # fmt: skip
"""What Issuers counts: loss-makers, borrowers that do not earn their interest, zombies by five published rules."""
WEIGHTINGS = ("Count", "Float", "Debt")
"""What a firm counts for in a share: one, its public float, its debt."""
VERDICTS = ("All verdicts", "Supported", "Contradicted", "Mixed", "Not measurable")
"""Which claims are listed, by their verdict on their day."""
SUBJECTS = (
    "All subjects", "Prices", "Yields and the Fed", "Earnings and zombies", "Debt", "Banks and credit", "Reader's own",
)  # fmt: skip
"""Which claims are listed, by what they are of."""
