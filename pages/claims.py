"""What of it holds? Every claim of an article held against the figures of its day; the reader's own as well."""

from analytics.claims import ledger
from analytics.claims.charts import CLAIMS
from analytics.model.chart import Chart
from analytics.model.scenario import Scenario
from analytics.model.sections import WHOLE
from analytics.output.views import Answer
from ui import app_frame, choices, claims, controls, data, ledger_editor, share, show, tables
from ui.grid import Grid, in_section
from ui.page import open_page, row, tell

app_frame.cold_start()
page = open_page("claims", "What of it holds?")
packed = ledger_editor.current()
with page.choices:
    section = controls.section("claims")
    if section in (CLAIMS, WHOLE):
        with row():
            controls.listed("verdict")
            controls.listed("subject")
opened = str(choices.current(("claim",)).get("claim") or "")
filters = choices.current(("verdict", "subject"))
scenario = Scenario(claim=opened or None, ledger=packed or None, section=section).changes(**filters)
linked = scenario if ledger.fits(packed) else scenario.changes(ledger=None)
answer = data.answer(page.world, "claims", scenario)
page.dated(answer.result.as_of)
with page.answer:
    tell(answer)


def listed(answer: Answer, chart: Chart) -> None:
    """The claims that the reader's filter leaves, the linked one first and open."""
    judged = data.judged(page.world, packed)
    if opened and not any(one.claim.id == opened for one in judged):
        show.missing(f"there is no claim {opened} in this ledger")
    shown = claims.filtered(judged, scenario)
    if not shown:
        show.missing(f"no claim of {scenario.subject.lower()} is {scenario.verdict.lower()}")
    base = share.live(linked.changes(claim=None), "claims")
    claims.listed(shown, page.world, opened, f"{base}&claim=")
    tables.download(answer.result.tables[chart.rows], chart.key, "claims.csv", page.world)


def own(answer: Answer, chart: Chart) -> None:
    """The reader's own ledger."""
    ledger_editor.draw(page.world)


def checks(answer: Answer, chart: Chart) -> None:
    """What the text's own figures say of each other, check by check."""
    show.title(answer.text.findings[chart.key], chart.caption)
    rows = answer.result.tables[chart.rows]
    claims.checks(rows)
    tables.download(rows, chart.key, "checks.csv", page.world)


def corrections(answer: Answer, chart: Chart) -> None:
    """What was wrong with a claim, since when it is right, and why."""
    show.title(answer.text.findings[chart.key], chart.caption)
    tables.table(answer.result.tables[chart.rows], chart.key, "claims", page.world)


charts = in_section(answer.view.charts, section)
Grid(page.world, charts, {"claims": listed, "parts": own, "checks": checks, "corrections": corrections}).lay_out(answer)
page.share_only(linked)
