"""What others have published of loss-makers and zombies, beside the shares measured here."""

from __future__ import annotations

import pandas as pd

from analytics.frames.published import Published
from analytics.issuers.definitions import DEFINITIONS

COLUMNS = ["definition", "publisher", "date", "value", "unit", "scope", "source", "measured", "difference"]
UNPROFITABLE = "Unprofitable"


def shares(published: Published, definitions: pd.DataFrame, illustrative: bool) -> pd.DataFrame:
    """Published shares by definition, each with its scope, and the share measured here, by count of the universe.

    `difference` is ours less theirs, in points; none in the illustrative world, whose shares are invented. No row where
    nothing published is carried.
    """
    parts = []
    if "estimates" in published.tables:
        losses = published.table("estimates")
        losses = losses[losses["subject"] == "unprofitable_share"]
        parts.append(losses.assign(definition=UNPROFITABLE).drop(columns="subject"))
    if "zombie_shares" in published.tables:
        parts.append(published.table("zombie_shares"))
    if not parts:
        return pd.DataFrame({name: [] for name in COLUMNS})
    table = pd.concat(parts, ignore_index=True)
    ours = definitions.set_index("definition")["count_pct"].astype(float)
    measured = ours.reindex(table["definition"]).to_numpy()
    values = table["value"].astype(float)
    order = {name: place for place, name in enumerate(DEFINITIONS)}
    difference = (measured - values) * (float("nan") if illustrative else 1.0)
    table = table.assign(measured=measured, difference=difference, order=table["definition"].map(order))
    return table.sort_values("order", kind="stable", ignore_index=True)[COLUMNS]
