"""The glossary's entries on issuers, their debt and its repricing."""

from __future__ import annotations

from analytics.model.methods.entry import Method

DEBT = (
    Method(
        "M-LADDER",
        "Maturities",
        "A filed ladder's buckets (fiscal years, or twelve months at a time), spread evenly over their months and "
        "added by calendar quarter. Years that the newest ladder leaves out come from an older one of at most "
        "fifteen months, matched by date. It is set against the newest balance sheet: what has passed goes, buckets "
        "within twelve months are cut to current debt, what exceeds debt is cut from the near end, what is short of "
        "it falls due later (assumed). So buckets and later add up to the debt. Filed is a ladder of two buckets or "
        "of half of the debt. Without one, current debt over the twelve months after the balance sheet (derived), "
        "the rest by the quarters of the sector's filed ladders (assumed). The three are kept apart.",
        "SEC EDGAR, the tags LongTermDebtMaturitiesRepaymentsOfPrincipal…, with leases and rolling too.",
        "A quarter is never filed: it has a range from nothing to the whole bucket. Debt of financials, operating "
        "leases and undrawn lines are not in it. About three borrowers in five tag a ladder.",
    ),
    Method(
        "M-DEBT",
        "Debt of an issuer",
        "By the us-gaap tree of debt tags, lines of one filing: siblings are added; a parent stands for its parts, "
        "and a part larger than it is added beside it; convertible lines stand beside long-term debt unless a total "
        "says otherwise; a total counts only where it is at least the sum of its lines. Amounts that are the same "
        "money under two tags are counted once; leases with a tag of their own are left out. The floating share is "
        "what the filer tags as floating over floating and fixed; convertible debt is fixed.",
        "SEC EDGAR, newest balance sheet; data/published/us_gaap_debt_tree.csv.",
        "Carrying amounts, not principal. An issuer that tags no debt is not an issuer without debt; lines under a tag "
        "of the filer's own reach no frame.",
    ),
    Method(
        "M-DOUBT",
        "Doubted debt",
        "Debt that other figures of the filer contradict: above total assets or total liabilities, a maturity ladder "
        "over 1.1 times the debt of the same date, interest outside 1 to 15 % of every debt of the year (not where "
        "half or more is convertible, which may pay less), assets a hundred times those before, or a part of over a "
        "tenth of which the tags do not say whether it lies in the debt. It is in no total; it is counted beside "
        "them. One that tags no debt, or a zero of a part of it alone, and pays over 0.2 % of its assets in interest "
        "owes an unknown amount. EBIT of three times total assets and revenue, or above both and ten times net income "
        "and interest, is not known; nor is cash above total assets.",
        "SEC EDGAR.",
        "A doubt is not a correction: the amount filed is shown with its reason until the next filing.",
    ),
    Method(
        "M-BAND",
        "Universe",
        "Filers listed on Nasdaq, NYSE or Cboe, ranked by the public float on the cover of their 10-K; the band is a "
        "setting, ranks 1,001 to 3,000 by default. Financials (codes 6000 to 6999) are left out, but not real estate "
        "(6500 to 6599 and 6798, a switch), owners of patents and royalties, nor platforms and miners (6099, 6163, "
        "6199) unless they take deposits or hold loans above a third of assets. Blank cheques, funds, trusts, filers "
        "without a code or with only preferred shares listed take no rank; each is counted by reason.",
        "SEC EDGAR: dei:EntityPublicFloat, company_tickers_exchange, Financial Statement Data Sets.",
        "Like the Russell 2000, not the Russell 2000. A float is dated at the end of the second fiscal quarter and "
        "is half a year old or more; one over 50 times total assets, under a hundredth of assets or equity (a "
        "thousandth for lenders and real estate), or a hundred times off the one before takes no rank.",
    ),
    Method(
        "M-TTM",
        "Trailing twelve months",
        "Last fiscal year less its same quarters plus this year's quarters, where each is filed under tags of one "
        "meaning; else the last fiscal year, and the row says so. Quarters follow each other by the filer's own "
        "calendar, 12 to 16 weeks long. A year whose filed quarters leave one out of proportion to them (twice the "
        "largest from their mean, the year's impairment added) is not moved on: they were restated. EBIT, interest and "
        "net income end on one day. An impairment that no quarter tags lies where it makes EBIT a quarter more even.",
        "SEC EDGAR frames.",
        "The fourth quarter of an income statement is never filed; cash flow is filed year to date and is taken by "
        "the fiscal year. Figures are as filed to date: the last filing that states a period counts.",
    ),
    Method(
        "M-NEG",
        "Loss-making",
        "Reported net income of the trailing twelve months below 0, by count of the issuers that tag it. A net income "
        "that a proxy statement put in the place of the 10-K's is rebuilt from profit or loss less minorities, else "
        "from pre-tax income less tax, else kept and marked.",
        "SEC EDGAR.",
        "A loss-maker is not a zombie: many owe nothing. One-off items count.",
    ),
    Method(
        "M-ICR",
        "Interest coverage",
        "EBIT over the interest cost of the same twelve months. EBIT is operating income, else pre-tax income plus "
        "interest less interest and investment income; impairments of goodwill and assets are added back, and the "
        "figure before that stands beside it. Interest cost is what was expensed and what was capitalised. Of "
        "InterestExpense, InterestExpenseNonoperating, InterestAndDebtExpense, InterestExpenseDebt and "
        "InterestExpenseOperating the first present counts, or the largest of its filing, and the other is named; "
        "else interest paid; never two added.",
        "SEC EDGAR.",
        "Issuers that pay no interest have no coverage and are not in the median.",
    ),
    Method(
        "M-REFI",
        "Repricing",
        "ΔI = M_f·(y + s − c) + D_v·(1 − h)·Δr + M_v·Δm. M_f and M_v are fixed and floating debt due in the window, c "
        "interest over average debt, s the spread of the rating that coverage implies plus the reader's shift, y the "
        "Treasury yield of the new issue's tenor (10 years down to BBB, 7 for BB, 5 below) moved linearly between the "
        "two set yields, Δr the short rate's move from its mean over the "
        "twelve months of the interest filed, h the hedged share, Δm the shift. P is EBIT and interest income; "
        "NI = P − I − τ·max(0, P − min(I, L)). Wiped out: NI above 0 before and not after.",
        "Damodaran (NYU Stern) for ratings and spreads; 26 U.S.C. 163(j) for L.",
        "Run-rate: a full year at the new rates, nothing repaid, no growth. Where no floating share is tagged the "
        "control's is used, with the results at 0 and at 100 % beside it; convertible debt is fixed. Spreads stay "
        "where they are unless re-rating is on, which rates each issuer once more by its new coverage.",
    ),
    Method(
        "M-BE",
        "Break-even ten-year",
        "y* = [I* − I0 + M_f·(c − s) + D_v·(1 − h)·y0 − M_v·Δm] / (M_f + D_v·(1 − h)), with I* the interest at which "
        "net income is 0: P = EBIT + interest income, or (1 − τ)·P + τ·L where the limit on deductions binds. The "
        "whole curve moves in parallel from the reader's two yields (I0 and y0 are those there), at the run-rate; a "
        "re-rated issuer reaches I* at the lowest interest that its new spread brings there. Whether a profit is kept "
        "is the sign of net income at the reader's yields.",
        "Own algebra on the repricing above.",
        "Already loss-making, not exposed to any yield, already past at the reader's yields and above 15 % are "
        "classes of their own. Above 15 % no number is printed, and an issuer that no yield touches counts "
        "as above in the median.",
    ),
    Method(
        "M-163J",
        "Limit on deductible interest",
        "L = 0.30·ATI + interest income. ATI is EBIT plus depreciation and amortisation for tax years from 2025 on "
        "(EBIT alone for 2022 to 2024, and here where no depreciation is tagged). No limit below average receipts of "
        "USD 32 m (2026), nor for regulated utilities, nor for real estate, which elects out.",
        "26 U.S.C. 163(j); P.L. 119-21.",
        "Carried-forward interest, elections of other filers and partnerships are not seen in filings. An issuer whose "
        "last year shows income and no tax is taken to pay none.",
    ),
    Method(
        "M-BB",
        "Paths of the yields",
        "10,000 paths of month ends from whole rows of daily changes of the three-month and the ten-year, resampled "
        "in blocks of random length (stationary bootstrap). A break-even met at any month end counts from then on.",
        "Politis and Romano 1994; mean block length by Politis and White 2004, corrected by Patton et al. 2009.",
        "The past is resampled, with its drift; no view, no premium, no mean reversion. The seed is stated.",
    ),
)
