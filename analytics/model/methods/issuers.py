"""The glossary's entries on zombies and on what is counted beside them."""

from __future__ import annotations

from analytics.model.methods.entry import Method

_SURVIVORS = "Firms listed at present only: those delisted since are missing from past years."

ISSUERS = (
    Method(
        "M-ZOECD",
        "Zombie by the OECD",
        "Age of 10 years or more and interest coverage strictly below 1 in each of three fiscal years in a row. "
        "Coverage is EBIT over interest cost; no interest and no debt is no zombie; interest of nothing with debt is "
        "replaced by interest paid. Age counts from the first year with XBRL facts: a filer with facts of 2015 or "
        "before is at least ten years old ten years later, any other is not classifiable. Financials (codes 6000 to "
        "6999) are not classifiable.",
        "Adalet McGowan, Andrews and Millot (2017), OECD Working Paper 1372; SEC EDGAR.",
        "The share is of the firms that can be classified; bounds count the others as none and as all. An issuer that "
        "tags neither interest nor debt is not taken to have none; one that states interest of nothing and tags no "
        f"debt is. {_SURVIVORS}",
    ),
    Method(
        "M-ZBISB",
        "Zombie by the BIS, broad",
        "As the OECD's rule, of listed firms. As every filer here is listed, the two are equal.",
        "Banerjee and Hofmann (2018), BIS Quarterly Review, September.",
        f"Their 14 countries had 2 % in the late 1980s and 12 % in 2016. {_SURVIVORS}",
    ),
    Method(
        "M-ZBISN",
        "Zombie by the BIS, narrow",
        "Broad, and Tobin's q below the median of the firm's sector. q = (market value + total liabilities) / total "
        "assets, the market value being the public float on the cover of the 10-K.",
        "Banerjee and Hofmann (2018), BIS Quarterly Review, September; SEC EDGAR.",
        "The public float leaves out shares of insiders, is of the end of the second fiscal quarter, and understates "
        "q. In past years it is known of filers whose second quarter ends in June.",
    ),
    Method(
        "M-ZBIS22",
        "Zombie by the BIS of 2022",
        "Coverage below 1 and Tobin's q below the sector's median, both for two years; it leaves after failing either "
        "for two years, and stays what it was in between.",
        "Banerjee and Hofmann (2022), Economic Policy 37:757; BIS Working Paper 882.",
        "Needs public floats of two years, which are asked for of filers whose second quarter ends in June; the others "
        "are not classifiable. Theirs: 4 % in the late 1980s, 15 % in 2017.",
    ),
    Method(
        "M-ZFED",
        "Zombie by the Federal Reserve",
        "Debt over assets above the sample's median, coverage below 1 in the last fiscal year, and sales, deflated, "
        "below those of three years before. Deflated by the deflator of output (GDPDEF), else by consumer prices "
        "(CPIAUCSL), means of calendar years.",
        "Favara, Minoiu and Perez-Orive (2021), FEDS Notes, 30 July; SEC EDGAR, FRED.",
        "The median is of the reader's universe, in each year its own. Past years count the six main lines of debt at "
        "the end of the calendar year, and so does the newest year of the series, that all may be compared; the share "
        "at present counts every line of the newest balance sheet and may differ from it. A firm that tags none of the "
        "six in a year is not classifiable in it, nor one whose debt the figures of that year or the one before "
        "contradict; one that states debt of nothing is covered though it tags no interest. Sales of 2016 to 2018 are "
        "asked for beside. Theirs: listed firms between 5 and 15 % from 2000 to "
        f"2020. {_SURVIVORS}",
    ),
    Method(
        "M-AGGICR",
        "Aggregate coverage",
        "Sum of EBIT over sum of interest cost of the operating firms that tag both and pay interest.",
        "Own calculation from SEC EDGAR; beside it the FEDS Note of 9 May 2024, Figure 1.",
        "The Note is of all public nonfinancial firms, by quarter; this is of the reader's band, by fiscal year.",
    ),
    Method(
        "M-DAR",
        "Debt at risk",
        "Debt of firms with coverage below 1 over the debt of all firms whose coverage is known.",
        "Darst and Zhang (2023), FEDS Notes, 16 May; SEC EDGAR.",
        "Carrying amounts; doubted debt is in neither sum.",
    ),
    Method(
        "M-SPEC",
        "Specification curve",
        "The share under every definition, weight (count, public float, debt) and universe (with and without biotech, "
        "property and financials), in order. A claim of nearly 40 % holds where the share is within three points of "
        "it.",
        "Simonsohn, Simmons and Nelson (2020), Nature Human Behaviour 4:1208, for the form.",
        "Specifications are not independent and no sample: the count says how far a claim depends on its definition.",
    ),
    Method(
        "M-RUN",
        "Cash runway",
        "(cash + short-term investments + marketable debt securities) / (-(cash flow from operations - capital "
        "spending) / 4), in quarters. Flows are of the last fiscal year, balances of the newest balance sheet. A "
        "firm whose cash flow covers its spending funds itself, which is a class and no number.",
        "SEC EDGAR; under four quarters is the year that auditors look ahead (ASC 205-40).",
        "Quarters after the fiscal year are filed year to date and reach no frame: burn may have changed since. "
        "Restricted cash can lie in the tag for cash; undrawn lines are not in it.",
    ),
    Method(
        "M-DIL",
        "Dilution",
        "ln(shares now / shares a year before), and the simple growth beside it, of common shares on the balance "
        "sheet. A change that is a usual split or reverse split within 2 % is taken out; one beyond fivefold or "
        "below three fifths is not compared. Stock sold is what the last fiscal year's cash flow states.",
        "Pontiff and Woodgate (2008), Journal of Finance 63:921; SEC EDGAR.",
        "Shares of several classes are counted where one figure is filed for them. Warrants and programmes to sell "
        "stock are not in it.",
    ),
    Method(
        "M-INV",
        "Inventories of retailers",
        "Days: inventories / cost of sales x days of its period. Growth of inventories over a year beside that of "
        "sales of the quarter, or fiscal year, that ended with them. A glut is growth of over five points more than "
        "sales. Retailers are codes 5200 to 5990 without eating places (5812).",
        "SEC EDGAR; Census Bureau through FRED (RETAILIRSA).",
        "Dearer goods raise inventories without more of them. The Census ratio is of all retailers, by month.",
    ),
    Method(
        "M-BRD",
        "Breadth",
        "Of a sample of the small caps ranked 1,001 to 3,000 by public float, drawn by a seed: the median of close "
        "over the last close of the year before - 1, without dividends; the share above zero; the share above the "
        "mean of its own last 200 adjusted closes. 95 % intervals: of the median by order statistics (of 2,000 names "
        "the 956th and the 1,045th), of the shares by Wilson's score.",
        "Yahoo Finance closes; order statistics after David and Nagaraja (2003), section 7.1; Wilson (1927).",
        "Names listed at present: those delisted since are in no figure, which flatters them all. The intervals take "
        "names as independent, though they move together, and are of the draw alone. A name without a close at the "
        "year's end or without 200 sessions is in neither sum of that measure, and is listed.",
    ),
    Method(
        "M-DTE",
        "Debt to equity",
        "Three definitions: debt over book equity, total liabilities over book equity, debt over the public float.",
        "SEC EDGAR, newest balance sheet; public float on the cover of the 10-K.",
        "Equity of nothing or less has no ratio. A fund has no debt of its own; deposits are liabilities, not debt.",
    ),
    Method(
        "M-WHL",
        "Warehouse lines",
        "A line is a set of members, one of which names a warehouse, a trust or a line; the axis of the range and of "
        "the reference rate aside. Amounts are those at the balance-sheet date; a set within another under the same "
        "tag is a subtotal and does not count. Share drawn: debt over limits, of lines with both. Spread: the median "
        "over lines of the highest that is tagged; against a year ago of lenders that tag it in both reports. Ending: "
        "limits with a final maturity within twelve months of their balance sheet.",
        "SEC EDGAR, extracted instances of the newest 10-Q or 10-K and of the one a year before, of eleven lenders: "
        "UPST, AFRM, SOFI, LC, OPRT, ENVA, DAVE, PGY, OPFI, UWMC, LDI.",
        "Many lines are told in words and not tagged; those of banks and of term trusts are other debt. A spread that "
        "is tagged as a maximum alone says nothing of the lowest. Lenders' balance sheets are of different days.",
    ),
)
