"""The dashboard: page settings, then the frame draws the page that was asked for."""

import streamlit as st

from ui import app_frame

st.set_page_config(page_title="Small caps under yields", page_icon="ui/icon.svg", layout="wide")
app_frame.run()
