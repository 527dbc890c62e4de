"""A reader's own ledger: a table to fill in, a file to read or to take away, kept in the link while it is short."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.claims import ledger as ledgers
from analytics.claims.rules import RULES
from analytics.errors import BadInput
from analytics.load import World
from analytics.output import export
from ui import choices, data, show
from ui.markup import escape

FIELD = "ledger"
EXAMPLE = pd.DataFrame(
    [{"who": "", "where": "", "date": "2025-10-14", "claim": "IWM has lost 12.4 % this year", "stated": "-12.4",
      "unit": "%", "metric": "quotes.ytd_iwm", "tolerance": "", "rule": "equals"}],
    columns=list(ledgers.COLUMNS),
)  # fmt: skip
WHAT = (
    "One row a claim: who says it and where, the day it is of, what is stated in which unit, and the measure it is "
    "held against. Rules are equals (within the tolerance), at least, at most, above and below; a day left empty "
    "means now."
)


def current() -> str:
    """The reader's ledger as a link holds it; empty while the commentary's is shown."""
    return str(choices.current((FIELD,)).get(FIELD) or "")


def draw(world: World) -> None:
    """The table editor, a file to read, and what takes the ledger away or brings the commentary's back."""
    show.title("Test any article", WHAT)
    rows = _rows()
    measures = data.measures(world)
    with st.form("_ledger_form", border=False):
        edited = st.data_editor(
            rows,
            key="_ledger_rows",
            num_rows="dynamic",
            alt="The ledger: one row a claim, with what is stated and the measure it is held against",
            hide_index=True,
            width="stretch",
            column_config={
                "metric": st.column_config.SelectboxColumn("metric", options=measures, width="medium"),
                "rule": st.column_config.SelectboxColumn("rule", options=list(RULES), width="small"),
                "claim": st.column_config.TextColumn("claim", max_chars=ledgers.LONGEST, width="large"),
            },
        )
        if st.form_submit_button("Judge these claims", icon=":material/gavel:"):
            _take(ledgers.pack(ledgers.of_rows(_plain(edited))))
    st.page_link("pages/quotes.py", label="Every price and series that can be named", icon=":material/list:")
    upload = st.file_uploader(f"Or a CSV file with the columns {', '.join(ledgers.COLUMNS)}", "csv", key="_ledger_file")
    if upload is not None and st.session_state.get("_ledger_read") != upload.file_id:
        st.session_state["_ledger_read"] = upload.file_id
        try:
            _take(ledgers.pack(ledgers.read_csv(upload.getvalue())))
        except BadInput as error:
            st.markdown(f":orange[{escape(str(error))}]")
    if packed := current():
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                "Download this ledger",
                lambda: rows.map(export.quoted).to_csv(index=False),
                "ledger.csv",
                "text/csv",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
                key="_ledger_csv",
            )
            st.button("Back to the commentary's claims", type="tertiary", on_click=_forget)
        if not ledgers.fits(packed):
            show.missing("it is too long for a link: download it and send the file")


def _rows() -> pd.DataFrame:
    """The reader's rows, or one to begin with."""
    packed = current()
    if not packed:
        return EXAMPLE
    try:
        return pd.DataFrame(ledgers.unpack(packed).rows, columns=list(ledgers.COLUMNS))
    except BadInput:
        return EXAMPLE


def _plain(table: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of a table by the names of its columns."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _take(packed: str) -> None:
    """Keep a ledger in the session, and in the address while it is short."""
    st.session_state.setdefault(choices.KEPT, {})[FIELD] = packed or None
    st.session_state.pop("_ledger_rows", None)
    if packed and ledgers.fits(packed):
        st.query_params[FIELD] = packed
    elif FIELD in st.query_params:
        del st.query_params[FIELD]
    st.rerun()


def _forget() -> None:
    st.session_state.get(choices.KEPT, {}).pop(FIELD, None)
    if FIELD in st.query_params:
        del st.query_params[FIELD]
