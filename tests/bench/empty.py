"""The yardstick: an app with one slider and nothing else."""

import streamlit as st

st.write(st.slider("Ten-year", 0, 1000, 403, step=5))
