"""Simulated firms in the layout that econometric code expects."""

from kaldor.econometrics.panel import econometric_panel
from kaldor.econometrics.ruled import RuledTreatment
from kaldor.econometrics.treatment import Treatment, treatments

__all__ = ["RuledTreatment", "Treatment", "econometric_panel", "treatments"]
