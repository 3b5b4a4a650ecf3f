"""What the program says when a data folder or its settings cannot be used."""

ERRORS = {
    "store.folder_missing": (
        "Không thấy thư mục dữ liệu {folder}. Chưa có gì bị thay đổi. "
        "Hãy kiểm tra ổ đĩa chứa thư mục, hoặc khôi phục từ bản sao lưu."
    ),
    "store.not_a_register": (
        "Thư mục {folder} chưa có sổ nào. Hãy chọn thư mục khác, tạo sổ mới hoặc khôi phục bản sao lưu."
    ),
    "store.database_missing": (
        "Thư mục {folder} còn tệp khóa nhưng không thấy tệp dữ liệu register.db. "
        "Hãy chép lại tệp đó, hoặc khôi phục từ bản sao lưu gần nhất."
    ),
    "store.already_a_register": (
        "Thư mục {folder} đã có một sổ. Sổ đó giữ nguyên. Hãy mở sổ đó hoặc chọn thư mục khác."
    ),
    "store.folder_read_only": (
        "Không ghi được vào thư mục dữ liệu {folder}. Dữ liệu đã lưu vẫn nguyên vẹn. "
        "Hãy bỏ thuộc tính chỉ đọc hoặc nhờ người phụ trách máy cấp quyền ghi."
    ),
    "store.folder_unusable": (
        "Không tạo được thư mục {folder}. Chưa có gì bị thay đổi. Hãy chọn thư mục khác trên ổ đĩa của máy này."
    ),
    "store.removable_drive": (
        "Thư mục {folder} nằm trên USB hoặc ổ đĩa tháo rời; rút ra giữa chừng có thể làm hỏng sổ. "
        "Chưa có gì bị thay đổi. Hãy để sổ trên ổ đĩa của máy và chỉ dùng USB để sao lưu."
    ),
    "store.network_drive": (
        "Thư mục {folder} nằm trên ổ đĩa mạng; mạng chập chờn có thể làm hỏng sổ. "
        "Chưa có gì bị thay đổi. Hãy để sổ trên ổ đĩa của máy này."
    ),
    "store.synced_folder": (
        "Thư mục {folder} đang được OneDrive, Google Drive, Dropbox hoặc chương trình tương tự tự động sao chép; "
        "việc đó có thể làm hỏng sổ. Chưa có gì bị thay đổi. Hãy chọn thư mục khác; "
        "bản sao lưu thì có thể để trong thư mục này."
    ),
    "store.no_room": (
        "Ổ đĩa chứa {folder} chỉ còn {free_mb} MB, cần ít nhất {needed_mb} MB. Dữ liệu vẫn an toàn, "
        "việc này chưa bắt đầu. Hãy dọn bớt tệp rồi làm lại."
    ),
    "store.in_use": (
        "Sổ trong {folder} đang mở ở một cửa sổ khác. Dữ liệu vẫn an toàn. "
        "Hãy dùng cửa sổ đang mở, hoặc đóng nó rồi mở lại."
    ),
    "store.settings_unwritable": (
        "Không lưu được cài đặt vào {folder}. Dữ liệu vẫn an toàn; cài đặt mới chỉ giữ đến khi đóng chương trình. "
        "Hãy kiểm tra ổ đĩa còn chỗ trống và không bị khóa ghi."
    ),
}
