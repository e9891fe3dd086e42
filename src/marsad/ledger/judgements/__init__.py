"""People's word over the machine's: which judgements count, and what they make of a report's claims and of links."""
