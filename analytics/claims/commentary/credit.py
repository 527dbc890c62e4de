"""Claims on banks and credit: late loans, lenders' funding, inventories, deposits, real estate."""

from __future__ import annotations

from datetime import date

from analytics.claims.claim import Claim, Part

DAY = date(2025, 10, 15)
CREDIT_SUBJECT = "Banks and credit"
HIGH = " (1 is a ten-year high)"

CREDIT = (
    Claim(
        "C11",
        "Defaults on consumer credit are at a ten-year high.",
        CREDIT_SUBJECT,
        DAY,
        (
            Part(f"All consumer loans late{HIGH}", "credit.consumer_delinquency_ten_year_high", 1.0, "count"),
            Part(f"Credit cards late{HIGH}", "credit.card_delinquency_ten_year_high", 1.0, "count"),
            Part(f"Credit cards written off{HIGH}", "credit.card_charge_offs_ten_year_high", 1.0, "count"),
            Part(f"All consumer loans written off{HIGH}", "credit.consumer_charge_offs_ten_year_high", 1.0, "count"),
        ),
        brief="Defaults at a high",
        rule="The newest quarter is the highest of ten years; every series must agree.",
        combine="definitions",
        reference="Card charge-offs 6.02 % in Q1 2025, 4.99 % in Q3; subprime auto loans 60 days late 6.65 %, a record",
        citation="Federal Reserve; Fitch, November 2025",
        caveat="Late is not defaulted. Quarterly series come two months late, so none is of October.",
        counter="Subprime auto loans were at a record.",
        page="credit",
        chart="delinquency",
    ),
    Claim(
        "C12",
        "Filings show that fintech lenders get no warehouse funding at a workable price.",
        CREDIT_SUBJECT,
        DAY,
        (
            Part("Median spread against a year ago", "issuers.warehouse_spread_change", 0.0, "bp", "above"),
            Part("Share of the lines drawn", "issuers.warehouse_drawn_share", 90.0, "%", "at least", tolerance=0.0),
        ),
        brief="No warehouse funding",
        rule="The median spread of the lines rose over a year, and they are drawn to 90 % or more.",
        reference="UPST: USD 575 m of lines, USD 97 m drawn at the end of 2025; spread 2.4 to 3.8 % before, "
        "1.8 to 3.4 % after",
        citation="Upstart 10-Q, 2025 and 2026",
        caveat="The lines of the lenders that tag them, not the sector.",
        counter="Tricolor and First Brands lost theirs in September 2025.",
        page="issuers",
        chart="warehouse_lenders",
        as_filed=True,
    ),
    Claim(
        "C16",
        "Gluts of inventory force retailers into fire sales.",
        CREDIT_SUBJECT,
        DAY,
        (
            Part("Retail inventories to sales", "credit.inventories_to_sales", 1.45, "x", "at least", tolerance=0.0),
            Part("Small-cap retailers whose inventories outgrew sales", "issuers.retail_glut_share", 50.0, "%",
                 "at least", tolerance=0.0, decides=False),
        ),
        brief="Inventory gluts",
        rule="Inventories over sales stand at 1.45 or more, the level of 2017 and 2018.",
        reference="1.33 in September 2024, 1.42 to 1.45 in 2017 and 2018",
        citation="Census Bureau, RETAILIRSA",
        caveat="Tariffs lift the cost of an inventory without more goods in it.",
        counter="Clothing chains did stock up before the tariffs, by about 6 %.",
        page="credit",
        chart="inventories",
    ),
    Claim(
        "C21",
        "Regional banks hoard deposits, and credit freezes.",
        CREDIT_SUBJECT,
        DAY,
        (
            Part("Loans of banks of USD 10 to 100 bn over a year", "regional_banks.middle_loans_growth", 0.0, "%",
                 "at most", tolerance=0.0),
            Part("Signs of a freeze, of three", "credit.lending_freeze_signs", 2.0, "count", "at least"),
            Part("Their deposits over a year", "regional_banks.middle_deposits_growth", 0.0, "%", "at least",
                 tolerance=0.0, decides=False),
        ),
        brief="Credit freezes",
        rule="Loans shrink over a year and two of the three signs of a freeze are met.",
        reference="Community banks in Q3 2025: deposits +5.1 %, loans +5.2 % over a year",
        citation="FDIC, Quarterly Banking Profile",
        caveat="Standards did tighten a little on balance.",
        counter="A day later three regional banks fell on loans gone bad by fraud.",
        page="regional_banks",
        chart="growth",
    ),
    Claim(
        "C22",
        "A wave of commercial real-estate loans falls due in early 2026 and frightens the banks.",
        CREDIT_SUBJECT,
        date(2026, 3, 31),
        (
            Part("Due in 2026, by the highest estimate", "regional_banks.cre_due_high", 500.0, "USD bn", "at least",
                 tolerance=0.0),
            Part("Due in 2026 over 2025, by one survey", "regional_banks.cre_due_growth", 0.0, "%", "at least",
                 tolerance=0.0),
        ),
        brief="Property loans due",
        rule="USD 500 bn or more fall due in the year, and more than the year before.",
        combine="definitions",
        reference="USD 875 bn in 2026, 9 % less than the USD 957 bn of 2025",
        citation="Mortgage Bankers Association, February 2026",
        caveat="No split by quarter is public; about half lies with banks.",
        counter="Large as it is, the wave is past its peak.",
        page="regional_banks",
        chart="cre_maturities",
    ),
)  # fmt: skip
