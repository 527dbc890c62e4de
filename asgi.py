"""The same app with a life of its own: warm before the first visitor, with a health and a metrics route."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Import and draw once what the first visitor would otherwise wait for, then freeze the heap."""
    from ui import warm

    warm.up()
    gc.collect()
    gc.freeze()
    yield


async def health(_: Request) -> JSONResponse:
    """200 with how each dataset stands, 503 when the store cannot be read or is older than its limit."""
    from ui import warm

    told = warm.states(datetime.now(UTC))
    return JSONResponse(told, status_code=200 if warm.is_healthy(told) else 503)


async def metrics(_: Request) -> PlainTextResponse:
    """Age and coverage of each dataset in the Prometheus text format."""
    from ui import warm

    return PlainTextResponse(warm.exposition(datetime.now(UTC)))


app = st.App("app.py", lifespan=lifespan, routes=[Route("/healthz", health), Route("/metrics", metrics)])
