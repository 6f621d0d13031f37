"""Simulated firms in the layout that econometric code expects."""

from kaldor.econometrics.panel import econometric_panel
from kaldor.econometrics.treatment import Treatment, treatments

__all__ = ["Treatment", "econometric_panel", "treatments"]
