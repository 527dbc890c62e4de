"""The charts of Credit."""

from __future__ import annotations

from analytics.credit.indicators import FACILITIES, LENDING, LIQUIDITY, QUALITY, SPREADS, STANDARDS, Indicator
from analytics.model.chart import Chart

FIRST, LOANS, LATE, FED = "Standards and spreads", "Loans", "Late and written off", "Fed and calendar"


def _ids(indicators: tuple[Indicator, ...], kind: str = "") -> tuple[str, ...]:
    return tuple(one.id for one in indicators if not kind or one.kind == kind)


_LIQUIDITY = ("WALCL", "WDTGAL", "RRPONTSYD")
CHARTS = (
    Chart(
        "standards",
        FIRST,
        "Banks that tightened less those that eased, net %, by quarter: :blue[**small firms**], "
        ":gray[**larger firms**]; dotted: 40. Shaded: US recessions",
        ("M-SLOOS", "M-HIGH"),
        ("DRTSCIS", "DRTSCILM", "USREC"),
        needs=("standards_small",),
    ),
    Chart(
        "spread",
        FIRST,
        "Option-adjusted spread over Treasuries, bp, by day: **all high yield**, :yellow[**BBB**]. Shaded: "
        "US recessions",
        ("M-OAS", "M-HIGH"),
        ("BAMLH0A0HYM2", "BAMLC0A4CBBB", "USREC"),
        needs=("spread_hy",),
    ),
    Chart(
        "spread_ratings",
        FIRST,
        "Option-adjusted spread over Treasuries, bp, by day: :blue[**BB**], :gray[**B**], **CCC and lower**. Shaded: "
        "US recessions",
        ("M-OAS", "M-HIGH"),
        ("BAMLH0A1HYBB", "BAMLH0A2HYB", "BAMLH0A3HYC", "USREC"),
        table="spread",
        needs=("spread_ccc",),
    ),
    Chart(
        "spread_yield",
        FIRST,
        "Five-year Treasury plus the newest spread, %: **published**, :violet[**at the reader's yields**]",
        ("M-BORROW", "M-OAS", "M-PAR"),
        ("DGS5", *_ids(SPREADS)),
        needs=("spread_hy_yield",),
        live=True,
    ),
    Chart(
        "signs",
        FIRST,
        "Three signs, each with its measure and threshold",
        ("M-SIGNS", "M-SLOOS", "M-OAS", "M-H8"),
        ("DRTSCIS", "BAMLH0A0HYM2", "BUSLOANS"),
        wide=True,
        shape="table",
    ),
    Chart(
        "spread_now",
        FIRST,
        "Spread by rating, bp, its percentile since 1997 where that history was kept, and since when it was higher",
        ("M-OAS", "M-HIGH"),
        _ids(SPREADS),
        wide=True,
        shape="table",
    ),
    Chart(
        "lending",
        LOANS,
        "Over a year, %: **business loans**, by month; :gray[**all loans**] and :yellow[**loans to "
        "non-banks**], by week",
        ("M-LOANS",),
        ("BUSLOANS", "TOTLL", "LNFACBW027SBOG", "USREC"),
        needs=("lending_business",),
    ),
    Chart(
        "credit_growth",
        LOANS,
        "Bank loans over a year, %, by week: :blue[**auto loans**], **credit cards**, "
        ":gray[**commercial real estate**]. Open where new accounting moved the cards of 2010",
        ("M-LOANS",),
        ("CARACBW027SBOG", "CCLACBW027SBOG", "CREACBW027SBOG", "USREC"),
        table="lending",
        needs=("lending_card",),
    ),
    Chart(
        "demand",
        LOANS,
        "Banks that see stronger demand for business loans less those that see weaker, net %, by quarter: "
        ":blue[**small firms**], :gray[**larger firms**]",
        ("M-SLOOS",),
        ("DRSDCIS", "DRSDCILM", "USREC"),
        table="standards",
        needs=("standards_demand_large",),
    ),
    Chart(
        "inventories",
        LOANS,
        "Retail inventories over sales, months, seasonally adjusted, by month. Shaded: US recessions",
        ("M-INVENTORIES", "M-HIGH"),
        ("RETAILIRSA", "USREC"),
        needs=("inventories_to_sales",),
    ),
    Chart(
        "lending_now",
        LOANS,
        "Growth over a year, %, each at its own frequency",
        ("M-LOANS", "M-HIGH"),
        _ids(LENDING),
        wide=True,
        shape="table",
    ),
    Chart(
        "standards_now",
        LOANS,
        "Net % of banks, by quarter of the survey",
        ("M-SLOOS", "M-HIGH"),
        _ids(STANDARDS),
        wide=True,
        shape="table",
    ),
    Chart(
        "delinquency",
        LATE,
        "Loans 30 days late or not accruing, %, by quarter: **cards**, :yellow[**all consumer**], "
        ":blue[**auto and other**]. Shaded: US recessions",
        ("M-DELINQ", "M-HIGH"),
        (*_ids(QUALITY, "Delinquency"), "USREC"),
        table="quality",
        needs=("card_delinquency",),
    ),
    Chart(
        "charge_offs",
        LATE,
        "Written off less recovered, % of loans a year, by quarter: **cards**, :yellow[**all consumer**], "
        ":blue[**auto and other**]. Shaded: US recessions",
        ("M-DELINQ", "M-HIGH"),
        (*_ids(QUALITY, "Charge-offs"), "USREC"),
        table="quality",
        needs=("card_charge_offs",),
    ),
    Chart(
        "cre_quality",
        LATE,
        "Commercial real estate, farmland excluded, 30 days late or not accruing, %, by quarter. Shaded: US recessions",
        ("M-DELINQ", "M-HIGH"),
        ("DRCRELEXFACBS", "USREC"),
        table="quality",
        needs=("cre_delinquency",),
    ),
    Chart(
        "cre_charge_offs",
        LATE,
        "Commercial real estate, farmland excluded, written off less recovered, % a year, by quarter. Shaded: US "
        "recessions",
        ("M-DELINQ", "M-HIGH"),
        ("CORCREXFACBS", "USREC"),
        table="quality",
        needs=("cre_charge_offs",),
    ),
    Chart(
        "quality_now",
        LATE,
        "Delinquency and charge-offs of each kind of loan, %, by quarter",
        ("M-DELINQ", "M-HIGH"),
        _ids(QUALITY),
        wide=True,
        shape="table",
    ),
    Chart(
        "facilities",
        FED,
        "Owed to the Federal Reserve on Wednesday, USD bn: **discount window**, :yellow[**Term Funding Program**]",
        ("M-H41",),
        _ids(FACILITIES),
        needs=("facilities_discount_window",),
    ),
    Chart(
        "liquidity",
        FED,
        "Assets of the Federal Reserve less the Treasury's account and reverse repurchases, USD bn, by Wednesday",
        ("M-LIQUIDITY",),
        _LIQUIDITY,
        table="facilities",
        needs=(LIQUIDITY.name,),
    ),
    Chart(
        "cpi",
        FED,
        "Consumer prices over the same month a year before, %; a month never published leaves a gap",
        ("M-CALENDAR",),
        ("CPIAUCSL", "USREC"),
        needs=("calendar_cpi_year",),
    ),
    Chart(
        "facilities_now",
        FED,
        "USD bn, each at its own frequency",
        ("M-H41", "M-LIQUIDITY", "M-HIGH"),
        (*_ids(FACILITIES), *_LIQUIDITY),
        wide=True,
        shape="table",
    ),
    Chart(
        "calendar",
        FED,
        "Change of the ten-year and of the high-yield spread in bp, return of the funds in %, on the day; the newest "
        "first, then what is scheduled",
        ("M-CALENDAR", "M-CMT", "M-OAS"),
        ("DGS10", "BAMLH0A0HYM2", "IWM", "SPY", "CPIAUCSL"),
        wide=True,
        shape="table",
    ),
)
