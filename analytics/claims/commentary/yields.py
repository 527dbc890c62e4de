"""Claims on yields, prices of consumers and the Federal Reserve."""

from __future__ import annotations

from datetime import date

from analytics.claims.claim import Claim, Part

FED = "Federal Reserve, FOMC calendar and statements"
FED_PAGE = "Yields and the Fed"

YIELDS = (
    Claim(
        "C03",
        "A hotter print of consumer prices caused the fall and ended hope of a cut in November.",
        FED_PAGE,
        date(2025, 10, 14),
        (
            Part("CPI release nearest to the day", "credit.calendar_cpi_nearest", date(2025, 10, 14), "date"),
            Part("FOMC decision nearest to the middle of November", "credit.calendar_fomc_nearest",
                 date(2025, 11, 15), "date", tolerance=15.0, as_of=date(2025, 11, 15)),
            Part("Target range at the next decision", "credit.calendar_fomc_change", 0.0, "bp", "at least",
                 as_of=date(2025, 10, 29)),
        ),
        brief="Hot CPI, no November cut",
        rule="A release within a day of 14 October, a meeting in November, and no cut at the next one.",
        reference="The September print, due 15 Oct, came on 24 Oct at 3.0 % against 3.1 % expected; no meeting in "
        "November; cuts on 29 Oct and 10 Dec 2025",
        citation="Bureau of Labor Statistics; Federal Reserve",
        caveat="What was expected of a print is not public data and decides nothing here.",
        counter="None: there was no print, no meeting in November, and the range was cut.",
        page="credit",
        chart="calendar",
    ),
    Claim(
        "C04",
        "The Federal Reserve held rates in September 2025.",
        FED_PAGE,
        date(2025, 9, 17),
        (Part("Change of the target range", "credit.calendar_fomc_change", 0.0, "bp", tolerance=0.0),),
        brief="Fed held in September",
        rule="The upper limit of the target range did not change across the meeting.",
        reference="Cut by 25 bp to 4.00–4.25 %, 11 votes to 1",
        citation=FED,
        caveat="The same text speaks of a tightening cycle; the limit had fallen from 5.50 % a year earlier.",
        counter="None.",
        page="credit",
        chart="calendar",
    ),
    Claim(
        "C05",
        "The ten-year Treasury yield spiked to 4.82 %.",
        FED_PAGE,
        date(2025, 10, 15),
        (
            Part("Ten-year yield", "quotes.level_dgs10", 4.82, "%"),
            Part("Last day at or over 4.82 %", "quotes.ten_year_482_last", date(2025, 10, 15), "date", decides=False),
        ),
        brief="Ten-year at 4.82 %",
        rule="The published yield of the day lies within 3 basis points of the stated one.",
        reference="4.05 %; 3.97 to 4.79 % over 2025",
        citation="Federal Reserve, H.15",
        caveat="A published yield is fitted to the close; quotes within a day differ by a few basis points, never by "
        "77.",
        counter="It had stood at 4.88 % on 31 October 2023.",
        page="debt_wall",
        chart="by_yield",
    ),
    Claim(
        "C24",
        "If the ten-year stays above 4.5 %, refinancing wipes out the earnings of small caps.",
        "Debt",
        None,
        (
            Part("Days this year with the ten-year at or over 4.50 %", "quotes.ten_year_450_days", 1.0, "count",
                 "at least", decides=False),
            Part("Days at or over 4.50 % in the first quarter of 2026", "quotes.ten_year_450_days", 1.0, "count",
                 "at least", as_of=date(2026, 3, 31)),
            Part("IWM since the first such day of the year", "quotes.small_450_since", 0.0, "%", "at most",
                 tolerance=0.0),
            Part("Profitable small caps that make a loss at 4.50 %", "debt_wall.wiped_out_at_450", 50.0, "%",
                 "at least"),
        ),
        brief="4.5 % wipes out profits",
        rule="The condition held in the first quarter of 2026, small caps fell while it held, and at 4.50 % at least "
        "half of the profitable ones would make a loss.",
        reference="3.97 to 4.44 % in the first quarter of 2026; at or over 4.50 % from 15 May 2026, while IWM rose",
        citation="Federal Reserve, H.15; exchange closes",
        caveat="Small caps pay the short rate and a spread, so the ten-year is a weak proxy. The effect comes with a "
        "lag: the row stays open.",
        counter="The condition has held since, for months.",
        page="debt_wall",
        chart="by_yield",
        as_filed=True,
        opened=date(2025, 10, 15),
    ),
    Claim(
        "C25",
        "The minutes of the Federal Reserve on 15 January 2026 may bring a facility for mid-sized lenders.",
        FED_PAGE,
        date(2026, 1, 15),
        (
            Part("Minutes nearest to the day", "credit.calendar_minutes_nearest", date(2026, 1, 15), "date"),
            Part("Discount window, primary credit", "credit.facilities_discount_window", 20.0, "USD bn", "at least",
                 decides=False),
        ),
        brief="Minutes on 15 January",
        rule="Minutes were released within a day of the stated one.",
        reference="Minutes came on 30 Dec 2025 and 18 Feb 2026; no such facility was announced",
        citation="Federal Reserve, FOMC calendar and minutes",
        caveat="14 January 2026 was a day of the Beige Book: a likely mix-up.",
        counter="None.",
        page="credit",
        chart="facilities",
        opened=date(2025, 10, 15),
        closed=date(2026, 1, 15),
    ),
)  # fmt: skip
