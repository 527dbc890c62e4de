"""What of it holds? Every claim of an article held against the figures of its day; the reader's own as well."""

from urllib.parse import urlencode

from analytics.claims.ledger import LINK
from analytics.model.chart import Chart
from analytics.model.scenario import Scenario, link
from analytics.output.views import Answer
from ui import app_frame, choices, claims, controls, data, ledger_editor, share, show, tables
from ui.grid import Grid, in_section
from ui.page import open_page, row, tell

app_frame.cold_start()
page = open_page("claims", "What of it holds?")
packed = ledger_editor.current()
with page.choices:
    section = controls.section("claims")
    with row():
        verdict, subject = controls.listed("verdict"), controls.listed("subject")
opened = str(choices.current(("claim",)).get("claim") or "")
scenario = Scenario(claim=opened or None, ledger=packed or None, verdict=verdict, subject=subject, section=section)
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
        show.missing(f"no claim of {subject.lower()} is {verdict.lower()}")
    base = share.live(scenario.changes(claim=None), "claims")
    claims.listed(shown, page.world, opened, f"{base}&claim=")
    tables.download(answer.result.tables[chart.rows], chart.key, "claims.csv", page.world)


def own(answer: Answer, chart: Chart) -> None:
    """The reader's own ledger."""
    ledger_editor.draw(page.world)


def rows(answer: Answer, chart: Chart) -> None:
    """A table that quotes no publisher: the checks, the corrections."""
    show.title(answer.text.findings[chart.key], chart.caption)
    tables.table(answer.result.tables[chart.rows], chart.key, "claims", page.world)


charts = in_section(answer.view.charts, section)
Grid(page.world, charts, {"claims": listed, "parts": own, "checks": rows, "corrections": rows}).lay_out(answer)
is_long = len(urlencode(link(scenario))) > LINK
page.share_only(scenario.changes(ledger=None) if is_long else scenario)
