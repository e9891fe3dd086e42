"""Reviewing: a queue of claims, corrections by selecting text, every step a judgement."""
