"""Simulated firms in the layout that econometric code expects."""

from kaldor.econometrics.panel import econometric_panel
from kaldor.econometrics.ruled import ConditionalTreatment, RuledTreatment
from kaldor.econometrics.treatment import Treatment
from kaldor.econometrics.treatments import treatments

__all__ = ["ConditionalTreatment", "RuledTreatment", "Treatment", "econometric_panel", "treatments"]
