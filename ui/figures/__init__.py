"""Results as Plotly figures: no loading, and no arithmetic beyond axis ranges."""
