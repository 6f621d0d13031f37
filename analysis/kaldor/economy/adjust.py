"""The steps from a published table to one that an economy can start from. Each says in the report what it moved."""

import numpy as np

from kaldor.economy.economy import USES
from kaldor.economy.errors import EconomyError
from kaldor.economy.report import Report
from kaldor.economy.table import Table

GRID = 1e-6  # million: the resolution of economy files


def split_imports(table: Table, ids: list[str], report: Report) -> None:
    """Competitive tables give one import figure a product: it goes pro rata to all uses but exports.

    Withdrawals from stocks (negative inventories, with the error column in them) are taken from domestic stocks.
    """
    into_stock = np.maximum(table.final["inventories"][:, 0], 0.0)
    uses = {use: flow[:, 0] for use, flow in table.final.items() if use != "inventories"}
    total = table.domestic.sum(axis=1) + sum(uses.values()) + into_stock
    share = np.divide(table.imports, total, out=np.zeros_like(total), where=total > 0)
    if share.max() > 1:
        raise EconomyError(f"{ids[int(share.argmax())]}: imports exceed all uses but exports; no pro rata split exists")
    table.imported = table.domestic * share[:, None]
    table.domestic = table.domestic - table.imported
    for use, flow in uses.items():
        table.final[use] = np.stack([flow * (1 - share), flow * share], axis=1)
    stock = table.final["inventories"][:, 0]
    table.final["inventories"] = np.stack([stock - into_stock * share, into_stock * share], axis=1)
    table.imports = None
    negative = [ids[i] for i in np.where(stock < 0)[0]]
    report.note(
        f"imports split pro rata over all uses but exports; at most {share.max():.3f} ({ids[int(share.argmax())]})"
    )
    if negative:
        text = "negative inventories (with the error column) kept, all domestic"
        report.adjust(
            "negative_inventories",
            stock[stock < 0].sum(),
            f"{text}: {stock[stock < 0].sum():.0f} in {', '.join(negative)}",
        )


def drop_reexports(table: Table, report: Report) -> None:
    """Takes goods that are imported and leave again unchanged out of exports and imports alike."""
    amount = table.published["re-exports"]
    if amount > 0:
        share = 100 * amount / table.published["exports"]
        report.adjust(
            "re_exports",
            -amount,
            f"re-exports left out of exports and imports alike: {amount:.0f} ({share:.2f} % of exports)",
        )


def split_government(table: Table, ids: list[str], share: np.ndarray, minimum: float, report: Report) -> None:
    """Tells government apart in a merged consumption column by `share` of government, 0 where it is below `minimum`."""
    merged = table.final.pop("consumption")
    dropped = [f"{ids[i]} {share[i]:.3f}" for i in np.where((share > 0) & (share < minimum))[0]]
    share = np.where(share < minimum, 0.0, share)
    table.final["government_consumption"] = merged * share[:, None]
    table.final["household_consumption"] = merged - table.final["government_consumption"]
    amount = table.final["government_consumption"].sum()
    where = ", ".join(f"{ids[i]} {share[i]:.2f}" for i in np.where(share > 0)[0])
    report.adjust("government_split", amount, f"government consumption split by proxy: {amount:.0f} = {where}")
    if dropped:
        report.note(f"shares of government below {minimum} set to 0: {', '.join(dropped)}")


def government_share(table: Table) -> np.ndarray:
    """Share of government in consumption, industry by industry; 0 where nothing is consumed."""
    government = table.final["government_consumption"].sum(axis=1)
    total = government + table.final["household_consumption"].sum(axis=1)
    return np.divide(government, total, out=np.zeros_like(total), where=total > 0)


def report_negative_value_added(table: Table, ids: list[str], report: Report) -> None:
    for part, row in table.value_added.items():
        for i in np.where(row < 0)[0]:
            why = "net subsidy, kept" if part == "production_taxes" else "kept here; see mixed income"
            report.adjust(f"negative_{part}", row[i], f"negative {part} of {ids[i]}: {row[i]:.0f} ({why})")


def mixed_income(table: Table, ids: list[str], minimum: float, exempt: list[bool], report: Report) -> None:
    """Where depreciation and surplus are below `minimum` of value added, compensation moves to surplus up to it.

    The compensation of the self-employed is the income of an owner; a firm with a margin of a few per cent
    cannot live with differences between firms. Budget-funded industries are exempt: they cannot fail.
    """
    parts = table.value_added
    added = sum(parts.values())
    short = minimum * added - parts["depreciation"] - parts["operating_surplus"]
    for i in np.where(short > GRID)[0]:
        if exempt[i]:
            continue
        before = (added[i] - parts["compensation"][i] - parts["production_taxes"][i]) / added[i]
        parts["compensation"][i] -= short[i]
        parts["operating_surplus"][i] += short[i]
        text = f"mixed income of {ids[i]}: {short[i]:.0f} to surplus ({before:.3f} to {minimum} of value added)"
        report.adjust("mixed_income", short[i], text)


def least_compensation(table: Table, ids: list[str], least: dict[str, float], report: Report) -> None:
    """Gives named industries at least this share of value added as compensation, out of surplus."""
    parts = table.value_added
    added = sum(parts.values())
    for name, share in least.items():
        i = ids.index(name)
        short = share * added[i] - parts["compensation"][i]
        if short <= GRID:
            continue
        before = parts["compensation"][i] / added[i]
        parts["compensation"][i] += short
        parts["operating_surplus"][i] -= short
        text = f"wages of {name}: {short:.0f} from surplus to compensation ({before:.3f} to {share} of value added)"
        report.adjust("least_compensation", short, text)


def close(table: Table, report: Report) -> None:
    """Rounds to the grid and closes what is left: rows by inventories, columns by operating surplus.

    Done in whole multiples of the grid, which add exactly. A gap above 1e-3 of an output raises EconomyError.
    """
    on_grid = lambda values: np.rint(np.asarray(values) / GRID).astype(np.int64)  # noqa: E731
    domestic, imported, exports, output = map(on_grid, (table.domestic, table.imported, table.exports, table.output))
    final = {use: on_grid(table.final[use]) for use in USES}
    parts = {part: on_grid(row) for part, row in table.value_added.items()}
    row_gap = output - domestic.sum(axis=1) - exports - sum(flow[:, 0] for flow in final.values())
    column_gap = output - domestic.sum(axis=0) - imported.sum(axis=0) - sum(parts.values())
    final["inventories"][:, 0] += row_gap
    parts["operating_surplus"] += column_gap
    back = lambda values: np.round(values * GRID, 6)  # noqa: E731
    table.domestic, table.imported, table.exports, table.output = map(back, (domestic, imported, exports, output))
    table.final = {use: back(flow) for use, flow in final.items()}
    table.value_added = {part: back(row) for part, row in parts.items()}
    for key, gap, where in (("close_rows", row_gap, "inventories"), ("close_columns", column_gap, "operating surplus")):
        size, relative = np.abs(gap).sum() * GRID, np.max(np.abs(gap) / np.maximum(output, 1))
        report.adjust(
            key, size, f"{key.replace('_', ' ')}: {size:.2f} in all, at most {relative:.2e} of an output, into {where}"
        )
        if relative > 1e-3:
            raise EconomyError(
                f"{key}: the table misses its own totals by {relative:.2e} of an output; expected at most 1e-3"
            )
