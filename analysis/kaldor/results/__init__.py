"""Result files: labelled arrays, firm panels, tables. The format is described in docs/formats/trajectory.md."""

from kaldor.results.firms import firm_chunks, has_firms, open_firms
from kaldor.results.settings import open_lever_settings
from kaldor.results.table import to_pandas, to_parquet
from kaldor.results.trajectory import open

__all__ = ["firm_chunks", "has_firms", "open", "open_firms", "open_lever_settings", "to_pandas", "to_parquet"]
