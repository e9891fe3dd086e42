"""Reading without a network: an app that can be installed, with one's own page and all saved articles at hand."""
