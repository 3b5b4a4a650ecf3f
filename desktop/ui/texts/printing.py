"""Wording of previewing, printing and saving papers."""

from typing import Final

ERRORS: Final = {
    "print.printer_gone": (
        "Không còn thấy máy in “{printer}”. Dữ liệu vẫn nguyên vẹn, chưa in trang nào. "
        "Hãy kiểm tra dây và nguồn của máy in, chọn máy in khác, hoặc lưu thành tệp PDF để in sau."
    ),
    "print.no_printer": (
        "Máy tính này chưa cài máy in nào. Dữ liệu vẫn nguyên vẹn. Hãy lưu thành tệp PDF rồi chép sang máy có máy in."
    ),
    "print.failed": (
        "Máy in “{printer}” không nhận bản in này. Dữ liệu vẫn nguyên vẹn. "
        "Hãy kiểm tra giấy và mực rồi in lại, hoặc lưu thành tệp PDF để in sau."
    ),
    "print.no_pages": "Bản in có {count} trang. Hãy ghi số trang từ 1 đến {count}, ví dụ 1-3.",
    "print.file_unwritable": (
        "Không ghi được tệp {file}. Dữ liệu trong sổ vẫn nguyên vẹn. "
        "Hãy chọn thư mục khác, hoặc đóng tệp đó nếu đang mở ở chương trình khác."
    ),
}

PRODUCT: Final = "Sổ Hội"
TITLE: Final = "In"
PRINTER: Final = "Máy in"
NO_PRINTERS: Final = "Chưa có máy in nào"
NO_PRINTERS_HINT: Final = "Máy tính này chưa cài máy in. Có thể lưu thành tệp PDF để in ở máy khác."
LOOKING: Final = "Đang tìm máy in…"
LOOK_AGAIN: Final = "Tìm lại máy in"
COPIES: Final = "Số bản"
RANGE: Final = "Trang cần in"
RANGE_HINT: Final = "Để trống là in tất cả. Ví dụ: 1-3, 5"
ALL_PAGES: Final = "Tất cả các trang"
PRINT: Final = "In"
SAVE_PDF: Final = "Lưu PDF…"
SAVE_AS: Final = "Lưu bản in thành tệp PDF"
PDF_FILES: Final = "Tệp PDF (*.pdf)"
CLOSE: Final = "Đóng"
PAGES: Final = "{count} trang"
COPIES_OF: Final = "{count} bản"
PRINTING: Final = "Đang gửi tới máy in…"
PRINTING_PAGE: Final = "Đang gửi trang {page}/{count} tới máy in…"
STOP: Final = "Dừng in"
STOPPED: Final = "Đã dừng. Những trang đã gửi tới máy in vẫn in ra."
SENT: Final = "Đã gửi {what} tới máy in {printer}."
SAVED: Final = "Đã lưu {file}."
MAKING: Final = "Đang lập bản in…"
