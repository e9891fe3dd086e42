"""Words the coder knows: data files, the forms generated from them, and look-up with clitics."""

from marsad.lexicon.lexicon import Hit, Lexicon, Reading, Sense, lexicon

__all__ = ["Hit", "Lexicon", "Reading", "Sense", "lexicon"]
