"""Who holds what: what reports tell of control, the intervals that follow for each place, and questions to them."""
