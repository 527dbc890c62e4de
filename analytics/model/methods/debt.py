"""The glossary's entries on issuers, their debt and its repricing."""

from __future__ import annotations

from analytics.model.methods.entry import Method

DEBT = (
    Method(
        "M-LADDER",
        "Maturities",
        "A filed ladder's fiscal-year buckets, spread evenly over their twelve months and added by calendar quarter; "
        "all of an issuer's from one filing, counted in a 10-Q from the year in progress. Without a ladder, current "
        "debt over the twelve months after the balance sheet (derived), the rest by the quarters of the sector's filed "
        "ladders (assumed). The three are kept apart; the range leaves out, or puts in whole, what no one tagged.",
        "SEC EDGAR, the tags LongTermDebtMaturitiesRepaymentsOfPrincipal….",
        "A quarter is never filed: it has a range from nothing to the whole bucket. Debt of financials, operating "
        "leases and undrawn lines are not in it. About three borrowers in five tag a ladder.",
    ),
    Method(
        "M-DEBT",
        "Debt of an issuer",
        "Long-term debt less its current part, plus current debt; where that is not tagged, long-term debt with its "
        "current part; else a total. Amounts that are the same money under two tags are counted once. The floating "
        "share is what the filer tags as floating over floating and fixed.",
        "SEC EDGAR, newest balance sheet.",
        "Carrying amounts, not principal. An issuer that tags no debt is not an issuer without debt.",
    ),
    Method(
        "M-BAND",
        "Universe",
        "Filers listed on Nasdaq, NYSE or Cboe, ranked by the public float on the cover of their 10-K; the band is a "
        "setting, ranks 1,001 to 3,000 by default. Industry codes 6000 to 6999 (financials) and filers without a code "
        "(funds, business development companies) are left out.",
        "SEC EDGAR: dei:EntityPublicFloat, company_tickers_exchange, Financial Statement Data Sets.",
        "Like the Russell 2000, not the Russell 2000. A float is dated at the end of the second fiscal quarter and is "
        "half a year old or more; one over 50 times total assets, or under a thousandth of them, takes no rank.",
    ),
    Method(
        "M-TTM",
        "Trailing twelve months",
        "Last fiscal year less its same quarters plus this year's quarters, where each is filed under tags of one "
        "meaning; else the last fiscal year, and the row says so.",
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
        "EBIT over interest expense of the same twelve months. EBIT is operating income, else pre-tax income plus "
        "interest. Interest is the first present of InterestExpense, InterestExpenseNonoperating, "
        "InterestAndDebtExpense, InterestExpenseDebt, InterestExpenseOperating, else interest paid; never two added.",
        "SEC EDGAR.",
        "Issuers that pay no interest have no coverage and are not in the median.",
    ),
    Method(
        "M-REFI",
        "Repricing",
        "ΔI = M_f·(y + s − c) + D_v·(1 − h)·Δr + M_v·Δm. M_f and M_v are fixed and floating debt due in the window, c "
        "interest over average debt, s the spread of the rating that coverage implies plus the reader's shift, y the "
        "Treasury yield of the new issue's tenor (10 years down to BBB, 7 for BB, 5 below) moved linearly between the "
        "two set yields, Δr the short rate's move, h the hedged share, Δm the shift. "
        "NI = EBIT − I − τ·max(0, EBIT − min(I, L)). Wiped out: NI above 0 before and not after.",
        "Damodaran (NYU Stern) for ratings and spreads; 26 U.S.C. 163(j) for L.",
        "Run-rate: a full year at the new rates, nothing repaid, no growth. Where no floating share is tagged the "
        "control's is used. Spreads stay where they are unless re-rating is on, which rates each issuer once more by "
        "its new coverage.",
    ),
    Method(
        "M-BE",
        "Break-even ten-year",
        "y* = [I* − I0 + M_f·(c − s) + D_v·(1 − h)·y0 − M_v·Δm] / (M_f + D_v·(1 − h)), with I* the interest at which "
        "net income is 0: EBIT, or (1 − τ)·EBIT + τ·L where the limit on deductions binds. The whole curve moves in "
        "parallel from the as-of date, at the run-rate.",
        "Own algebra on the repricing above.",
        "Already loss-making, not exposed to any yield, already past at the reader's yields and above 15 % are "
        "classes of their own. Compare it with the slider, never coverage before refinancing with a threshold.",
    ),
    Method(
        "M-163J",
        "Limit on deductible interest",
        "L = 0.30·ATI + interest income. ATI is EBIT plus depreciation and amortisation for tax years from 2025 on "
        "(EBIT alone for 2022 to 2024, and here where no depreciation is tagged). No limit below average receipts of "
        "USD 32 m (2026), nor for regulated utilities.",
        "26 U.S.C. 163(j); P.L. 119-21.",
        "Carried-forward interest, real-property elections and partnerships are not seen in filings. An issuer whose "
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
