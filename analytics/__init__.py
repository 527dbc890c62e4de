"""The shared package: pulls, caches, computes. It knows no Streamlit and no Plotly.

Data flow one way: sources -> store -> analytics -> figures -> pages.

    catalogue/    every series, concept and field once: title, unit, publisher, licence, plausible range
    metric        Metric: a figure with unit, as-of, method and sources
    method, methods, methods_debt, methods_banks    the glossary a Metric's method names
    spec, scenario    Scenario: one field = one control = one query parameter
    settings      the environment, read in one place
    errors        DashboardError and its branches; redaction
    sessions      trading days, and which session is over
    sources/      http, yahoo, fred, sec/, fdic: the only code that touches a network
    validate      what is believed, before anything is published
    refresh/      fetch, validate, merge, publish
    progress      what a refresh is doing, for open pages
    store/        immutable Parquet versions, one pointer, snapshots, requests; a folder or an object store
    load          a world of datasets in, never the network: live, pinned or illustrative
    illustrative/ the built-in market, issuers and banks for a machine that has reached no source yet
    published     the small tables of published facts that the project carries
    market, filings    the frames a subject is measured on
    distributions, regression    tail probabilities; least squares with Newey-West errors, Wald, rolling
    returns, curve, cycle, events, yield_models, concentration    measures that subjects share
    debt, trailing, ladder, sectors    one issuer's debt, twelve months, maturities and industry out of its tags
    bonds         prices of bonds and of loans that are paid down
    refinancing/, paths    what a yield does to an issuer; where yields may go
    divergence/, debt_wall/, issuer/, banks/, bank/, held    subjects: frames in, figures and tables out, no IO
    thin          what of a history is drawn: the range asked for, in fewer points
    views         the pages' figures by name, for pages, downloads and the command line
    export, report    answers as JSON, CSV and text
    __main__      the command line: refresh, show, doctor, snapshot

`sources` are reached by `refresh` only, and `refresh` by the command line only, so a page can never
wait for a network. `tests/test_architecture.py` holds this.
"""
