"""Stylised facts: firms, sectors and the cycle, each with its estimator, its band and its verdict."""
