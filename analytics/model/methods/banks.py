"""The glossary's entries on banks and lending."""

from __future__ import annotations

from analytics.model.methods.entry import Method

BANKS = (
    Method(
        "M-JMPS",
        "Mark to market",
        "Loss on securities = cost less fair value as filed, less fair value times the change of price of each bucket "
        "of maturity (three months, a year, three, five, fifteen and more) between the curve of the report date and "
        "the published one or the reader's: each bucket is a par bond of 0.125, 0.625, 2, 4, 10 or 20 years at the "
        "report date's yield. Home loans and pass-throughs over five years are pools of level payments over 10 and 25 "
        "years that are prepaid by their incentive: CPR = 0.2406 − 0.1389 arctan(5.952 (1.089 − C/M)) a year, M the "
        "curve's ten-year plus the stated spread, C the coupon that the filed fair value over cost implies, else "
        "(and for loans) the mean mortgage rate of the five years before; 0.5 points go to servicing. Other mortgage "
        "securities 1.5 and 6 years. Loans likewise, from the report date on. Where no fair value is filed the "
        "securities are taken to carry the mean curve of the five years before; where no maturities are filed, those "
        "of the two quarters before serve, else a stated profile.",
        "After Jiang, Matvos, Piskorski and Seru (2024), Journal of Financial Economics 159; prepayment: Richard and "
        "Roll (1989), Journal of Portfolio Management 15:73, its refinancing part; FDIC BankFind; H.15. The "
        "paper multiplies mortgages by a ratio of two funds' price changes, which no scenario has; its tables 1 and 2 "
        "rest on Call Reports of 2022 and cannot be rebuilt here. Its case of Silicon Valley Bank is reproduced.",
        "No hedges, no value of deposits, no credit risk. Prepayment leaves out seasoning, the season of the year and "
        "burnout, and is never below 4.4 %; one coupon stands for all of a bank's pools. Other securities bought when "
        "yields were lower are somewhat longer than a par bond. What loans lost before the report date is in no "
        "filing. The paper's treatment of mortgages would lose about twice as much.",
    ),
    Method(
        "M-UL",
        "Burden of unrealised losses",
        "Losses not yet in capital over capital: over tangible common equity (equity less preferred stock and "
        "intangibles, servicing rights kept) the loss on securities held to maturity and what those for sale have lost "
        "since the report date; over common equity tier 1 the whole loss, as nearly all banks keep other comprehensive "
        "income out of it. After tax, 79 % of it.",
        "FDIC BankFind; own calculation. No loss is counted twice.",
        "Which banks opted out is not in BankFind: the charters of category I and II groups, a published table of ten "
        "and what stands under the same holding companies, have losses on securities for sale in capital; all "
        "others are taken to have opted out, which is not known of each. Capital that is not positive makes a loss "
        "the worst case: beyond every threshold, listed first. Where held to maturity and for sale are not told "
        "apart the burden is not known.",
    ),
    Method(
        "M-COVER",
        "Coverage of insured deposits",
        "(assets − loss − share × uninsured deposits − insured deposits) / insured deposits, before tax; below zero "
        "the insured are not covered.",
        "Jiang, Matvos, Piskorski and Seru (2024). Silicon Valley Bank: assets 218, loss 34, uninsured 169 (USD bn), "
        "coverage 5.6 %.",
        "Assets are sold at their marked value; a fire sale would leave less, the deposit insurer's claims are first.",
    ),
    Method(
        "M-UNI",
        "Uninsured deposits",
        "Estimated uninsured deposits over deposits in domestic offices.",
        "FDIC BankFind (DEPUNINS, DEPDOM).",
        "Collateralised municipal and intercompany deposits are in it. Banks that file more uninsured deposits than "
        "deposits are named and left out.",
    ),
    Method(
        "M-CRE300",
        "Commercial real-estate concentration",
        "(construction + multifamily + nonfarm nonresidential not owner-occupied + loans for commercial real estate "
        "not secured by it) over tier 1 capital plus allowance (over total risk-based capital before 31 March 2020); "
        "the supervisory test is 300 % and growth of 50 % in 36 months, both.",
        "SR 07-1 and 71 FR 74580 (2006); SR 20-8 for the denominator; FDIC BankFind.",
        "300 % alone is not the criterion. Growth is the same charter's, mergers included.",
    ),
    Method(
        "M-CRE100",
        "Construction concentration",
        "Construction and land loans over tier 1 capital plus allowance (over total risk-based capital before 31 March "
        "2020); supervisors look closer from 100 % on.",
        "SR 07-1 and 71 FR 74580 (2006); FDIC BankFind.",
        "Drawn balances only; commitments come on top.",
    ),
    Method(
        "M-CREL",
        "Loss on commercial real estate",
        "Default rate × loss given default × the loans of the concentration test.",
        "Jiang, Matvos, Piskorski and Seru (NBER 31970): USD 2.7 tn, 10 % in default, USD 80 bn lost, so 29.6 % given "
        "default.",
        "A reader's assumption spread evenly over banks; before allowance and tax.",
    ),
    Method(
        "M-TEX",
        "Texas ratio",
        "(nonaccrual assets + assets 90 days past due + other real estate owned) over (tangible common equity + "
        "allowance).",
        "Cassidy, RBC Capital Markets; FDIC BankFind.",
        "Loans that the government guarantees are in it.",
    ),
    Method(
        "M-DB",
        "Deposit beta",
        "Cumulative, by cycle: change of the cost of domestic deposits (four times a quarter's interest over mean "
        "deposits) over the change of the mean funds rate, from the lowest rate to the peak, and from the peak on. By "
        "regression: sum of the slopes of the change of cost on the change of the funds rate and its three lags, 40 "
        "quarters at least.",
        "Drechsler, Savov and Schnabl (2021), Journal of Finance 76:1091; FDIC BankFind; H.15.",
        "All banks together; a bank that fails within a year takes its interest of that year with it.",
    ),
    Method(
        "M-GROW",
        "Growth of deposits and loans",
        "Balance on the quarter's last day over that of four quarters earlier, minus one. Of groups, the same charters "
        "on both days.",
        "FDIC BankFind.",
        "A bank that bought another has grown by it, unless both are in the group.",
    ),
    Method(
        "M-H8",
        "Growth of bank balances",
        "Weekly: over the same Wednesday 52 weeks earlier. Business loans: the month over that of three months "
        "earlier, to the fourth power, minus one.",
        "Federal Reserve, H.8, seasonally adjusted, through FRED.",
        "Small banks are all domestic ones outside the 25 largest; revised, and not adjusted for mergers.",
    ),
    Method(
        "M-H41",
        "Federal Reserve facilities",
        "Outstanding on Wednesday; 0 is nothing outstanding, not a missing value.",
        "Federal Reserve, H.4.1, through FRED.",
        "The term funding programme made its last loans in March 2024.",
    ),
    Method(
        "M-SLOOS",
        "Lending standards",
        "Net per cent = banks that tightened, considerably or somewhat, less those that eased, over respondents.",
        "Federal Reserve, Senior Loan Officer Opinion Survey, through FRED.",
        "Answers count alike whatever a bank's size. Dated by the quarter's first day, published a month later.",
    ),
    Method(
        "M-DELINQ",
        "Delinquency and charge-off rates",
        "Loans 30 days past due or not accruing over loans; charge-offs less recoveries over loans, at an annual rate; "
        "seasonally adjusted.",
        "Federal Reserve, through FRED.",
        "Dated by the quarter's first day, published two months after its last.",
    ),
    Method(
        "M-FREEZE",
        "Credit freeze",
        "Two marks, both needed: more than 40 net per cent of banks tighten standards for small firms, and business "
        "loans shrink over three months.",
        "Own threshold; net shares beyond it came with 1990, 2001, 2008, 2020 and 2023.",
        "A reading, not a forecast; in 2023 the first mark was met without a freeze.",
    ),
    Method(
        "M-CREDUE",
        "Published maturities of commercial real estate",
        "The lowest and highest of the totals that are published for a year, none of them added up.",
        "Mortgage Bankers Association, S&P Global, MSCI and CRED iQ, as carried in data/published/cre_maturities.csv.",
        "Each counts other lenders and was published on another day; loans that were extended move to a later year.",
    ),
    Method(
        "M-NBFI",
        "Loans to non-banks",
        "Loans to financial firms that take no deposits, in domestic offices; over all loans, and over those of the "
        "same banks four quarters earlier, minus one.",
        "FDIC BankFind (LNNDEPD, LNLSGR).",
        "Reclassified loans count as growth; commitments not drawn are not in it.",
    ),
    Method(
        "M-FHLB",
        "Advances of Federal Home Loan Banks",
        "Advances outstanding; over assets; the part due or repriced within a year.",
        "FDIC BankFind (OTHBFHLB, OTBFH1L).",
        "What could still be drawn is not in BankFind.",
    ),
    Method(
        "M-LIQ",
        "Liquidity against uninsured deposits",
        "(cash and balances due + fair value of securities − securities pledged, not below 0) / uninsured deposits; "
        "pledges over securities and over loans.",
        "FDIC BankFind (CHBAL, SCHF, SCAF, SCPLEDGE, LNPLEDGE, DEPUNINS).",
        "On the report date; a bank that files more uninsured deposits than deposits is left out. Lines at the Federal "
        "Reserve and the Home Loan Banks come on top.",
    ),
    Method(
        "M-PROV",
        "Provisions against charge-offs",
        "Provisions for credit losses and net charge-offs since 1 January, and one over the other; above 100 % the "
        "allowance grows.",
        "FDIC BankFind (ELNATR, NTLNLS).",
        "No ratio where more was recovered than charged off.",
    ),
    Method(
        "M-CHANNEL",
        "From yields to lending room",
        "Change of capital = −(loss not in equity at the reader's yields − at today's), after the reader's tax. Change "
        "of earnings = 0.79 × change of the three-month × (cash + assets that reprice within a year × the part of it "
        "they earn the new yield − deposit beta × domestic deposits − half of the advances due within it). Lending "
        "room = (capital + earnings) / (tangible common equity at today's yields / assets), by size of bank.",
        "Own calculation; FDIC BankFind; H.15. Beside it the Debt wall's total due in the window.",
        "An association: that capital which is gone shrinks lending in proportion, and that small caps borrow from "
        "these banks, is assumed, not measured.",
    ),
    Method(
        "M-PEER",
        "Rank among peers",
        "Peers are the banks of its asset class (under 1, 1 to 10, 10 to 100, 100 USD bn and more) on the report date, "
        "those of its own state where ten or more. Rank 1 is the highest; percentile is the share at or below it, "
        "itself included; capital that is gone ranks highest.",
        "FDIC BankFind; own calculation.",
        "A listed bank is compared with holding companies, a charter with charters.",
    ),
    Method(
        "M-COUNT",
        "Count and sum",
        "All charters that filed for the quarter.",
        "FDIC BankFind.",
        "Insured institutions only; charters, not holding companies.",
    ),
)
