"""The yardstick of a first page: an app with one chart."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=list(range(1000)), y=list(range(1000)))))
