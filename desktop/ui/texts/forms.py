"""Wording of what can go wrong with papers."""

ERRORS: dict[str, str] = {
    "forms.font_missing": (
        "Máy này thiếu phông chữ có đủ dấu tiếng Việt nên chưa in được. Dữ liệu vẫn nguyên vẹn. "
        "Hãy cài lại phông Times New Roman hoặc cài lại chương trình."
    ),
}
