"""The same one-slider app, started the way the dashboard is."""

import streamlit as st

app = st.App("empty.py")
