"""The app of one figure and one slider."""

import streamlit as st

from tests.bench.one_figure import FIRST, HIGH, LOW, figure

value = st.slider("Ten-year", LOW, HIGH, FIRST)
st.plotly_chart(figure(value), theme=None, key="figure", config={"displayModeBar": False})
