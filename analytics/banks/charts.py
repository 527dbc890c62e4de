"""The charts of Regional banks."""

from __future__ import annotations

from analytics.model.chart import Chart

REPRICED = ("fdic.SCHF", "fdic.SCAF", "fdic.EQ", "DGS10", "DGS3MO")
ESTATE = ("fdic.LNRECONS", "fdic.LNREMULT", "fdic.LNRENROT", "fdic.RBCT1J")
_STATES = "As filed, **at published yields**, :violet[**slider**]"
_FUND = ("KRE", "SPY", "IWM")
_BANDED = (*_FUND, "USREC")
_LOSS = ("unrealised_loss_to_equity",)

CHARTS = (
    Chart(
        "distribution",
        "Losses",
        f"Banks by loss not yet in equity, % of tangible equity, count per five points. {_STATES}",
        ("M-JMPS", "M-UL"),
        REPRICED,
        needs=_LOSS,
        live=True,
    ),
    Chart(
        "beyond",
        "Losses",
        f"Banks whose loss is half or all of their capital, count; at the right with their assets. {_STATES}",
        ("M-UL", "M-JMPS"),
        REPRICED,
        needs=_LOSS,
        live=True,
    ),
    Chart(
        "run",
        "Losses",
        "What is left for insured deposits, % of them, by the share of uninsured deposits that "
        "runs: median, half and nine tenths of banks",
        ("M-COVER", "M-UNI"),
        ("fdic.DEPDOM", "fdic.DEPUNINS", *REPRICED),
        needs=("uncovered_banks",),
        live=True,
    ),
    Chart(
        "defaults",
        "Losses",
        "Banks whose losses on real estate and securities together take half or all of "
        "their equity, count, by the part of commercial real estate in default",
        ("M-CREL", "M-UL"),
        (*ESTATE, *REPRICED),
        needs=("cre_loss",),
        live=True,
    ),
    Chart(
        "listed",
        "Banks",
        f"Loss not yet in equity, % of tangible equity, charters added up. {_STATES}",
        ("M-UL", "M-JMPS"),
        REPRICED,
        needs=_LOSS,
        live=True,
        wide=True,
    ),
    Chart(
        "bank_list",
        "Banks",
        "Banks the reader chooses to list",
        ("M-UL", "M-JMPS"),
        REPRICED,
        table="banks",
        needs=("banks",),
        live=True,
        wide=True,
        shape="panel",
        fields=("bank_list",),
    ),
    Chart(
        "cre_maturities",
        "Real estate",
        "Commercial real-estate loans that fall due, USD bn, by year and source, each with its scope",
        publisher="publisher",
    ),
    Chart(
        "quality",
        "Real estate",
        "Commercial real-estate loans :yellow[**30 days late**] and **charged off** in a year, % of them",
        ("M-DELINQ",),
        ("DRCRELEXFACBS", "CORCREXFACBS", "USREC"),
    ),
    Chart(
        "scatter",
        "Real estate",
        "Growth in 36 months against commercial real estate over capital, %, a dot a bank. "
        ":yellow[**Listed banks**]. Dotted: the supervisors' 300 and 50. {tests}",
        ("M-CRE300", "M-CRE100"),
        ESTATE,
        table="banks",
        needs=("cre_over_300", "cre_both_parts"),
        column="cre_growth_36m_pct",
        wide=True,
    ),
    Chart(
        "fund_year",
        "KRE",
        "Price since the last close of the year before, %. :yellow[**KRE**], :blue[**IWM**], :gray[**SPY**]",
        ("M-RET", "M-SPR"),
        _FUND,
    ),
    Chart(
        "fund_ratio",
        "KRE",
        "KRE price over that of :blue[**IWM**] and of :gray[**SPY**], log scale. Shaded: US recessions",
        ("M-RS", "M-RDD"),
        _BANDED,
    ),
    Chart(
        "fund_drawdown",
        "KRE",
        "Fall from the highest close so far, %. :yellow[**KRE**], :blue[**IWM**], :gray[**SPY**]",
        ("M-DD",),
        _BANDED,
    ),
    Chart(
        "fund_beta",
        "KRE",
        "Total-return beta over 252 sessions to :gray[**SPY**], with its 95 % interval, and to :blue[**IWM**]",
        ("M-BETA", "M-NW"),
        _BANDED,
    ),
    Chart(
        "fund_rates",
        "KRE",
        "KRE for +1 pp of the ten-year with SPY held fixed, %, over 252 sessions, with its 95 % interval",
        ("M-FJ", "M-EDUR"),
        ("KRE", "SPY", "DGS10", "USREC"),
        wide=True,
    ),
    Chart(
        "growth",
        "Deposits and lending",
        "{growth_of} over 52 weeks, %. :yellow[**Deposits**], **loans**: hoarding "
        "would be the first without the second",
        ("M-H8",),
        ("DPSSCBW027SBOG", "LLBSCBW027SBOG", "USREC"),
    ),
    Chart(
        "growth_banks",
        "Deposits and lending",
        "The listed banks by quarter, the same charters a year earlier, %. :yellow[**Deposits**], **loans**",
        ("M-GROW",),
        ("fdic.DEP", "fdic.LNLSNET"),
    ),
    Chart(
        "standards",
        "Deposits and lending",
        "Net % of banks that tighten, for :blue[**small firms**] and "
        ":gray[**larger firms**]. Dotted: {freeze}, our mark of a freeze",
        ("M-SLOOS", "M-FREEZE"),
        ("DRTSCIS", "DRTSCILM", "USREC"),
    ),
    Chart(
        "deposit_cost",
        "Deposits and lending",
        "What :yellow[**domestic deposits**] cost against the **funds rate**, % a year, by quarter",
        ("M-DB",),
        ("fdic.EDEPDOM", "fdic.DEPDOM", "DFF"),
    ),
    Chart(
        "channel",
        "Deposits and lending",
        "What the move from published yields to the slider's takes of capital and a year's earnings, and the lending "
        "room that leaves at today's capital ratios, USD bn, by size of bank",
        ("M-CHANNEL",),
        REPRICED,
        needs=("banks",),
        live=True,
        wide=True,
        shape="table",
    ),
    Chart(
        "funding",
        "Deposits and lending",
        "Loans to non-banks, Home Loan Bank advances, pledges, provisions and charge-offs of all banks, by quarter",
        ("M-NBFI", "M-FHLB", "M-LIQ", "M-PROV"),
        ("fdic.LNNDEPD", "fdic.OTHBFHLB", "fdic.SCPLEDGE", "fdic.ELNATR", "fdic.NTLNLS"),
        needs=("banks",),
        wide=True,
        shape="table",
    ),
    Chart(
        "losses",
        "Published",
        "Published losses beside ours, USD bn, each with its scope",
        ("M-JMPS",),
        REPRICED,
        table="loss_estimates",
        needs=("banks",),
        live=True,
        wide=True,
    ),
    Chart(
        "basis",
        "Published",
        "How losses and maturities are known: filed, derived from the bank's own, or assumed",
        ("M-JMPS",),
        REPRICED,
        needs=("banks",),
        wide=True,
        shape="table",
    ),
    Chart("limits", "Published", "Limits of every figure on this page", wide=True, shape="panel"),
    Chart(
        "profile",
        "Published",
        "The profile assumed of banks that file no maturities",
        ("M-JMPS",),
        REPRICED,
        needs=("banks",),
        wide=True,
        shape="table",
    ),
)
