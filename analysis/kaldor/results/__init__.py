"""Result files: labelled arrays, firm panels, tables. The format is described in docs/formats/trajectory.md."""

from kaldor.results.firms import firm_chunks, has_firms, open_firms
from kaldor.results.rule_tables import open_lever_settings, open_rule_answers
from kaldor.results.table import to_pandas, to_parquet
from kaldor.results.trajectory import open

__all__ = ["firm_chunks", "has_firms", "open", "open_firms", "open_lever_settings", "open_rule_answers", "to_pandas", "to_parquet"]
