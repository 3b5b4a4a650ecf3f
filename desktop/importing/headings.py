"""How well a column heading of a list goes with a field, judged by its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from desktop.models.names import accent_fold, fold


def words_of(text: str) -> frozenset[str]:
    """Words for comparing headings with, spelt with their marks and without."""
    return frozenset((*text.split(), *fold(text).split()))


_FILLER = words_of("số và của là các những theo mục stt tt")
_NEUTRAL = words_of(
    "hội viên hv phụ nữ chị em cá nhân liên hệ hiện nay nếu có ghi rõ đầy đủ khai sinh chữ in hoa thẻ bà vợ "
    "ngày tháng năm"
)
# A heading with one of these speaks of somebody or something else than the field whose words it also holds.
_OF_ANOTHER = words_of(
    "cấp hạn chồng cha bố mẹ con cháu chủ đảng đoàn đội nơi cũ trước tạm vắng mất nghỉ chuyển ra khỏi dự bị "
    "chính thức thôi phó trưởng ký nhận thay người giới thiệu quan hệ"
)
_ALTERNATIVES = re.compile(r"\s*(?:/|\bhoặc\b|\bhay\b|;)\s*", re.IGNORECASE)
_PARENTHESES = re.compile(r"[(\[][^)\]]*[)\]]?")
_SURE_TYPO, _TYPO_LETTERS = 86, 5
_COST, _COST_BESIDE_ONE_WORD, _HARDLY = 0.12, 0.36, 0.55
_COST_OF_PART, _COST_OF_ITEM = 0.02, 0.1
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A heading as words: with their marks, and folded."""

    marked: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def has_marks(self) -> bool:
        """Whether it was typed with Vietnamese marks."""
        return self.marked != self.plain


_SHORT_FOR = {
    "ntn": "ngày tháng năm", "ntns": "ngày tháng năm sinh", "ns": "năm sinh", "hvt": "họ và tên", "đc": "địa chỉ",
    "hk": "hộ khẩu", "tđ": "trình độ", "pn": "phụ nữ", "chpn": "chi hội phụ nữ",
}  # fmt: skip


_ENGLISH = {
    "full name": "họ và tên", "name": "họ và tên", "date of birth": "ngày sinh", "dob": "ngày sinh",
    "birthday": "ngày sinh", "birth date": "ngày sinh", "id number": "số căn cước", "citizen id": "số căn cước",
    "phone": "điện thoại", "phone number": "điện thoại", "tel": "điện thoại", "mobile": "điện thoại",
    "address": "địa chỉ", "ethnicity": "dân tộc", "religion": "tôn giáo", "gender": "giới tính", "sex": "giới tính",
    "note": "ghi chú", "notes": "ghi chú", "branch": "chi hội",
}  # fmt: skip


@lru_cache(maxsize=4096)
def phrase(text: str) -> Phrase:
    """The words of a heading, its usual abbreviations and a program's English spelt out."""
    marked = accent_fold(text)
    marked = _ENGLISH.get(marked) or " ".join(_SHORT_FOR.get(word, word) for word in marked.split())
    return Phrase(tuple(marked.split()), tuple(fold(marked).split()))


@lru_cache(maxsize=4096)
def variants(heading: str) -> tuple[str, ...]:
    """The heading, and what remains of it without its parentheses, or of each of its alternatives.

    >>> variants("CMND/CCCD (12 số)")
    ('CMND/CCCD (12 số)', 'CMND/CCCD', 'CMND', 'CCCD')
    """
    heading = " ".join(heading.split())
    bare = _PARENTHESES.sub(" ", heading).strip()
    found = [heading, bare, *_ALTERNATIVES.split(bare)]
    return tuple(dict.fromkeys(text for text in found if phrase(text).plain))


def match(heading: str, names: Sequence[str]) -> float:
    """How well a heading goes with the names of a field: 1 the same words, under 0.6 hardly.

    >>> match("Họ và tên", ["Họ tên"]) > 0.9, match("Số định danh cá nhân", ["số định danh"]) > 0.8
    (True, True)
    >>> match("Ngày cấp CCCD", ["CCCD"]) < 0.5, match("Ngày vào Đảng", ["Ngày vào Hội"]) < 0.7
    (True, True)
    """
    texts = [(text, _COST_OF_PART if place else 0.0) for place, text in enumerate(variants(heading))]
    texts += [(text, _COST_OF_ITEM) for text in heading.split(",")[:-1] if len(text) > 3]
    return max((_likeness(text, name) - cost for text, cost in texts for name in names), default=0.0)


def says_something_else(heading: str) -> bool:
    """Whether a heading speaks of somebody or something beside the person of the row ("chồng", "ngày cấp")."""
    words = phrase(heading)
    return not _OF_ANOTHER.isdisjoint(words.marked if words.has_marks else words.plain)


@lru_cache(maxsize=65_536)
def _likeness(heading: str, name: str) -> float:
    told, wanted = phrase(heading), phrase(name)
    if not wanted.plain or not told.plain:
        return 0.0
    if told.has_marks:
        return max(_alike(told.marked, wanted.marked), _initials(told.marked, wanted.marked))
    return 0.97 * max(_alike(told.plain, wanted.plain), _initials(told.marked, wanted.marked))


def _alike(told: tuple[str, ...], wanted: tuple[str, ...]) -> float:
    if told == wanted:
        return 1.0
    told_words = tuple(word for word in told if word not in _FILLER) or told
    wanted_words = tuple(word for word in wanted if word not in _FILLER) or wanted
    if sorted(told_words) == sorted(wanted_words) or "".join(told_words) == "".join(wanted_words):
        return 0.97
    if "".join(told) == "".join(wanted):  # a program's column name: HoTen
        return 0.97
    if _in_order(wanted_words, told_words):
        return _with_more(told_words, wanted_words)
    typo = ratio("".join(told_words), "".join(wanted_words))
    if typo >= _SURE_TYPO and len("".join(told_words)) >= _TYPO_LETTERS and len(told_words) == len(wanted_words):
        return _slip(told_words, wanted_words, typo)
    if _in_order(told_words, wanted_words):
        return 0.35 + 0.35 * len(told_words) / len(wanted_words)
    return 0.0


def _with_more(told: tuple[str, ...], wanted: tuple[str, ...]) -> float:
    """The heading says more than the name: harmless words cost little, words of something else nearly all."""
    rest = list(told)
    for word in wanted:
        rest.remove(word)
    if any(word in _OF_ANOTHER for word in rest):
        return 0.3
    cost = _COST_BESIDE_ONE_WORD if len(wanted) == 1 and not _is_acronym(wanted[0]) else _COST
    return max(_HARDLY, 0.93 - sum(0.01 if word in _NEUTRAL else cost for word in rest))


def _is_acronym(word: str) -> bool:
    """ "CCCD" is told in any company; one plain word among others ("hộ" in "Loại hộ") tells little."""
    return not _VOWELS & set(fold(word))


def _slip(told: tuple[str, ...], wanted: tuple[str, ...], typo: float) -> float:
    """One word mistyped; another word altogether ("vào Đảng" for "vào Hội") is no slip."""
    odd = [(one, other) for one, other in zip(told, wanted, strict=True) if one != other]
    if any(one in _OF_ANOTHER or ratio(one, other) < 50 for one, other in odd):
        return 0.3
    return 0.9 * typo / 100


def _in_order(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


def _initials(told: tuple[str, ...], wanted: tuple[str, ...]) -> float:
    """ "SĐT" for "số điện thoại"; đ keeps its stroke, or "DT" would be a telephone as well as an ethnic group."""
    told = tuple(word for word in told if word not in _FILLER)
    short = "".join(told)
    if len(told) > 2 or not 2 <= len(short) <= 5 or len(short) != len(wanted):
        return 0.0
    first = "".join(fold(word[0]) if word[0] != "đ" else "đ" for word in wanted)
    if short == first:
        return 0.88
    return 0.62 if fold(short) == fold(first) else 0.0
