"""Trains the coder's linear models on labelled reports; needs the ``train`` extra (scikit-learn)."""
