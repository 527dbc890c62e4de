"""What stands on the page of claims."""

from __future__ import annotations

from analytics.model.chart import Chart

CLAIMS, OWN, CHECKS = "Claims", "Your own", "Checks"
CHARTS = (
    Chart("claims", CLAIMS, "Each claim of the ledger, judged on its own day", ("M-CLAIM",), wide=True, shape="panel"),
    Chart("parts", OWN, "A reader's own ledger", ("M-CLAIM",), wide=True, shape="panel"),
    Chart(
        "checks",
        CHECKS,
        "The text's own figures against each other and against the calendar; no data are needed",
        wide=True,
        shape="panel",
    ),
    Chart("corrections", CHECKS, "Date, claim, what changed and why", wide=True, shape="panel"),
)
