"""Personal news: what a reader follows and mutes, the page of their own that comes of it, and named views."""
