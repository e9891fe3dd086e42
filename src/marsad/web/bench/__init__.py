"""How soon pages are there: a ledger of made-up reports, the real server, and requests at a steady pace."""
