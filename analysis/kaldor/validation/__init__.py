"""Measures whether a built engine does what it claims: `python -m kaldor.validation WHAT`."""
