"""Reports from feeds, sitemaps and pages of outlets, taken politely, once each, into the ledger.

What runs these does so through plain functions: ``visiting.due`` and ``visiting.visit`` for feeds,
``processing.waiting`` and ``processing.process`` for what was found in them. Each is safe to be broken off at any point
and to be called again; none of them knows of a queue.
"""
