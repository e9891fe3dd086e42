"""Arabic text: folding, tokens, sentences, numbers and dates, always with offsets into the original."""
