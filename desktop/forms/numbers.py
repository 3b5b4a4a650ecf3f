"""Numbers as Vietnamese papers write and read them."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BILLION = 1_000_000_000


def grouped(number: int) -> str:
    """A whole number with dots between thousands.

    >>> grouped(161102)
    '161.102'
    """
    return f"{number:,}".replace(",", ".")


def decimal(number: Decimal | int, places: int = 1) -> str:
    """A number with a decimal comma, rounded half up.

    >>> decimal(Decimal("2281.875"), 2)
    '2.281,88'
    """
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,.{places}f}".translate(str.maketrans(",.", ".,"))


def percent(part: int, whole: int, places: int = 1) -> str:
    """A share of a whole, rounded half up; a dash where there is no whole.

    >>> percent(149, 177)
    '84,2 %'
    """
    return f"{decimal(Decimal(part) * 100 / whole, places)} %" if whole else "–"


def padded(number: int) -> str:
    """A count in running text: under ten with a leading zero.

    >>> padded(8), padded(161102)
    ('08', '161.102')
    """
    return f"0{number}" if 0 <= number < 10 else grouped(number)


def money(amount_vnd: int) -> str:
    """An amount in đồng, with its unit.

    >>> money(1200000)
    '1.200.000 đồng'
    """
    return f"{grouped(amount_vnd)} đồng"


def in_words(amount_vnd: int) -> str:
    """An amount as it is written out on a receipt; "chẵn" where whole thousands are meant.

    >>> in_words(1200000)
    'Một triệu hai trăm nghìn đồng chẵn'
    """
    read = read_number(amount_vnd)
    even = " chẵn" if amount_vnd and amount_vnd % 1000 == 0 else ""
    return f"{read[0].upper()}{read[1:]} đồng{even}"


def read_number(number: int) -> str:
    """A whole number read aloud, the northern school way (linh, mốt, tư, lăm).

    >>> read_number(24105)
    'hai mươi tư nghìn một trăm linh năm'
    """
    if number < 0:
        return f"âm {read_number(-number)}"
    if number == 0:
        return DIGITS[0]
    above, below = divmod(number, BILLION)
    parts = [f"{read_number(above)} tỷ"] if above else []
    for scale, name in ((1_000_000, " triệu"), (1000, " nghìn"), (1, "")):
        group = below // scale % 1000
        if group:
            parts.append(_read_group(group, in_full=bool(parts)) + name)
    return " ".join(parts)


def _read_group(group: int, *, in_full: bool) -> str:
    """Three digits; `in_full` says the hundreds even where there are none."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or in_full else []
    if tens == 0:
        if ones:
            words += ["linh", DIGITS[ones]] if words else [DIGITS[ones]]
        return " ".join(words)
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones:
        words.append(
            {1: "mốt" if tens > 1 else "một", 4: "tư" if tens > 1 else "bốn", 5: "lăm"}.get(ones, DIGITS[ones])
        )
    return " ".join(words)
