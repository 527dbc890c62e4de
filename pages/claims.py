"""What of it holds? Every claim of an article held against the figures of its day; the reader's own as well."""

from urllib.parse import urlencode

from analytics.claims import ledger as ledgers
from analytics.model.choices import SUBJECTS, VERDICTS
from analytics.model.scenario import Scenario, link
from ui import app_frame, choices, claims, controls, data, ledger_editor, share, show, tables
from ui.page import open_page, row

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
    show.answer(answer.text.answer, " ".join(answer.text.prose))
    for note in answer.result.notes:
        show.missing(note)

is_whole = section not in ("Claims", "Your own", "Checks")
judged = data.judged(page.world, packed)
if section == "Claims" or is_whole:
    shown = [
        one
        for one in judged
        if verdict in (VERDICTS[0], one.verdict.capitalize()) and subject in (SUBJECTS[0], one.claim.subject)
    ]
    shown.sort(key=lambda one: one.claim.id != opened)
    if opened and not any(one.claim.id == opened for one in judged):
        show.missing(f"there is no claim {opened} in this ledger")
    if not shown:
        show.missing(claims.counts(scenario))
    base = share.live(scenario.changes(claim=None), "claims")
    claims.listed(shown, page.world, opened, f"{base}&claim=")
    tables.download(answer.result.tables["claims"], "claims", "claims.csv", page.world)
if section == "Your own" or is_whole:
    ledger_editor.draw(page.world)
if section == "Checks" or is_whole:
    for key, what in (
        ("checks", "The text's own figures against each other and against the calendar; no data are needed"),
        ("corrections", "Date, claim, what changed and why"),
    ):
        show.title(answer.text.findings[key], what)
        tables.table(answer.result.tables[key], key, "claims", page.world)

too_long = len(urlencode(link(scenario))) > ledgers.LINK
page.share_only(scenario.changes(ledger=None) if too_long else scenario)
