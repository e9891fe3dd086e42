"""What all pages share: the frame, the reader's choices of digits, calendar and theme, and how values are worded."""
