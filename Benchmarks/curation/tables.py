"""Markdown that is as easy to read as text."""


def table(rows):
    """The first row is the head; all columns but the first are numbers."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(cells):
        return "| " + " | ".join(cell.rjust(width) if place else cell.ljust(width)
                                 for place, (cell, width) in enumerate(zip(cells, widths))) + " |"

    rule = ["-" * (width - 1) + ":" if place else "-" * width for place, width in enumerate(widths)]
    return "\n".join([line(rows[0]), line(rule), *map(line, rows[1:])])
