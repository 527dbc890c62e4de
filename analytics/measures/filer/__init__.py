"""One filer's debt, twelve months, maturities and industry out of its tags."""
