"""The stylised-fact scorecard: firms, sectors and the business cycle, each fact with its estimator, band, verdict and source."""

from kaldor.facts.scorecard import stylised_facts

__all__ = ["stylised_facts"]
