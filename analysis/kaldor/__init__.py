"""Kaldor: analysis of and around the simulation engine."""
