"""Articles that people forward by mail: read from a Maildir or over IMAP, nothing of the mailbox is changed.

Only what a mail passes on is kept: who forwarded it, and what he wrote to it, is nobody's business.
"""
