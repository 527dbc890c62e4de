"""The one-figure app, started the way the dashboard is."""

import streamlit as st

app = st.App("one.py")
