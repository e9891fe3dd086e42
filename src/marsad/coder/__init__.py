"""The rule coder: a report in, its coding out. ``pipeline`` lists its stages in order."""
