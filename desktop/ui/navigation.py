"""The navigation: one line for every page there is. A new register gets its line here and nothing else."""

from desktop.ui.frame.nav import NavItem

HOME, MEETINGS, IMPORT, EXCHANGE, SETTINGS = "home", "meeting", "import", "exchange", "settings"

NAVIGATION = (
    NavItem(HOME, "Trang chính", "home", 0),
    NavItem("member", "Hội viên", "people", 1),
    NavItem("household", "Hộ gia đình", "household", 1),
    NavItem(MEETINGS, "Cuộc họp", "meeting", 1),
    NavItem("support_out", "Hỗ trợ", "support", 1),
    NavItem("branch", "Chi hội", "branch", 2),
    NavItem("group", "Tổ", "branch", 2),
    NavItem("hamlet", "Thôn, xóm", "household", 2),
    NavItem("post_holding", "Cán bộ Hội", "officer", 2),
    NavItem("membership", "Vào, ra Hội", "move", 2),
    NavItem("person", "Mọi người", "person", 3),
    NavItem("resource_in", "Nguồn lực", "money", 3),
    NavItem("child_case", "Mẹ đỡ đầu", "child", 3),
    NavItem("denominator", "Mẫu số tập hợp", "report", 3),
    NavItem(IMPORT, "Nhập từ Excel", "import", 4),
    NavItem(EXCHANGE, "Gửi – nhận", "exchange", 4),
    NavItem(SETTINGS, "Hệ thống", "settings", 4),
)

SPECIAL = frozenset({HOME, MEETINGS, IMPORT, EXCHANGE, SETTINGS})
