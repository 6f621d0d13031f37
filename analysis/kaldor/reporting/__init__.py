"""Results as one page for readers who do not know the model."""

from kaldor.reporting.report import report

__all__ = ["report"]
