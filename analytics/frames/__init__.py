"""What a subject is measured on: the market, issuers, banks, published facts."""
