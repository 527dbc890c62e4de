"""SEC EDGAR: frames of one tag over all filers, the registers of filers, one filer's own facts, its filings'
extracted instances."""

from analytics.sources.sec.client import DATA, SERVICE, WWW, AgentRefused, Client
from analytics.sources.sec.company import company_facts, parse_company_facts
from analytics.sources.sec.filings import Filing, instance, parse_index, parse_reports, reports
from analytics.sources.sec.frames import Frame, Key, frame, parse_frame
from analytics.sources.sec.instance import Context, Fact, parse_instance
from analytics.sources.sec.registers import parse_submissions, parse_tickers, submissions, tickers

__all__ = [
    "DATA",
    "SERVICE",
    "WWW",
    "AgentRefused",
    "Client",
    "Context",
    "Fact",
    "Filing",
    "Frame",
    "Key",
    "company_facts",
    "frame",
    "instance",
    "parse_company_facts",
    "parse_frame",
    "parse_index",
    "parse_instance",
    "parse_reports",
    "parse_submissions",
    "parse_tickers",
    "reports",
    "submissions",
    "tickers",
]
