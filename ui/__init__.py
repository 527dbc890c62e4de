"""What a reader sees, and Streamlit: everything that is neither a page nor a calculation."""
