"""Other words for the main acts, English and Vietnamese, by which the command palette finds them too.

They are what people call an act elsewhere or say aloud, words that the interface itself avoids; so they are no
translations of each other, and both columns are searched whatever the language of the interface.
"""

from __future__ import annotations

SYNONYMS: dict[str, tuple[str, str]] = {
    "file.new": ("create, start", "dự án mới, lập dự án"),
    "file.open": ("load", "tải dự án, nạp dự án"),
    "file.save-copy": ("save as, backup", "lưu thành, sao lưu"),
    "file.import": ("add files, load articles", "thêm bài, nạp tệp, mở tệp"),
    "file.import-folder": ("add folder, directory", "thêm thư mục, nạp thư mục"),
    "file.import-as": ("choose format, layer, text column", "chọn định dạng, chọn lớp, cột văn bản"),
    "file.merge": ("combine, join, bring in a colleague's project", "hợp nhất, ghép dự án, trộn dự án"),
    "file.export": ("save data set, download, write out", "kết xuất, tải xuống, lưu dữ liệu"),
    "file.quit": ("exit, close, leave", "đóng chương trình, ra ngoài"),
    "project.labels": ("tags, tag set, entity types, categories", "thẻ, loại thực thể, danh mục"),
    "project.person": ("user, change user, login, name", "người dùng, đổi người, đăng nhập"),
    "project.suggest": ("predict, pre-annotate, run the model", "dự đoán, chạy mô hình, gán tự động"),
    "project.check": ("damage, corrupt, repair, integrity", "hỏng, sửa chữa, toàn vẹn, kiểm tra lỗi tệp"),
    "project.work": ("statistics, speed, time, pace", "thống kê, tốc độ, thời gian, năng suất"),
    "edit.undo": ("take back, revert", "quay lại, lùi lại, bỏ thao tác"),
    "edit.redo": ("do again, repeat", "lặp lại, tiến lại"),
    "edit.find": ("search", "tìm kiếm, dò chữ"),
    "edit.filter": ("search titles", "tìm tiêu đề, tìm bài"),
    "search.concordance": ("search the project, kwic, query", "tìm trong dự án, tìm kiếm, tra cứu"),
    "search.occurrences": ("label everywhere, propagate, find all", "gán hàng loạt, lan truyền, mọi nơi"),
    "search.consistency": ("check, errors, quality, validate", "soát lỗi, kiểm lỗi, chất lượng"),
    "article.next": ("forward", "bài kế tiếp, tiếp theo"),
    "article.previous": ("back", "bài phía trước, quay lại bài"),
    "article.done": ("finish, complete, submit", "hoàn thành, hoàn tất, nộp, kết thúc"),
    "article.skip": ("ignore, later", "để sau, bỏ bài"),
    "article.reopen": ("not done, unfinish", "chưa xong, mở lại bài"),
    "article.details": ("metadata, properties, source, date", "thông tin bài, thuộc tính, nguồn, ngày đăng"),
    "article.remove": ("delete article", "xóa bài, bỏ bài"),
    "article.labels": ("classify, topic, categories", "phân loại, chủ đề"),
    "span.choose-label": ("tag, relabel, change the label", "đổi nhãn, sửa nhãn, gắn thẻ"),
    "span.same": ("all identical, everywhere", "tất cả giống nhau, hàng loạt"),
    "span.delete": ("remove, erase, unlabel", "bỏ nhãn, gỡ nhãn"),
    "span.note": ("comment, remark", "bình luận, nhận xét"),
    "suggestion.accept": ("agree, approve, confirm, yes, ok", "đồng ý, duyệt, xác nhận, nhận"),
    "suggestion.reject": ("refuse, decline, dismiss, no, wrong", "không đồng ý, bác bỏ, loại, sai"),
    "suggestion.skip": ("later, ignore", "để sau, lướt qua"),
    "suggestion.accept-all": ("approve all, agree to all", "đồng ý tất cả, duyệt hết"),
    "suggestion.queue": ("review, inbox, list of suggestions", "duyệt gợi ý, danh sách gợi ý"),
    "suggestion.settings": ("model, learning, training, predictions", "mô hình, học, huấn luyện, dự đoán"),
    "relation.link": ("connect, edge, arc, arrow", "liên kết, nối, mũi tên"),
    "relation.show": ("arcs, arrows, links", "mũi tên, liên kết"),
    "view.raw": ("original, source text, unfold", "nguyên văn, bản gốc"),
    "view.zoom-in": ("zoom in, bigger, font size", "phóng to, to hơn, cỡ chữ"),
    "view.zoom-out": ("zoom out, font size", "thu nhỏ, bé hơn, cỡ chữ"),
    "view.zoom-reset": ("reset zoom, normal size", "cỡ chữ thường"),
    "view.light": ("day, white, bright, theme", "giao diện sáng, ban ngày, nền trắng"),
    "view.sepia": ("paper, warm, theme", "giao diện vàng, nền vàng"),
    "view.dark": ("night, black, theme", "giao diện tối, ban đêm, nền đen"),
    "view.articles": ("sidebar, left panel", "thanh bên, khung trái"),
    "view.inspector": ("right panel, properties, details", "khung phải, thuộc tính"),
    "view.vietnamese": ("language", "ngôn ngữ"),
    "view.english": ("language", "tiếng Anh, ngôn ngữ"),
    "help.shortcuts": ("shortcuts, hotkeys, cheat sheet", "bàn phím, danh sách phím"),
    "help.keys": ("customize shortcuts, key bindings", "tùy chỉnh phím, gán phím"),
    "help.about": ("version, licence", "phiên bản, giấy phép"),
}
"""By the act's id: English words, Vietnamese words, separated by commas."""


def synonyms(act: str) -> tuple[str, ...]:
    """The other words for an act, each by itself."""
    return tuple(word for column in SYNONYMS.get(act, ()) for word in column.split(", "))
