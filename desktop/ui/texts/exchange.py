"""Wording of the page where data go to the province and come back."""

from datetime import datetime
from typing import Final

from desktop.models.numbers import group_digits

ERRORS: Final[dict[str, str]] = {}

TITLE: Final = "Gửi – nhận"
HINT: Final = "Gửi và nhận dữ liệu với tỉnh"
HERE: Final = "{province} · máy này: {name}"
HERE_ALONE: Final = "Máy này: {name}"
LOADING: Final = "Đang xem việc gửi – nhận…"

# ---- before the computer has joined ----

JOIN: Final = "Nối máy này với tỉnh"
JOIN_WHY: Final = (
    "Nối một lần, sau đó những gì ghi trong sổ này gửi được về Hội cấp tỉnh qua mạng hoặc bằng USB. "
    "Tỉnh nhận xong thì gửi lại biên nhận, nên không có gì bị mất và không có gì bị ghi hai lần. "
    "Chưa nối thì vẫn làm việc bình thường."
)
KEPT_HERE: Final = "{count} thay đổi đang được giữ trong máy này, nối xong sẽ gửi được ngay."
NAME: Final = "Tên máy này"
NAME_HELP: Final = "Tên hiện bên cạnh mỗi thay đổi, để biết đã gõ ở máy nào."
NAME_SAMPLE: Final = "Máy văn phòng"
NAME_NEEDED: Final = "Hãy đặt tên cho máy này, ví dụ: Máy văn phòng."
BY_CODE: Final = "Có mạng: dùng mã tỉnh cấp"
SERVER: Final = "Địa chỉ máy chủ của tỉnh"
SERVER_HELP: Final = "Chép đúng như giấy báo của tỉnh."
SERVER_NEEDED: Final = "Hãy ghi địa chỉ máy chủ của tỉnh."
CODE: Final = "Mã nối máy"
CODE_HELP: Final = "Chữ hoa hay chữ thường, có hay không có dấu gạch đều được."
CODE_NEEDED: Final = "Hãy ghi mã nối máy của tỉnh."
CODE_MARKS: Final = (
    "Mã không có chữ có dấu. Bộ gõ tiếng Việt đang bật: hãy tắt bộ gõ, thường là Ctrl+Shift, rồi gõ lại chỗ có dấu."
)
JOIN_BY_CODE: Final = "Nối qua mạng"
BY_STICK: Final = "Không có mạng: dùng USB tỉnh giao"
PLUG_IN: Final = "Hãy cắm USB của tỉnh vào máy này. Chương trình sẽ tự nhận ra."
INVITED: Final = "Trên {stick} có giấy mời của tỉnh cho xã này."
NOT_INVITED: Final = "Trên {stick} chưa có giấy mời của tỉnh cho xã này."
JOIN_BY_STICK: Final = "Nối bằng USB"
JOIN_BY_STICK_NEXT: Final = (
    "Chương trình ghi yêu cầu và các thay đổi đang chờ lên USB. Mang USB về tỉnh, "
    "rồi cắm lại vào máy này là nối xong."
)  # fmt: skip
NO_PROVINCE: Final = "Chưa có mã, cũng chưa có USB của tỉnh?"
NO_PROVINCE_SO: Final = (
    "Mã và USB do Hội cấp tỉnh phát cho từng xã. Trong lúc chờ, cứ làm việc như thường: mọi thay đổi đều được giữ lại."
)
TWO_COMPUTERS: Final = "Xã có hai máy?"
TWO_COMPUTERS_SO: Final = (
    "Hai máy trong xã trao đổi qua tỉnh: máy này gửi lên, máy kia nhận về. Mỗi máy nối với tỉnh một lần. "
    "Khi tỉnh chưa dùng Sổ Hội thì nên ghi sổ ở một máy."
)
ONLY_CHAIR: Final = "Nối máy với tỉnh là việc của Chủ tịch hoặc Phó Chủ tịch."
JOINED: Final = "Máy này đã nối với {province}. Bây giờ có thể gửi và nhận dữ liệu."
JOINED_PLAIN: Final = "Máy này đã nối với tỉnh. Bây giờ có thể gửi và nhận dữ liệu."
ASKED: Final = "Đã ghi yêu cầu lên USB. Có thể rút USB và mang về tỉnh."

# ---- how things stand ----

ALL_RECEIVED: Final = "Tỉnh đã nhận đủ"
ALL_RECEIVED_SO: Final = "Mọi thay đổi của máy này đều đã có biên nhận."
NOTHING_YET: Final = "Chưa có gì để gửi"
NOTHING_YET_SO: Final = "Thay đổi trong sổ sẽ tự xếp vào hàng chờ ở đây."
WAITING: Final = "{count} thay đổi chờ gửi"
WAITING_SINCE: Final = "Sớm nhất từ {since}."
ON_STICK: Final = "{count} thay đổi đã ghi ra USB {when}, chờ biên nhận."
LAST_RECEIPT: Final = "Biên nhận gần nhất: {when}."
NO_RECEIPT: Final = "Chưa có biên nhận nào của tỉnh."
WAYS: Final = {"network": "qua mạng", "stick": "bằng USB", "file": "bằng tệp"}
SEND: Final = "Gửi qua mạng"
WRITE: Final = "Ghi ra USB"
LOAD_ON: Final = "Tải tiếp qua mạng"
NO_SERVER: Final = "Tỉnh chưa mở đường gửi qua mạng cho xã, hãy dùng USB."
MAY_NOT: Final = "Gửi và nhận dữ liệu là việc của cán bộ Hội."

CLOCK_AHEAD: Final = "Đồng hồ máy này chạy nhanh hơn đồng hồ của tỉnh {much}."
CLOCK_BEHIND: Final = "Đồng hồ máy này chạy chậm hơn đồng hồ của tỉnh {much}."
CLOCK_SO: Final = "Dữ liệu vẫn đúng, chỉ ngày giờ ghi bên cạnh thay đổi bị lệch. Hãy chỉnh lại ngày giờ của máy."
MUCH_MINUTES: Final = "{count} phút"
MUCH_HOURS: Final = "{count} giờ"
MUCH_DAYS: Final = "{count} ngày"
MUCH_YEARS: Final = "{count} năm"
GIVE_BACK: Final = (
    "Máy chủ của tỉnh vừa được khôi phục và xin lại dữ liệu của xã. Lần gửi tới sẽ gửi lại toàn bộ sổ nên lâu hơn mọi "
    "khi; không có gì bị ghi hai lần."
)
FIRST_LOAD: Final = (
    "Dữ liệu của xã đang về máy này lần đầu và chưa đủ. Nên đợi về đủ rồi hãy sửa; sửa trước cũng không mất gì."
)
PENDING: Final = (
    "Yêu cầu nối máy đã nằm trên USB. Mang USB về tỉnh, rồi cắm lại vào máy này để nối xong. "
    "Trong lúc chờ vẫn ghi thêm ra USB được."
)

# ---- a running exchange ----

SENDING: Final = "Đang gửi và nhận qua mạng"
WRITING: Final = "Đang làm việc với USB"
JOINING: Final = "Đang nối máy này với tỉnh"
ASKING: Final = "Đang ghi yêu cầu lên USB"
TAKING: Final = "Đang nhận tệp vào sổ"
STAGES: Final = {
    "prepare": "Đang gom các thay đổi",
    "connect": "Đang gọi máy chủ của tỉnh",
    "send": "Đang gửi",
    "fetch": "Đang nhận về",
    "apply": "Đang ghi vào sổ",
    "write": "Đang ghi ra USB",
    "check": "Đang đọc lại USB để chắc chắn",
    "read": "Đang đọc USB",
}
OF: Final = "{stage}: {done} trên {total}"
MEANWHILE: Final = "Cứ làm việc khác trong lúc chờ. Tắt chương trình cũng không mất gì, lần sau gửi tiếp."
KEEP_STICK: Final = "Hãy để nguyên USB cho đến khi xong."
STOP: Final = "Dừng"
STOPPING: Final = "Đang dừng…"
FOOTER_SENDING: Final = "Đang gửi – nhận"
FOOTER_PERCENT: Final = "Đang gửi – nhận {percent} %"

# ---- how it ended ----

RECEIPT: Final = "Biên nhận"
DONE_RECEIVED: Final = "Tỉnh đã nhận {count} thay đổi"
DONE_SENT: Final = "Đã gửi {count} thay đổi"
DONE_SENT_SO: Final = "Biên nhận sẽ về ở lần gửi – nhận sau."
DONE_FETCHED: Final = "Đã nhận {count} thay đổi của máy khác"
DONE_NOTHING: Final = "Không có gì mới"
DONE_NOTHING_SO: Final = "Máy này và tỉnh đã giống nhau."
DONE_WRITTEN: Final = "Đã ghi {count} thay đổi ra USB"
DONE_WRITTEN_SO: Final = "Mang USB về tỉnh. Khi tỉnh đã đọc, cắm lại vào máy này để nhận biên nhận."
DONE_READ: Final = "Đã đọc USB"
DONE_FILE: Final = "Đã nhận tệp vào sổ"
DONE_FILE_SO: Final = "Không cần giữ tệp này nữa."
MAY_PULL: Final = "Có thể rút USB."
FIGURE_SENT: Final = "Đã gửi"
FIGURE_WRITTEN: Final = "Đã ghi ra USB"
FIGURE_RECEIVED: Final = "Đã nhận về"
FIGURE_ACKNOWLEDGED: Final = "Tỉnh đã nhận"
NEW_CONFLICTS: Final = "{count} thông tin hai máy ghi khác nhau, xem bên dưới."
HISTORY_FROM: Final = (
    "Lịch sử trên máy này có từ ngày {day}; những thay đổi trước đó nằm ở tỉnh và ở các máy khác của xã."
)
NEW_REFUSED: Final = "{count} mục cần xem lại, xem bên dưới."
CUT_OFF: Final = "Lần gửi – nhận vừa rồi chưa xong"
CUT_OFF_AT: Final = "Lần gửi – nhận lúc {when} chưa xong"
CUT_OFF_WAITING: Final = "{count} thay đổi vẫn nằm trong hàng chờ."
JOIN_FAILED: Final = "Chưa nối được với tỉnh"
STOPPED: Final = "Đã dừng lại"
STOPPED_SO: Final = "Phần tỉnh đã nhận thì giữ nguyên, phần còn lại vẫn trong hàng chờ và gửi tiếp lần sau."
JOIN_STOPPED_SO: Final = "Chưa có gì thay đổi. Lúc nào cũng nối lại được."
TRY_AGAIN: Final = "Thử lại"
CLOSE: Final = "Đóng"

# ---- sticks ----

ERRAND: Final = "Gửi bằng USB gồm ba bước"
ERRAND_STEPS: Final = (
    ("Ghi ra USB", "Cắm USB vào máy này, bấm “Ghi ra USB”. Xong thì rút."),
    ("Mang về tỉnh", "Giao USB cho Hội cấp tỉnh. Tỉnh đọc rồi ghi biên nhận vào chính USB đó."),
    ("Cắm lại máy này", "Chương trình tự nhận ra USB, đọc biên nhận và những gì máy khác đã gửi."),
)
ERRAND_SAFE: Final = "USB bị mất cũng không lộ: dữ liệu đã khóa, chỉ tỉnh mở được. Ghi lại ra USB khác là xong."
NAMELESS_STICK: Final = "USB"
STICKS: Final = "USB đang cắm"
NO_STICK: Final = "Chưa thấy USB nào. Cắm USB vào là chương trình tự nhận ra."
STICK_ANSWER: Final = "Trên USB có dữ liệu tỉnh gửi về cho máy này."
STICK_OURS: Final = "USB của Sổ Hội, chưa có gì mới cho máy này."
STICK_OTHER: Final = (
    "Chưa dùng cho Sổ Hội. Khi ghi, chương trình thêm một thư mục tên SoHoi; các tệp khác giữ nguyên."
)  # fmt: skip
STICK_INVITES: Final = "Có giấy mời của tỉnh cho xã này."
WHICH_STICK: Final = "Hãy chọn USB để ghi."
TAKE_ANSWER: Final = "Nhận và ghi tiếp"
WRITE_THIS: Final = "Ghi ra USB này"
OTHER_FOLDER: Final = "USB không hiện ra? Chọn thư mục…"
CHOOSE_FOLDER: Final = "Chọn USB"
OFFER_ANSWER: Final = "Có USB của Sổ Hội: nhận biên nhận?"
OFFER_ANSWER_ACT: Final = "Nhận biên nhận"
OFFER_WRITE: Final = "Có USB của Sổ Hội: ghi {count} thay đổi ra USB?"
OFFER_INVITE: Final = "Có USB của tỉnh: nối máy này với tỉnh?"
OFFER_INVITE_ACT: Final = "Xem"

# ---- a file that was opened ----

FILE_STRANGE: Final = (
    "Tệp vừa mở không phải tệp của Sổ Hội, hoặc đã bị hỏng. Sổ trên máy giữ nguyên. "
    "Danh sách Excel thì nhận ở mục Nhập từ Excel."
)
FILE_BUNDLE: Final = "Tệp vừa mở là gói dữ liệu của Sổ Hội. Nhận vào sổ?"
FILE_BUNDLE_ACT: Final = "Nhận vào sổ"
FILE_NOT_TAKEN: Final = "Chưa nhận được tệp này"
FILE_ON_STICK: Final = "Tệp vừa mở nằm trên USB của Sổ Hội. Nhận về những gì tỉnh gửi và ghi tiếp ra USB?"
FILE_INVITATION: Final = (
    "Tệp vừa mở là giấy mời nối máy với tỉnh. Hãy cắm USB của tỉnh vào máy này, rồi bấm “Nối bằng USB” ở dưới."
)
FILE_INVITATION_LATE: Final = "Tệp vừa mở là giấy mời nối máy với tỉnh. Máy này đã nối rồi, không cần dùng nữa."
FILE_BACKUP: Final = "Tệp vừa mở là bản sao lưu của Sổ Hội. Sổ đang dùng không thay đổi khi mở tệp này."
FILE_BACKUP_ACT: Final = "Khôi phục từ tệp này…"

# ---- conflicts ----

CONFLICTS: Final = "Hai máy ghi khác nhau"
CONFLICTS_HINT: Final = "Sổ giữ cả hai giá trị cho đến khi có người chọn. Chọn xong, máy kia cũng sẽ thấy như vậy."
DIFFERENT: Final = "Hai máy ghi khác nhau"
STARTED_FROM: Final = "ban đầu: {value}"
STARTED_EMPTY: Final = "ban đầu: chưa ghi"
EMPTY_VALUE: Final = "(để trống)"
BY: Final = "{who}, {where}, {when}"
SOMEBODY: Final = "chưa rõ ai"
THIS_COMPUTER: Final = "máy này"
OTHER_COMPUTER: Final = "máy khác"
COMPUTER: Final = "máy {name}"
OTHER_VALUE: Final = "Giá trị khác"
LATER: Final = "Để sau"
LATER_SAID: Final = "Để sau. Cả hai giá trị vẫn được giữ."
LOOK_AGAIN: Final = "Xem lại"
KEEP: Final = "Giữ giá trị đã chọn"
KEPT: Final = "Đã giữ giá trị đã chọn cho {title}."
OPEN_ROW: Final = "Mở trong sổ"
REVIEW: Final = "{count} thông tin hai máy ghi khác nhau"
SEE: Final = "Xem"
CAME_DIFFERENT: Final = "Vừa nhận về {count} thông tin hai máy ghi khác nhau."

# ---- what was held or refused ----

REFUSED: Final = "Cần xem lại"
REFUSED_HINT: Final = "Không mục nào bị mất. Mỗi dòng nói rõ vì sao và cần làm gì."
HELD_THERE: Final = "Tỉnh đang giữ để xem"
HELD_HERE: Final = "Đang giữ ở máy này"
REASONS: Final = {
    "scope": "Người hoặc hộ này nay thuộc xã khác. Tỉnh sẽ chuyển cho xã đó xem.",
    "unit": "Gói dữ liệu này của xã khác. Hãy trả USB về đúng xã.",
    "transferred": "Người này đã chuyển sang xã khác trước khi thay đổi về tới tỉnh. Xã mới sẽ xem.",
    "kind": "Gói dữ liệu không phải loại mà máy của xã gửi lên. Người phụ trách ở tỉnh sẽ xem.",
    "revoked": "Tỉnh đã thu hồi máy này. Hãy gọi người phụ trách ở tỉnh; dữ liệu vẫn còn trong máy.",
    "suspended": "Tỉnh đang tạm ngừng máy này. Hãy gọi người phụ trách ở tỉnh; dữ liệu vẫn còn trong máy.",
    "unknown": "Tỉnh chưa biết máy này. Hãy gọi người phụ trách ở tỉnh để nối lại.",
    "newer": "Gói dữ liệu do bản Sổ Hội mới hơn tạo ra. Tệp được giữ lại; cập nhật chương trình xong sẽ đọc được.",
    "damaged": "Gói dữ liệu bị hỏng trên đường đi. Lần gửi – nhận sau sẽ gửi lại.",
    "poison": "Máy này và tỉnh hiểu khác nhau về thứ tự các thay đổi. Người phụ trách ở tỉnh sẽ xem.",
    "parent": "Chờ thông tin khác về trước, ví dụ hộ của người này. Khi về đủ sẽ tự ghi vào sổ.",
    "value": "Giá trị này bản Sổ Hội ở tỉnh chưa đọc được. Tỉnh giữ nguyên và sẽ đọc sau khi cập nhật.",
    "fork": "Sổ này đã được chép sang một máy khác. Không mất gì; hai bản được coi là hai máy riêng.",
}
REASON_OTHER: Final = "Người phụ trách ở tỉnh sẽ xem và trả lời. Dữ liệu vẫn còn nguyên."

# ---- the last exchanges ----

HISTORY: Final = "Những lần gửi – nhận gần đây"
HISTORY_EMPTY: Final = "Chưa có lần gửi – nhận nào."
HISTORY_SENT: Final = "gửi {count}"
HISTORY_WRITTEN: Final = "ghi {count} ra USB"
HISTORY_RECEIVED: Final = "nhận về {count}"
HISTORY_ACKNOWLEDGED: Final = "tỉnh đã nhận {count}"
HISTORY_NOTHING: Final = "Không có gì mới"
HISTORY_CUT: Final = "chưa xong"
CHANGES: Final = "{count} thay đổi"

# ---- elsewhere in the window ----

HOME: Final = "Gửi về tỉnh"
HOME_WAITING: Final = "{count} thay đổi đang chờ"
HOME_NOTHING: Final = "Không có thay đổi nào đang chờ."
HOME_JOIN: Final = "Nối với tỉnh"
COMMAND_SEND: Final = "Gửi qua mạng"
COMMAND_WRITE: Final = "Ghi ra USB"
COMMAND_ALSO: Final = "gửi dữ liệu về tỉnh đồng bộ biên nhận mạng"
COMMAND_WRITE_ALSO: Final = "gửi dữ liệu về tỉnh đồng bộ biên nhận thẻ nhớ"
ACTION_SEND: Final = "Gửi qua mạng"
ACTION_WRITE: Final = "Ghi ra USB"

TODAY: Final = "hôm nay"
YESTERDAY: Final = "hôm qua"


def day_of(moment: datetime, now: datetime) -> str:
    """The day of a moment, with its year where it is another: "18/11", "18/11/2025"."""
    local = moment.astimezone()
    return f"{local:%d/%m}" if local.year == now.astimezone().year else f"{local:%d/%m/%Y}"


def moment_of(moment: datetime, now: datetime) -> str:
    """A moment as a card says it: "18/11 09:12"."""
    return f"{day_of(moment, now)} {moment.astimezone():%H:%M}"


def when_of(moment: datetime, now: datetime) -> str:
    """A moment in a sentence: "09:12 hôm nay", "20:40 hôm qua", "09:12 ngày 18/11"."""
    local = moment.astimezone()
    days = (now.astimezone().date() - local.date()).days
    day = {0: TODAY, 1: YESTERDAY}.get(days, f"ngày {day_of(moment, now)}")
    return f"{local:%H:%M} {day}"


def size_of(size: int) -> str:
    """A size in bytes: "640 byte", "12 KB", "3,4 MB"."""
    if size < 1024:
        return f"{size} byte"
    if size < 1024 * 1024:
        return f"{group_digits(round(size / 1024))} KB"
    return f"{size / (1024 * 1024):.1f} MB".replace(".", ",")


def much_of(seconds: int) -> str:
    """How far a clock is off, in the largest unit that says it."""
    for unit, words in ((31_557_600, MUCH_YEARS), (86_400, MUCH_DAYS), (3_600, MUCH_HOURS)):
        if seconds >= unit:
            return words.format(count=group_digits(round(seconds / unit)))
    return MUCH_MINUTES.format(count=round(seconds / 60))
