"""What the console says of bundles and records that are held: why, and what can be done."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is held.

    Attributes:
        short: In the list.
        advice: What to do about it.
    """

    short: str
    advice: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be decided about a bundle.

    Attributes:
        path: Its word in the address.
        verb: On the button.
        question: Above what happens.
        happens: What happens.
        done: Afterwards.
    """

    path: str
    verb: str
    question: str
    happens: tuple[str, ...]
    done: str


_MOVED: Final = (
    "Điều này đã ký trong gói nên không sửa được, gói không bao giờ vào sổ. Hãy hỏi xã: có thể tệp sổ của xã khác đã "
    "được chép sang máy này. Xã cần mở đúng sổ của mình và nối lại máy bằng mã mới; sau đó để gói này riêng."
)
BUNDLES: Final = {
    "suspended": Reason(
        "Máy đang tạm ngừng khi gói đến",
        "Nếu việc trong gói đúng là của xã thì nhận vào sổ. Muốn những gói sau tự vào sổ, hãy nối lại máy ở trang xã.",
    ),
    "revoked": Reason(
        "Máy đã bị thu hồi",
        "Chỉ nhận khi biết chắc cán bộ xã đã làm việc trong gói, ví dụ máy hỏng được thu hồi trước khi kịp gửi. "
        "Máy bị mất hoặc bị lấy cắp thì để gói riêng.",
    ),
    "unit": Reason("Gói nói về xã khác với xã của máy", _MOVED),
    "bundle.other_unit": Reason("Gói ghi tiếp vào sổ của xã khác", _MOVED),
    "kind": Reason(
        "Không phải loại gói mà máy ở xã gửi lên",
        "Gói loại này không bao giờ vào sổ. Hãy hỏi xã gói do đâu mà có, cập nhật chương trình trên máy đó, "
        "rồi để gói riêng.",
    ),
    "unknown": Reason(
        "Tỉnh chưa từng cho máy này nối",
        "Gói của máy lạ không bao giờ vào sổ. Hãy cấp mã nối máy mới cho xã; nối xong, máy gửi lại hết. "
        "Sau đó để gói này riêng.",
    ),
    "bundle.nonsense": Reason(
        "Máy chủ chưa hiểu hết nội dung gói",
        "Gói nguyên vẹn và đúng chữ ký của máy. Hãy cập nhật chương trình ở máy chủ và ở xã rồi thử nhận lại. "
        "Vẫn không được thì báo mã gói cho người phụ trách chương trình.",
    ),
    "bundle.damaged": Reason(
        "Tệp của gói ở máy chủ bị hỏng",
        "Hãy kiểm tra ổ đĩa của máy chủ. Máy ở xã vẫn giữ những thay đổi này và sẽ gửi lại.",
    ),
}
OTHER: Final = Reason(
    "Máy chủ chưa đưa được gói vào sổ",
    "Hãy cập nhật chương trình ở máy chủ rồi thử nhận lại. Vẫn không được thì báo mã gói cho người phụ trách "
    "chương trình.",
)
RECORDS: Final = {
    "scope": Reason(
        "Sửa một người hoặc hộ thuộc xã khác",
        "Không nhận được: sổ của xã kia vẫn đúng như xã đó ghi. Hai xã cần thống nhất; xã đang giữ người đó sửa trong "
        "sổ của mình.",
    ),
    "poison": Reason(
        "Dựa vào thay đổi mà chưa ai gửi về tỉnh",
        "Không nhận được, vì sẽ che mất những thay đổi đến sau. Hãy nhờ một máy khác của xã mở hồ sơ đó, sửa lại cho "
        "đúng và lưu; bản sửa ấy đi lên như thường.",
    ),
    "value": Reason(
        "Giá trị máy chủ chưa đọc được",
        "Giá trị vẫn được giữ và vẫn về các máy của xã; sổ ở tỉnh tạm để trống ô đó. Hãy cập nhật máy chủ, hoặc nhờ xã "
        "sửa lại ô ghi lạ.",
    ),
}
OTHER_RECORDS: Final = Reason("Cần người xem", "Không nhận được từ trang này. Hãy nhờ xã mở hồ sơ, sửa lại và lưu.")

_KEPT: Final = "Tệp vẫn được giữ nguyên ở máy chủ và trong các bản sao lưu; việc này được ghi lại cùng tên người làm."
TAKE: Final = Choice(
    "nhan", "Nhận vào sổ", "Nhận gói này vào sổ của {name}?",
    (
        "Những thay đổi trong gói vào sổ của xã như thể gói vừa đến; máy khác của xã nhận được ở lần gửi – nhận tới.",
        "Thay đổi nào đã đến bằng đường khác thì không tính lần nữa.",
        "Nhận rồi thì không rút ra được. Chỗ nào sai, xã sửa trong sổ như mọi khi.",
        "Tình trạng của máy không đổi: máy đang tạm ngừng hoặc đã thu hồi thì vẫn như vậy.",
    ),
    "Đã nhận gói vào sổ.",
)  # fmt: skip
ASIDE: Final = Choice(
    "de-rieng", "Để riêng", "Để riêng gói này của {name}?",
    (
        "Gói không vào sổ và không còn nằm trong danh sách chờ.",
        _KEPT,
        "Trên máy ở xã không mất gì: thay đổi nào tỉnh chưa nhận thì máy vẫn giữ và gửi lại khi còn được nối.",
    ),
    "Đã để riêng gói này. Gói vẫn được giữ nguyên.",
)  # fmt: skip
SEEN: Final = Choice(
    "da-xem", "Đã xem", "Cất dòng này khỏi danh sách chờ?",
    (
        "Những thay đổi lẻ này vẫn được giữ ở tỉnh và vẫn không hiện trong sổ, như từ trước đến nay.",
        "Việc này được ghi lại cùng tên người làm.",
    ),
    "Đã cất dòng đó khỏi danh sách chờ.",
)  # fmt: skip
CHOICES: Final = {choice.path: choice for choice in (TAKE, ASIDE)}
DONE: Final = {choice.path: choice.done for choice in (TAKE, ASIDE, SEEN)}
ACTS: Final = {"applied": "nhận vào sổ", "set_aside": "để riêng", "seen": "đã xem"}
STILL_HELD: Final = "Chưa nhận được gói này vào sổ: {reason}. Gói vẫn được giữ nguyên. {advice}"


def why(reason: str, *, is_record: bool = False) -> Reason:
    """A stable word as people read it."""
    if is_record:
        return RECORDS.get(reason, OTHER_RECORDS)
    return BUNDLES.get(reason, OTHER)


def why_said(reason: str) -> str:
    """The same in few words, of a bundle or of records."""
    return (RECORDS.get(reason) or BUNDLES.get(reason) or OTHER).short


def size_said(size: int) -> str:
    """A file's size.

    >>> size_said(900), size_said(34_000), size_said(2_600_000)
    ('dưới 1 KB', '33 KB', '2,5 MB')
    """
    if size < 1024:
        return "dưới 1 KB"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
