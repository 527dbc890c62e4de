"""Claims on firms: losses, zombies, runway, leverage, and what falls due."""

from __future__ import annotations

from datetime import date

from analytics.claims.claim import Claim, Part

DAY = date(2025, 10, 14)
EARNINGS, SEC = "Earnings and zombies", "SEC filings"
ZOMBIE = "Zombies, "

FIRMS = (
    Claim(
        "C06",
        "Nearly 40 % of the firms of the Russell 2000 have negative earnings.",
        EARNINGS,
        DAY,
        (
            Part("Loss over twelve months, financials left out", "issuers.unprofitable_share", 40.0, "%"),
            Part("The same with financials", "debt_wall.unprofitable_share", 40.0, "%", decides=False),
        ),
        brief="40 % lose money",
        rule="The share of small caps with a net loss over twelve months lies within 3 points of 40 %.",
        reference="36 to 43 % by source and date; 806 firms in October 2025, 41 %",
        citation="Apollo, Goldman Sachs, Yardeni, FS Investments, Lazard, 2023 to 2025",
        caveat="Past twelve months or the next, net income or earnings a share, by count or weight: Issuers shows "
        "every one.",
        counter="Without biotech about 34 %.",
        page="issuers",
        chart="specification",
        as_filed=True,
    ),
    Claim(
        "C07",
        "Those loss-makers are zombies, alive to pay interest.",
        EARNINGS,
        DAY,
        (
            Part("Coverage below 1", "issuers.icr_below_one_share", 37.0, "%", "at least", tolerance=0.0,
                 decides=False),
            Part(f"{ZOMBIE}Federal Reserve 2021", "issuers.zombie_fed_share", 37.0, "%", "at least", tolerance=0.0),
            Part(f"{ZOMBIE}OECD", "issuers.zombie_oecd_share", 37.0, "%", "at least", tolerance=0.0),
            Part(f"{ZOMBIE}BIS, broad", "issuers.zombie_bis_broad_share", 37.0, "%", "at least", tolerance=0.0),
            Part(f"{ZOMBIE}BIS, narrow", "issuers.zombie_bis_narrow_share", 37.0, "%", "at least", tolerance=0.0),
        ),
        brief="Loss-makers are zombies",
        rule="By every published definition as many small caps are zombies as lose money: 37 % or more.",
        reference="7.8 % of the weight of MSCI World Small Cap, September 2025; about 15 % of US firms by count, 2020",
        citation="Robeco, October 2025; Congressional Research Service IF11673",
        caveat="Many loss-makers are biotechs without debt, which have no interest to earn.",
        counter="One article, without a source, has 41 to 46 % of members not covering their interest.",
        page="issuers",
        chart="zombies",
        as_filed=True,
    ),
    Claim(
        "C10",
        "Partnerships such as those of Ginkgo (DNA) are grabs for cash to stay out of bankruptcy.",
        EARNINGS,
        DAY,
        (
            Part("Runway of DNA, quarters", "issuers.watchlist_dna_runway", 4.0, "quarters", "at most", tolerance=0.0),
            Part("Share count of DNA over a year", "issuers.watchlist_dna_shares_growth", 5.0, "%", "at least",
                 tolerance=0.0),
        ),
        brief="Ginkgo grabs cash",
        rule="The cash lasts for a year at most; new shares of 5 % or more in a year are the sign of raising cash.",
        combine="definitions",
        reference="USD 462 m of cash and securities, USD 123 m burnt in nine months: about 2.8 years",
        citation="Ginkgo Bioworks, 10-Q of the third quarter of 2025",
        caveat="Intent is not measurable.",
        counter="A programme to sell USD 100 m of shares was opened in September 2025.",
        page="issuers",
        chart="runway",
        as_filed=True,
    ),
    Claim(
        "C20",
        "Debt to equity is 1.45 at IWM, 2.10 at KRE, 3.85 at UPST and 0.95 at CLSK.",
        EARNINGS,
        DAY,
        (
            Part("UPST", "issuers.watchlist_upst_debt_to_equity", 3.85, "x", tolerance=0.2),
            Part("CLSK", "issuers.watchlist_clsk_debt_to_equity", 0.95, "x", tolerance=0.1),
            Part("UPST, all liabilities", "issuers.watchlist_upst_liabilities_to_equity", 3.85, "x", tolerance=0.2,
                 decides=False),
            Part("CLSK, all liabilities", "issuers.watchlist_clsk_liabilities_to_equity", 0.95, "x", tolerance=0.1,
                 decides=False),
            Part("IWM, over its holdings", "issuers.watchlist_iwm_debt_to_equity", 1.45, "x", decides=False),
            Part("KRE, over its holdings", "issuers.watchlist_kre_debt_to_equity", 2.10, "x", decides=False),
        ),
        brief="Debt to equity",
        rule="Debt over equity of UPST within 0.2 and of CLSK within 0.1 of the stated ratio. A fund has no debt of "
        "its own.",
        reference="UPST 1.97 to 2.21; CLSK 0.38",
        citation="10-Q of both, 2025",
        caveat="The debt of a bank leaves out deposits, so 2.10 for a bank fund has no agreed meaning.",
        counter="CLSK passed 0.95 after its convertible notes of November 2025.",
        page="issuers",
        chart="watchlist",
        as_filed=True,
    ),
    Claim(
        "C23",
        "More than USD 300 bn of small-cap debt resets in the first quarter of 2026.",
        "Debt",
        DAY,
        (
            Part("Due in that quarter, at most", "debt_wall.due_q1_2026_high", 300.0, "USD bn", "at least",
                 tolerance=0.0),
            Part("Due in that quarter, estimated", "debt_wall.due_q1_2026", 300.0, "USD bn", "at least",
                 tolerance=0.0, decides=False),
            Part("All debt of small caps", "debt_wall.total_debt", 300.0, "USD bn", "at least", tolerance=0.0,
                 decides=False),
        ),
        brief="USD 300 bn in Q1 2026",
        rule="The upper bound of what falls due in the quarter, with every amount due within a year in it, is USD "
        "300 bn or more.",
        reference="About USD 30 bn a quarter of USD 832 bn in all",
        citation="Bloomberg, May 2024",
        caveat="If reset means coupons that follow the short rate, USD 374 to 424 bn re-fixes every one to three "
        "months, and that rate was falling.",
        counter="One opinion piece has USD 368 bn due in the whole of 2026.",
        page="debt_wall",
        chart="wall",
        as_filed=True,
    ),
)  # fmt: skip
