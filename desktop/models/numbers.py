"""Numbers as they are written in Vietnam."""


def group_digits(value: int) -> str:
    """Thousands parted by dots.

    >>> group_digits(161102)
    '161.102'
    """
    return f"{value:,}".replace(",", ".")
