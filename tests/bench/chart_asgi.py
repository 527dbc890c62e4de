"""The one-chart app, started the way the dashboard is but not warmed."""

import streamlit as st

app = st.App("chart.py")
