from dataclasses import asdict, dataclass, field


@dataclass
class Table:
    """What one benchmark found. columns: head and number format of each key that is printed."""

    title: str
    columns: dict[str, tuple[str, str]]
    rows: list[dict]
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        lines = [[head for head, _format in self.columns.values()]]
        lines += [
            [_cell(row.get(key), form) for key, (_h, form) in self.columns.items()] for row in self.rows
        ]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        body = ["  ".join(_aligned(line, widths)).rstrip() for line in lines]
        return "\n".join([self.title, "", *body, *self.notes, ""])

    def data(self) -> dict:
        return asdict(self)


def _cell(value, form: str) -> str:
    return "-" if value is None else format(value, form)


def _aligned(line: list[str], widths: list[int]):
    first, *others = zip(line, widths, strict=True)
    yield first[0].ljust(first[1])
    for cell, width in others:
        yield cell.rjust(width)


def add_ratios(rows: list[dict], value: str, base: str, key: str, same=()) -> None:
    """Set `key` of each row to its value beside that of the peer `base`, in rows with the same `same`."""
    bases = {tuple(row[s] for s in same): row.get(value) for row in rows if row["peer"] == base}
    for row in rows:
        beside = bases.get(tuple(row[s] for s in same))
        row[key] = row[value] / beside if beside and row.get(value) is not None else None
