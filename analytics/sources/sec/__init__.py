"""SEC EDGAR: frames of one tag over all filers, the registers of filers, and one filer's own facts."""

from analytics.sources.sec.client import DATA, SERVICE, WWW, AgentRefused, Client
from analytics.sources.sec.company import company_facts, parse_company_facts
from analytics.sources.sec.frames import Frame, Key, frame, parse_frame
from analytics.sources.sec.registers import parse_submissions, parse_tickers, submissions, tickers

__all__ = [
    "DATA",
    "SERVICE",
    "WWW",
    "AgentRefused",
    "Client",
    "Frame",
    "Key",
    "company_facts",
    "frame",
    "parse_company_facts",
    "parse_frame",
    "parse_submissions",
    "parse_tickers",
    "submissions",
    "tickers",
]
