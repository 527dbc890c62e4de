"""A judged ledger in words."""

from __future__ import annotations

from analytics.claims.claim import SUPPORTED, VERDICTS
from analytics.frames.market import Result
from analytics.model.language import counted, number
from analytics.model.metric import by_id, day
from analytics.model.scenario import Scenario
from analytics.model.text import Text

NOT_JUDGED = "Claims are not judged in the illustrative market."
WHY_NOT = (
    "Its prices and issuers are invented between published figures, so that a verdict would test nothing. The "
    "published reference figures stand beside each claim."
)


def text(result: Result, scenario: Scenario) -> Text:
    """How many claims of the ledger hold, on their day and now."""
    metrics = by_id(result.metrics)
    findings = {
        "claims": "Claim by claim",
        "parts": "Each claim's figures, by every definition",
        "checks": _inconsistent(result),
        "corrections": "What was corrected",
    }
    count = number(metrics, "count") or 0
    if result.illustrative:
        return Text(NOT_JUDGED, (WHY_NOT,), findings)
    if not count:
        return Text("The ledger holds no claim.", ("Add one by the table editor, or from a file.",), findings)
    held = {verdict: number(metrics, verdict.replace(" ", "_")) or 0 for verdict in VERDICTS}
    now = number(metrics, "supported_now") or 0
    answer = f"{held[SUPPORTED]:.0f} of {counted(count, 'claim')} {_hold(held[SUPPORTED])}."
    rest = [f"{held[verdict]:.0f} {_are(held[verdict])} {verdict}" for verdict in VERDICTS[1:] if held[verdict]]
    prose = (
        f"Each is judged on its own day by the rule printed with it: {_listed(rest)}." if rest
        else "Each is judged on its own day by the rule printed with it.",
        f"Said now{f', on {day(result.as_of)}' if result.as_of else ''}, {now:.0f} would hold; that never changes the "
        "verdict on the day.",
    )  # fmt: skip
    return Text(answer, prose, findings)


def _inconsistent(result: Result) -> str:
    checks = result.tables["checks"]
    failed = int((checks["verdict"] != "consistent").sum())
    return f"{failed} of {len(checks)} checks that need no data fail"


def _hold(count: float) -> str:
    return "holds" if count == 1 else "hold"


def _are(count: float) -> str:
    return "is" if count == 1 else "are"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
