"""pandas DataFrames and Series as data (protocol/src/output.ts, TableData)."""

import math
import sys

MIME = "application/vnd.vitrine.table+json"

_ROWS = 500
_COLUMNS = 100


def is_table(value: object) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.DataFrame | pandas.Series)


def data_of(value) -> dict:
    """The first rows and columns, with types; `shape` says how many there are."""
    frame = value if value.ndim == 2 else value.to_frame(name=value.name if value.name is not None else "value")
    part = frame.iloc[:_ROWS, :_COLUMNS]
    columns = [_days(part.iloc[:, position]) for position in range(part.shape[1])]
    plain = frame.index.equals(sys.modules["pandas"].RangeIndex(len(frame)))
    return {
        "columns": [{"name": _label(name), "type": str(dtype)} for name, dtype in zip(part.columns, part.dtypes, strict=True)],
        "index": None if plain else [_label(label) for label in part.index],
        "indexName": None if frame.index.name is None else str(frame.index.name),
        "rows": [[_cell(cell) for cell in row] for row in zip(*columns, strict=True)] if columns else [[] for _ in range(len(part))],
        "shape": [int(frame.shape[0]), int(frame.shape[1])],
    }


def _days(column):
    """A column of whole days as dates, as pandas itself prints it."""
    if not sys.modules["pandas"].api.types.is_datetime64_any_dtype(column.dtype):
        return column
    known = column.dropna()
    return column.dt.date if (known == known.dt.normalize()).all() else column


def _label(label) -> str:
    return " / ".join(map(str, label)) if isinstance(label, tuple) else str(label)


def _cell(cell):
    if cell is None or cell is sys.modules["pandas"].NaT or cell is sys.modules["pandas"].NA:
        return None
    if hasattr(cell, "item"):
        cell = cell.item()
    if isinstance(cell, bool | str):
        return cell
    if isinstance(cell, int):
        # Beyond 2**53 a JavaScript number would be another number.
        return cell if abs(cell) <= 2**53 else str(cell)
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else (None if math.isnan(cell) else str(cell))
    return str(cell)
