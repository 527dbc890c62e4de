"""What a figure and a control are."""
