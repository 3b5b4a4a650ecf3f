"""Why a row waits for a person or is left out: stable codes, and the sentence for each."""

REASONS = {
    "name.missing": "Dòng này không có họ tên. Hãy ghi họ tên vào danh sách rồi nhập lại dòng này.",
    "name.unreadable": "Họ tên ghi là “{text}”. Hãy xem lại: họ tên chỉ gồm chữ cái.",
    "date.no_such_day": "{label} ghi là “{text}”, không có ngày như vậy. Hãy sửa lại ngày.",
    "date.order_unclear": "{label} ghi là “{text}”, ngược thứ tự ngày và tháng so với các dòng khác. Hãy ghi rõ ngày.",
    "date.century_unclear": "{label} ghi năm hai chữ số “{text}”, chưa rõ thế kỷ nào. Hãy ghi đủ bốn chữ số của năm.",
    "birth.in_future": "Ngày sinh {text} ở sau hôm nay. Hãy xem lại ngày sinh.",
    "birth.too_early": "Ngày sinh {text} quá xa. Hãy xem lại năm sinh.",
    "birth.too_young": "Sinh {text}, chưa đủ 18 tuổi. Hãy xem lại ngày sinh hoặc chờ đến khi đủ tuổi.",
    "joined.in_future": "Ngày vào Hội {text} ở sau hôm nay. Hãy xem lại.",
    "joined.too_early": "Ngày vào Hội {text} quá gần ngày sinh. Hãy xem lại cả hai ngày.",
    "citizen_id.eleven_digits": "Số căn cước “{text}” có 11 chữ số, thiếu một chữ số. Hãy xem lại trên thẻ.",
    "citizen_id.wrong_length": "Số căn cước “{text}” không đủ 12 chữ số (hoặc 9 chữ số của chứng minh). Hãy xem lại.",
    "citizen_id.rounded": "Số căn cước “{text}” đã bị bảng tính làm tròn, mất các chữ số cuối. Hãy xem lại trên thẻ.",
    "citizen_id.zero_unsure": "Số căn cước “{text}” mất số 0 ở đầu, nhưng thêm vào thì không khớp năm sinh. "
    "Hãy xem lại trên thẻ.",
    "citizen_id.twice": "Số căn cước này đã có ở dòng {other} của danh sách. Hãy xem đó có phải cùng một người.",
    "citizen_id.says_man": "Số căn cước {text} là của nam giới. Hãy xem lại số căn cước.",
    "member.is_man": "Danh sách ghi là nam. Nam giới chỉ có thể là hội viên danh dự; hãy xem lại.",
    "row.twice": "Người này trùng họ tên, ngày sinh và chi hội với dòng {other}. Hãy xem đó có phải cùng một người.",
    "value.unreadable": "{label} ghi là “{text}”, không đọc được. Hãy xem lại.",
    "value.too_long": "{label} dài quá, bắt đầu bằng “{text}”. Hãy xem trong tệp có dấu ngoặc kép nào chưa đóng.",
    "value.missing": "Dòng này không ghi {label}. Hãy bổ sung.",
    "value.two_choices": "{label} ghi ở hai cột cùng lúc. Hãy giữ lại một.",
    "match.several": "Trong sổ có nhiều người cùng mang số căn cước này. Hãy chọn đúng người.",
    "match.other_name": "Số căn cước này trong sổ là của người tên khác. Hãy xem đó có phải cùng một người.",
    "match.maybe_same": "Trong sổ có người trùng họ tên và gần trùng ngày sinh. Hãy xem đó có phải cùng một người.",
    "reference.unknown": "{label} ghi là “{text}”, trong sổ chưa có hoặc có nhiều mục trùng tên. Hãy chọn đúng mục.",
    "phone.unreadable": "Số điện thoại “{text}” không đúng dạng; đã giữ nguyên trong ghi chú.",
    "branch.missing": "Chưa rõ thuộc chi hội nào. Có thể xếp vào chi hội sau khi nhập.",
    "citizen_id.year_differs": "Năm sinh không khớp với số căn cước. Có thể xem lại sau khi nhập.",
    "citizen_id.unknown_place": "Ba chữ số đầu của số căn cước không phải mã tỉnh. Có thể xem lại sau khi nhập.",
    "citizen_id.zero_restored": "Đã thêm lại số 0 mà bảng tính làm mất ở đầu số căn cước.",
    "value.kept_in_note": "{label} ghi là “{text}”, không có trong danh mục; đã giữ nguyên trong ghi chú.",
}
"""The reasons of this package; rules of the registers bring sentences of their own."""


def sentence(reason: str, **details: str) -> str:
    """What a person reads for a reason."""
    return REASONS[reason].format_map(_Blank(details))


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
