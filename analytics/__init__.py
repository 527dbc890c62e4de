"""The shared package: pulls, caches, computes. It knows no Streamlit and no Plotly.

Data flow one way: sources -> store -> analytics -> figures -> pages.

    errors, settings    DashboardError and its branches, redaction; the environment, read in one place
    memo          results kept beside the data they were measured on, and let go with them
    model/        Metric, Scenario and its controls, and the glossary of methods that a Metric names
    catalogue/    every series, concept and field once: title, unit, publisher, licence, plausible range
    sessions      trading days, and which session is over
    frames/       what a subject is measured on: market, issuers, bank panel, sample of breadth, warehouse lines,
                  published facts
    sources/      http (a session that stays with its host) and line (what may go wrong on one), yahoo and last_bar (a
                  session that still trades), fred and fred_table (its public CSV), units (in a publisher's words),
                  treasury, h15 and rows (whether all of a table came), nyfed, bls, sec/, fdic, and the contract of them
                  all: the only code that touches a network
    store/        immutable Parquet versions, one pointer, snapshots, requests, progress; a folder or an object store
    measures/     returns, curve, cycle, event study, yield paths, bonds, regression, distributions: what subjects
                  share; filer/ has one filer's debt, twelve months, maturities and industry out of its tags
    refinancing/  what a yield does to an issuer
    quotes/, divergence/, credit/, debt_wall/, issuers/, issuer/, banks/, bank/    subjects: frames in, figures and
                  tables out
    claims/       a ledger of claims, the engine that judges it, the commentary's twenty-five
    illustrative/ the built-in market, issuers and banks for a machine that has reached no source yet
    freshness     how each dataset stands: its age, what it lacks, whether asking again could bring more
    load          a world of datasets in, never the network: live, pinned or illustrative
    reconciliation    what is computed beside what is stated elsewhere
    coverage      what is stored of every dataset and series, and how old it is
    output/       the pages' figures by name (views, measurements), as JSON and CSV (export), as text (report), as HTML
                  to print (printed, claim_review), a workbook, a file whose sliders work (explorable), static pages;
                  overview; ledgers (what claims are measured by); manifest and verification
    refresh/      fetch, validate, merge, publish; opening (a new store), process (a service by itself), substitutes
                  (for FRED), probe (doctor --live)
    commands/     refresh, show and report, claims, verify, doctor, snapshot: what the command line (__main__) does

`sources` are reached by `refresh` only, and `refresh` by the command line only, so a page can never wait
for a network. The order of the rooms, and who may read a file, stands in `tests/test_architecture.py`.
"""
