"""Tables of events that others have coded: ACLED's, UCDP GED's, and Marsad's own, read back."""
