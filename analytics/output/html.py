"""HTML that stands alone: one look, no request to any host, every text of others escaped."""

from __future__ import annotations

import html
import re

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
STYLE = """
:root{--ink:#1c2530;--muted:#5b6673;--ground:#fff;--line:#d9dee4;--accent:#1f6fb2;--box:#f6f8fa}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaef;--muted:#a3adb8;--ground:#11161c;--line:#333c46;--accent:#6cb2eb;
--box:#1a2129}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1080px;padding:20px 16px 40px;background:var(--ground);
color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
h1{font-size:1.55rem;line-height:1.25;margin:.3em 0}h2{font-size:1.1rem;margin:1.6em 0 .4em}
p,li{max-width:75ch}small,.muted{color:var(--muted)}a{color:var(--accent)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px;margin:14px 0}
.card{border:1px solid var(--line);border-radius:8px;background:var(--box);padding:10px 12px}
.card b{display:block;font-size:1.15rem;overflow-wrap:normal;font-variant-numeric:tabular-nums}
.card span{font-size:.82rem;color:var(--muted)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.86rem}
th,td{text-align:left;padding:4px 8px;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.controls{display:grid;gap:12px;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));margin:14px 0}
.controls label{display:block;font-weight:600}input[type=range]{width:100%;accent-color:var(--accent);height:28px}
.mark{border:1px solid var(--line);border-left:4px solid #8a5cc7;padding:6px 10px;border-radius:4px}
svg{width:100%;max-width:820px;height:auto;display:block}svg text{fill:var(--muted);font-size:12px}
@media print{:root{--ink:#000;--muted:#333;--ground:#fff;--line:#999;--accent:#000;--box:#fff}
body{max-width:none;padding:0;font-size:10.5pt}.card,tr,svg{break-inside:avoid}a{text-decoration:none}
.wide{overflow:visible}thead{display:table-header-group}}
"""


def text(value: object) -> str:
    """A text as it stands in HTML, in an attribute too: no tag, no entity, no sign that turns the direction."""
    return html.escape(_INVISIBLE.sub("", str(value)), quote=True)


def page(title: str, body: str) -> str:
    """A whole document around a body that is escaped already."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">'
        f"<title>{text(title)}</title><style>{STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )
