<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Annotator</source>
        <translation>Giới thiệu Annotator</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Giấy phép</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Read Vietnamese news offline and turn it into labelled data.</source>
        <translation>Đọc tin tức tiếng Việt ngoại tuyến và biến thành dữ liệu có nhãn.</translation>
    </message>
    <message>
        <source>Annotator {version}</source>
        <translation>Annotator {version}</translation>
    </message>
</context>
<context>
    <name>Annotating</name>
    <message>
        <source>“{quote}” stands nowhere else unlabelled in this article.</source>
        <translation>“{quote}” không còn chỗ nào chưa gán nhãn trong bài này.</translation>
    </message>
    <message numerus="yes">
        <source>Accepted at %n place(s): “{quote}” {label}</source>
        <translation>
            <numerusform>Đã chấp nhận ở %n chỗ: “{quote}” {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Labelled at %n more place(s): “{quote}” {label}</source>
        <translation>
            <numerusform>Đã gán nhãn thêm ở %n chỗ: “{quote}” {label}</numerusform>
        </translation>
    </message>
    <message>
        <source>No unlabelled name is left in this article.</source>
        <translation>Trong bài không còn tên nào chưa gán nhãn.</translation>
    </message>
</context>
<context>
    <name>AnnotatorDialog</name>
    <message>
        <source>Who annotates?</source>
        <translation>Ai gán nhãn?</translation>
    </message>
    <message>
        <source>Each person has a layer of their own: what you label is kept apart from what others label on the same articles, so that it can be compared later.</source>
        <translation>Mỗi người có một lớp chú giải riêng: phần bạn gán được tách khỏi phần người khác gán trên cùng bài, để sau này đối chiếu.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Tên của bạn</translation>
    </message>
    <message>
        <source>People of this project</source>
        <translation>Những người trong dự án</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>Gán nhãn</translation>
    </message>
    <message>
        <source>Only read</source>
        <translation>Chỉ xem</translation>
    </message>
    <message>
        <source>Shows what this person annotated; nothing can be changed meanwhile</source>
        <translation>Hiện những gì người này đã gán nhãn; trong lúc đó không thay đổi được gì</translation>
    </message>
</context>
<context>
    <name>ArticleFilters</name>
    <message>
        <source>Date added</source>
        <translation>Ngày thêm</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Ngày đăng</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Tác giả</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Chú giải</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Gợi ý</translation>
    </message>
    <message>
        <source>All articles</source>
        <translation>Tất cả các bài</translation>
    </message>
    <message>
        <source>Filter titles</source>
        <translation>Lọc tiêu đề</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Xóa bộ lọc</translation>
    </message>
    <message>
        <source>Show articles by state</source>
        <translation>Lọc bài theo trạng thái</translation>
    </message>
    <message>
        <source>Sort articles</source>
        <translation>Sắp xếp bài</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Tăng dần</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Giảm dần</translation>
    </message>
</context>
<context>
    <name>ArticleHeader</name>
    <message>
        <source>Suggestions are hidden in this article until you mark it done</source>
        <translation>Gợi ý trong bài này được ẩn cho đến khi bạn đánh dấu xong</translation>
    </message>
    <message>
        <source>The bias guard drew this article; the work meter shows what it measures</source>
        <translation>Bài này được chọn ngẫu nhiên để tránh thiên lệch; kết quả đo nằm ở trang Nhịp làm việc</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
</context>
<context>
    <name>ArticleLabelList</name>
    <message>
        <source>Labels of the article</source>
        <translation>Nhãn của bài</translation>
    </message>
    <message>
        <source>Find a label</source>
        <translation>Tìm nhãn</translation>
    </message>
    <message>
        <source>{label}, on</source>
        <translation>{label}, đang gán</translation>
    </message>
    <message>
        <source>{label}, off</source>
        <translation>{label}, chưa gán</translation>
    </message>
</context>
<context>
    <name>ArticleLabels</name>
    <message>
        <source>Labels of the article</source>
        <translation>Nhãn của bài</translation>
    </message>
    <message>
        <source>All labels of the article</source>
        <translation>Mọi nhãn của bài</translation>
    </message>
</context>
<context>
    <name>ArticleModel</name>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Đang làm</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Bỏ qua</translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n chú giải</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open suggestion(s)</source>
        <translation>
            <numerusform>%n gợi ý chờ duyệt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArticlePanel</name>
    <message>
        <source>Articles</source>
        <translation>Danh sách bài</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Chi tiết…</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Remove from project</source>
        <translation>Gỡ khỏi dự án</translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>Articles</source>
        <translation>Danh sách bài</translation>
    </message>
</context>
<context>
    <name>AttributeFields</name>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
</context>
<context>
    <name>AttributeRules</name>
    <message>
        <source>Add an attribute</source>
        <translation>Thêm thuộc tính</translation>
    </message>
    <message>
        <source>attribute</source>
        <translation>thuộc_tính</translation>
    </message>
</context>
<context>
    <name>BackupActs</name>
    <message>
        <source>This project was updated for this version of Annotator; a backup of it as it was is kept.</source>
        <translation>Dự án này đã được cập nhật cho phiên bản Annotator hiện tại; bản trước khi cập nhật đã được sao lưu.</translation>
    </message>
    <message>
        <source>Show the backups…</source>
        <translation>Xem các bản sao lưu…</translation>
    </message>
    <message>
        <source>There is no project yet.</source>
        <translation>Chưa có dự án nào.</translation>
    </message>
    <message>
        <source>Opened a copy: {name}</source>
        <translation>Đã mở bản sao: {name}</translation>
    </message>
</context>
<context>
    <name>BackupList</name>
    <message>
        <source>Backups</source>
        <translation>Bản sao lưu</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>Backups</source>
        <translation>Bản sao lưu</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Sao lưu ngay</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mở thư mục</translation>
    </message>
    <message>
        <source>Open as a copy…</source>
        <translation>Mở thành bản sao…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Khôi phục…</translation>
    </message>
    <message>
        <source>{project}. A backup is made while you work, before much is changed and when the project is closed. All of two days stay, then one a day, a week and a month.</source>
        <translation>{project}. Bản sao lưu được tạo khi bạn đang làm việc, trước mỗi thay đổi lớn và khi đóng dự án. Mọi bản trong hai ngày đều được giữ, sau đó mỗi ngày, mỗi tuần và mỗi tháng giữ một bản.</translation>
    </message>
    <message>
        <source>No backups yet</source>
        <translation>Chưa có bản sao lưu nào</translation>
    </message>
    <message>
        <source>The first is made by itself once you have worked in the project.</source>
        <translation>Bản đầu tiên sẽ tự được tạo sau khi bạn làm việc trong dự án.</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>Đang sao lưu…</translation>
    </message>
    <message>
        <source>Go back to this backup ({when})?</source>
        <translation>Quay về bản sao lưu này ({when})?</translation>
    </message>
    <message>
        <source>What the project holds now is kept as a backup first, so you can come back to it.</source>
        <translation>Trạng thái hiện tại của dự án sẽ được lưu thành một bản sao lưu trước, nên bạn có thể quay lại bất cứ lúc nào.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Đang khôi phục…</translation>
    </message>
    <message>
        <source>Restored. What the project held before stands first in the list.</source>
        <translation>Đã khôi phục. Trạng thái trước đó của dự án nằm ở đầu danh sách.</translation>
    </message>
    <message>
        <source>Restored.</source>
        <translation>Đã khôi phục.</translation>
    </message>
    <message>
        <source>Restored. The file that could not be read was kept: {path}</source>
        <translation>Đã khôi phục. Tệp không đọc được vẫn được giữ lại: {path}</translation>
    </message>
    <message>
        <source>Annotator projects ({pattern})</source>
        <translation>Dự án Annotator ({pattern})</translation>
    </message>
    <message>
        <source>Open as a copy</source>
        <translation>Mở thành bản sao</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Đang sao chép…</translation>
    </message>
</context>
<context>
    <name>BackupWords</name>
    <message>
        <source>Today, {time}</source>
        <translation>Hôm nay, {time}</translation>
    </message>
    <message>
        <source>Yesterday, {time}</source>
        <translation>Hôm qua, {time}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>from another place</source>
        <translation>từ một nơi khác</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Tạo thủ công</translation>
    </message>
    <message>
        <source>While working</source>
        <translation>Trong lúc làm việc</translation>
    </message>
    <message>
        <source>When closed</source>
        <translation>Khi đóng dự án</translation>
    </message>
    <message>
        <source>Before an update of the file</source>
        <translation>Trước khi nâng cấp tệp</translation>
    </message>
    <message>
        <source>Before a change of many articles</source>
        <translation>Trước khi thay đổi nhiều bài</translation>
    </message>
    <message>
        <source>Before an import</source>
        <translation>Trước khi nhập</translation>
    </message>
    <message>
        <source>Before restoring</source>
        <translation>Trước khi khôi phục</translation>
    </message>
    <message>
        <source>Before a repair</source>
        <translation>Trước khi sửa chữa</translation>
    </message>
    <message>
        <source>damaged, cannot be read</source>
        <translation>bị hỏng, không đọc được</translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln bài</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln chú giải</numerusform>
        </translation>
    </message>
    <message>
        <source>no change</source>
        <translation>không thay đổi</translation>
    </message>
    <message numerus="yes">
        <source>%Ln edit(s)</source>
        <translation>
            <numerusform>%Ln lần sửa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln edit(s) fewer</source>
        <translation>
            <numerusform>ít hơn %Ln lần sửa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) more</source>
        <translation>
            <numerusform>thêm %Ln bài</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) fewer</source>
        <translation>
            <numerusform>bớt %Ln bài</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s) more</source>
        <translation>
            <numerusform>thêm %Ln chú giải</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s) fewer</source>
        <translation>
            <numerusform>bớt %Ln chú giải</numerusform>
        </translation>
    </message>
    <message>
        <source>{changes}; last: {act}</source>
        <translation>{changes}; gần nhất: {act}</translation>
    </message>
</context>
<context>
    <name>Bench</name>
    <message>
        <source>Lists to work through</source>
        <translation>Danh sách công việc</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Gợi ý</translation>
    </message>
    <message>
        <source>Occurrences</source>
        <translation>Các chỗ xuất hiện</translation>
    </message>
    <message>
        <source>Concordance</source>
        <translation>Ngữ cảnh</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>Nhất quán</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>s an entity</source>
        <translation>giây mỗi chú giải</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>mỗi giờ</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entity(s)</source>
        <translation>
            <numerusform>%Ln chú giải</numerusform>
        </translation>
    </message>
    <message>
        <source>{entities} in {time}</source>
        <translation>{entities} trong {time}</translation>
    </message>
</context>
<context>
    <name>CheckActs</name>
    <message>
        <source>Repair now</source>
        <translation>Sửa chữa ngay</translation>
    </message>
    <message>
        <source>There is no project yet.</source>
        <translation>Chưa có dự án nào.</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>What was found</source>
        <translation>Những gì tìm thấy</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Backups…</source>
        <translation>Bản sao lưu…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Open the article</source>
        <translation>Mở bài</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>Sửa chữa…</translation>
    </message>
    <message>
        <source>Check of the project</source>
        <translation>Kiểm tra dự án</translation>
    </message>
    <message>
        <source>{project}. All that the file holds is compared with what was written.</source>
        <translation>{project}. Mọi thứ trong tệp được đối chiếu với những gì đã ghi.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>Rebuild what can be rebuilt?</source>
        <translation>Dựng lại những gì dựng lại được?</translation>
    </message>
    <message>
        <source>Counts, quotes, checksums and the search index are made again, and rows as the history proves them. No text is changed, and nothing is guessed. The file as it is now is kept as a backup first.</source>
        <translation>Số liệu, trích dẫn, mã kiểm tra và chỉ mục tìm kiếm được lập lại, các dòng dữ liệu được khôi phục theo đúng lịch sử. Không văn bản nào bị sửa, không có gì là phỏng đoán. Tệp hiện tại được sao lưu trước.</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Sửa chữa</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Repairing…</source>
        <translation>Đang sửa chữa…</translation>
    </message>
    <message>
        <source>{done} of {total} articles</source>
        <translation>{done}/{total} bài</translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) checked.</source>
        <translation>
            <numerusform>Đã kiểm tra %Ln bài.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>Không có lỗi nào</translation>
    </message>
    <message>
        <source>This cannot be rebuilt without guessing, so it was left. A backup from before the damage has it whole: open one as a copy to compare, or go back to it.</source>
        <translation>Phần này chỉ có thể phỏng đoán nên được giữ nguyên. Bản sao lưu trước lúc hỏng còn đầy đủ: hãy mở thành bản sao để so sánh, hoặc quay về bản đó.</translation>
    </message>
    <message>
        <source>Repair rebuilds what can be proved, after a backup. No text is changed.</source>
        <translation>Sửa chữa sẽ sao lưu trước, rồi dựng lại những gì có căn cứ chắc chắn. Không văn bản nào bị sửa.</translation>
    </message>
    <message>
        <source>The check did not take place</source>
        <translation>Chưa kiểm tra được</translation>
    </message>
    <message>
        <source>Nothing was repaired</source>
        <translation>Chưa sửa chữa gì</translation>
    </message>
    <message>
        <source>Stopped; nothing was found so far</source>
        <translation>Đã dừng; chưa thấy lỗi nào</translation>
    </message>
</context>
<context>
    <name>CheckStrip</name>
    <message>
        <source>Something in this project is not as it should be. {faults} Nothing was changed; your work goes on.</source>
        <translation>Dự án này có chỗ không đúng. {faults} Không có gì bị thay đổi; bạn cứ làm việc tiếp.</translation>
    </message>
    <message>
        <source>Not all of this project could be rebuilt. {faults} Your work goes on.</source>
        <translation>Dự án này chưa dựng lại được hết. {faults} Bạn cứ làm việc tiếp.</translation>
    </message>
    <message>
        <source>See what can be done…</source>
        <translation>Xem cách xử lý…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>CheckWords</name>
    <message numerus="yes">
        <source>%Ln fault(s) left</source>
        <translation>
            <numerusform>còn %Ln lỗi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fault(s) found</source>
        <translation>
            <numerusform>thấy %Ln lỗi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln article(s)</source>
        <translation>
            <numerusform>trong %Ln bài</numerusform>
        </translation>
    </message>
    <message>
        <source>Rebuilt: {things}.</source>
        <translation>Đã dựng lại: {things}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln lần</numerusform>
        </translation>
    </message>
    <message>
        <source>The project as a whole</source>
        <translation>Toàn bộ dự án</translation>
    </message>
    <message>
        <source>Article {number}</source>
        <translation>Bài {number}</translation>
    </message>
    <message>
        <source>{title} (removed)</source>
        <translation>{title} (đã xóa)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln count(s) of the list</source>
        <translation>
            <numerusform>%Ln số liệu của danh sách</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln quote(s)</source>
        <translation>
            <numerusform>%Ln trích dẫn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln length(s) of texts</source>
        <translation>
            <numerusform>%Ln độ dài văn bản</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln checksum(s)</source>
        <translation>
            <numerusform>%Ln mã kiểm tra</numerusform>
        </translation>
    </message>
    <message>
        <source>the search index</source>
        <translation>chỉ mục tìm kiếm</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s) of the file&apos;s own indexes</source>
        <translation>
            <numerusform>%Ln mục trong các chỉ mục của tệp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln running number(s)</source>
        <translation>
            <numerusform>%Ln số thứ tự</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) as the history proves them</source>
        <translation>
            <numerusform>%Ln dòng dữ liệu theo lịch sử</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConcordancePage</name>
    <message>
        <source>Diacritics</source>
        <translation>Dấu</translation>
    </message>
    <message>
        <source>Diacritics as typed</source>
        <translation>Dấu theo từ đã gõ</translation>
    </message>
    <message>
        <source>Diacritics always</source>
        <translation>Luôn xét dấu</translation>
    </message>
    <message>
        <source>No diacritics</source>
        <translation>Không xét dấu</translation>
    </message>
    <message>
        <source>Labelled or not</source>
        <translation>Mọi chỗ</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Đã gán nhãn</translation>
    </message>
    <message>
        <source>Not labelled</source>
        <translation>Chưa gán nhãn</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Phạm vi</translation>
    </message>
    <message>
        <source>Whole project</source>
        <translation>Cả dự án</translation>
    </message>
    <message>
        <source>This article</source>
        <translation>Bài này</translation>
    </message>
    <message>
        <source>Case counts</source>
        <translation>Phân biệt hoa thường</translation>
    </message>
    <message>
        <source>Unlabel</source>
        <translation>Bỏ nhãn</translation>
    </message>
    <message>
        <source>in {labels}</source>
        <translation>trong {labels}</translation>
    </message>
    <message numerus="yes">
        <source>{hits} · %Ln ticked</source>
        <translation>
            <numerusform>{hits} · đã chọn %Ln chỗ</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Không tìm thấy.</translation>
    </message>
    <message>
        <source>Labels for what is ticked; their keys act while the keyboard is in the hits</source>
        <translation>Nhãn cho các chỗ đã chọn; phím của nhãn có tác dụng khi đang ở trong danh sách</translation>
    </message>
    <message>
        <source>words one after the other; without diacritics they match any</source>
        <translation>các từ liền nhau; từ gõ không dấu khớp với mọi dấu</translation>
    </message>
    <message>
        <source>a word with diacritics matches just these</source>
        <translation>từ gõ có dấu chỉ khớp đúng dấu ấy</translation>
    </message>
    <message>
        <source>the beginning of a word</source>
        <translation>phần đầu của một từ</translation>
    </message>
    <message>
        <source>a star by itself is any word</source>
        <translation>dấu sao đứng riêng là một từ bất kỳ</translation>
    </message>
    <message>
        <source>in quotes everything is taken as it stands</source>
        <translation>trong ngoặc kép, mọi ký tự được hiểu đúng như đã gõ</translation>
    </message>
    <message>
        <source>a regular expression, in which case counts</source>
        <translation>biểu thức chính quy, có phân biệt hoa thường</translation>
    </message>
    <message>
        <source>only on this label, -label: only beside it; alone: all its annotations</source>
        <translation>chỉ những chỗ mang nhãn này, dấu trừ phía trước: chỉ những chỗ không mang; đứng riêng: mọi chú giải của nhãn</translation>
    </message>
    <message>
        <source>only where nothing is annotated; is:labelled where something is</source>
        <translation>chỉ những chỗ chưa gán nhãn; is:labelled là những chỗ đã gán nhãn</translation>
    </message>
</context>
<context>
    <name>ConsistencyPage</name>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Để nguyên</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Kind of issue</source>
        <translation>Loại vấn đề</translation>
    </message>
    <message>
        <source>Mend the row: Enter</source>
        <translation>Sửa dòng này: Enter</translation>
    </message>
    <message>
        <source>Leave the row as it is: Delete</source>
        <translation>Để nguyên dòng này: Delete</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Nothing of this kind.</source>
        <translation>Không có vấn đề nào thuộc loại này.</translation>
    </message>
    <message>
        <source>Nothing disagrees. Checked are the articles you have begun or finished.</source>
        <translation>Không có chỗ nào mâu thuẫn. Đã kiểm tra các bài bạn đang làm hoặc đã xong.</translation>
    </message>
    <message>
        <source>Different labels</source>
        <translation>Nhãn khác nhau</translation>
    </message>
    <message>
        <source>Label missing</source>
        <translation>Thiếu nhãn</translation>
    </message>
    <message>
        <source>Different edges</source>
        <translation>Biên khác nhau</translation>
    </message>
    <message>
        <source>Odd edges</source>
        <translation>Biên bất thường</translation>
    </message>
    <message>
        <source>The machine disagrees</source>
        <translation>Máy không đồng ý</translation>
    </message>
    <message>
        <source>The same words mostly have another label.</source>
        <translation>Ở hầu hết các chỗ khác, những từ này mang nhãn khác.</translation>
    </message>
    <message>
        <source>The same words are labelled elsewhere.</source>
        <translation>Những từ này đã được gán nhãn ở chỗ khác.</translation>
    </message>
    <message>
        <source>The same name mostly has other edges.</source>
        <translation>Ở hầu hết các chỗ khác, tên này có biên khác.</translation>
    </message>
    <message>
        <source>Punctuation or half a word at an edge.</source>
        <translation>Ở biên có dấu câu hoặc nửa từ.</translation>
    </message>
    <message>
        <source>The machine is sure of something else.</source>
        <translation>Máy chắc chắn một kết quả khác.</translation>
    </message>
    <message>
        <source>The same words have another label elsewhere.</source>
        <translation>Ở chỗ khác, những từ này mang nhãn khác.</translation>
    </message>
</context>
<context>
    <name>Content</name>
    <message>
        <source>No article is left to do in this list.</source>
        <translation>Danh sách này không còn bài nào phải làm.</translation>
    </message>
    <message>
        <source>No article is left to do.</source>
        <translation>Không còn bài nào phải làm.</translation>
    </message>
    <message>
        <source>{name} (read only)</source>
        <translation>{name} (chỉ đọc)</translation>
    </message>
</context>
<context>
    <name>CopyOffer</name>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>Lưu một bản sao ở nơi khác…</translation>
    </message>
    <message>
        <source>Save what is open as a new file…</source>
        <translation>Lưu những gì đang mở thành tệp mới…</translation>
    </message>
    <message>
        <source>Save what was open as a new file…</source>
        <translation>Lưu những gì đã mở thành tệp mới…</translation>
    </message>
    <message>
        <source>Save a copy to work on…</source>
        <translation>Lưu một bản sao để làm việc…</translation>
    </message>
    <message>
        <source>Open it to work here</source>
        <translation>Mở để làm việc ở đây</translation>
    </message>
    <message>
        <source>Show the backups…</source>
        <translation>Xem các bản sao lưu…</translation>
    </message>
    <message>
        <source>Copy saved: {name}</source>
        <translation>Đã lưu bản sao: {name}</translation>
    </message>
    <message>
        <source>Go on in the copy</source>
        <translation>Làm tiếp trong bản sao</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (bản sao)</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Lưu bản sao</translation>
    </message>
    <message>
        <source>This is {name} now; every change is saved there.</source>
        <translation>Từ giờ bạn làm việc trong {name}; mọi thay đổi được lưu vào đó.</translation>
    </message>
</context>
<context>
    <name>CountedActs</name>
    <message numerus="yes">
        <source>label %n place(s) {label}</source>
        <translation>
            <numerusform>gán nhãn {label} cho %n chỗ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>relabel %n annotation(s) {label}</source>
        <translation>
            <numerusform>đổi nhãn %n chú giải thành {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>delete %n annotation(s)</source>
        <translation>
            <numerusform>xóa %n chú giải</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>delete %n relation(s)</source>
        <translation>
            <numerusform>xóa %n quan hệ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>accept %n suggestion(s)</source>
        <translation>
            <numerusform>chấp nhận %n gợi ý</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ask again about %n skipped suggestion(s)</source>
        <translation>
            <numerusform>hỏi lại %n gợi ý đã bỏ qua</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import %n article(s)</source>
        <translation>
            <numerusform>nhập %n bài</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import annotations for %n article(s)</source>
        <translation>
            <numerusform>nhập chú giải cho %n bài</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%Ln hit(s)</source>
        <translation>
            <numerusform>%Ln chỗ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln bài</numerusform>
        </translation>
    </message>
    <message>
        <source>{hits} in {articles}</source>
        <translation>{hits} trong {articles}</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Import articles to begin: Ctrl+I, or drop files and folders on the window.</source>
        <translation>Hãy nhập bài để bắt đầu: nhấn Ctrl+I, hoặc kéo tệp, thư mục vào cửa sổ.</translation>
    </message>
    <message>
        <source>Choose an article at the left.</source>
        <translation>Hãy chọn một bài ở bên trái.</translation>
    </message>
    <message>
        <source>Double-click words to label them {label}; Escape puts the label away.</source>
        <translation>Nhấp đúp vào từ để gán nhãn {label}; nhấn Esc để bỏ nhãn.</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Details of the article</source>
        <translation>Chi tiết bài</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Ngày đăng</translation>
    </message>
    <message>
        <source>for example 27/12/2019 19:28</source>
        <translation>ví dụ 27/12/2019 19:28</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Tác giả</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>This date is not understood; day, month and year are needed.</source>
        <translation>Không hiểu ngày này; cần có đủ ngày, tháng và năm.</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Không có ngày</translation>
    </message>
</context>
<context>
    <name>EditActs</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>Undone: {act}</source>
        <translation>Đã hoàn tác: {act}</translation>
    </message>
    <message>
        <source>Done again: {act}</source>
        <translation>Đã làm lại: {act}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Xuất</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mở thư mục chứa</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Cancelled; no file was written.</source>
        <translation>Đã hủy; không ghi tệp nào.</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Chưa ghi gì.</translation>
    </message>
    <message>
        <source>{file} exists already.</source>
        <translation>{file} đã có.</translation>
    </message>
    <message>
        <source>Replace it?</source>
        <translation>Thay tệp này?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Thay thế</translation>
    </message>
</context>
<context>
    <name>ExportFields</name>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Đang làm</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Choose the articles by at least one state.</source>
        <translation>Hãy chọn ít nhất một trạng thái bài.</translation>
    </message>
    <message>
        <source>Choose at least one label.</source>
        <translation>Hãy chọn ít nhất một nhãn.</translation>
    </message>
    <message>
        <source>Choose at least one layer.</source>
        <translation>Hãy chọn ít nhất một lớp.</translation>
    </message>
    <message>
        <source>Type what the articles are searched for.</source>
        <translation>Hãy gõ điều cần tìm trong các bài.</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>Tất cả các lớp</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>Syllables</source>
        <translation>Tiếng</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Tất cả các nhãn</translation>
    </message>
    <message>
        <source>Without folded lines</source>
        <translation>Bỏ các dòng đã gấp</translation>
    </message>
    <message>
        <source>Composed (NFC)</source>
        <translation>Dựng sẵn (NFC)</translation>
    </message>
    <message>
        <source>All articles</source>
        <translation>Tất cả các bài</translation>
    </message>
    <message numerus="yes">
        <source>Those in the list (%n)</source>
        <translation>
            <numerusform>Các bài trong danh sách (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Those with a hit of a search</source>
        <translation>Các bài có kết quả tìm kiếm</translation>
    </message>
    <message>
        <source>words, label:ORG, /pattern/</source>
        <translation>từ cần tìm, label:ORG, /mẫu/</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Định dạng</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Lớp</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Các lớp</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Tìm kiếm</translation>
    </message>
    <message>
        <source>In the states</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Chia phần</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (bạn)</translation>
    </message>
    <message>
        <source>{name} (machine)</source>
        <translation>{name} (máy)</translation>
    </message>
    <message>
        <source>Several layers…</source>
        <translation>Nhiều lớp…</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>Lựa chọn khác</translation>
    </message>
    <message>
        <source>{shares}, seed {seed}</source>
        <translation>{shares}, số gieo {seed}</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Xuất ra</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Mọi tệp (*)</translation>
    </message>
</context>
<context>
    <name>ExportReport</name>
    <message>
        <source>keep the outermost</source>
        <translation>giữ chú giải ngoài cùng</translation>
    </message>
    <message>
        <source>keep the innermost</source>
        <translation>giữ chú giải trong cùng</translation>
    </message>
    <message>
        <source>leave all of them out</source>
        <translation>bỏ hết</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Tiến độ xuất</translation>
    </message>
    <message>
        <source>Of annotations that overlap</source>
        <translation>Khi chú giải chồng nhau</translation>
    </message>
    <message>
        <source>Widen to whole words rather than leave out</source>
        <translation>Nới ra cho trọn từ thay vì bỏ</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Đang đếm…</translation>
    </message>
    <message>
        <source>Counting… {done} of {total}</source>
        <translation>Đang đếm… {done} trên {total}</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Đang ghi…</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Những gì sẽ được ghi</translation>
    </message>
    <message>
        <source>Written, read back, and the same</source>
        <translation>Đã ghi, đọc lại và khớp hoàn toàn</translation>
    </message>
    <message>
        <source>Written; the format cannot be read back</source>
        <translation>Đã ghi; định dạng này không đọc lại được</translation>
    </message>
    <message>
        <source>articles in no part</source>
        <translation>bài không vào phần nào</translation>
    </message>
    <message numerus="yes">
        <source>{written} of %Ln relation(s)</source>
        <translation>
            <numerusform>{written} trên %Ln quan hệ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{written} of %Ln label(s) of articles</source>
        <translation>
            <numerusform>{written} trên %Ln nhãn của bài</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln bài</numerusform>
        </translation>
    </message>
    <message>
        <source>{articles} · {annotations}</source>
        <translation>{articles} · {annotations}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s), none left out</source>
        <translation>
            <numerusform>%Ln chú giải, không bỏ chú giải nào</numerusform>
        </translation>
    </message>
    <message>
        <source>{articles} · {written} of {annotations} · {left} left out</source>
        <translation>{articles} · {written} trên {annotations} · bỏ {left}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln chú giải</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has annotated yet.</source>
        <translation>Chưa ai gán nhãn.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new article(s) without annotations; leave them out by state.</source>
        <translation>
            <numerusform>%Ln bài mới chưa có chú giải nào; có thể loại ra theo trạng thái.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s) widened to whole words</source>
        <translation>
            <numerusform>Đã nới %Ln chú giải ra cho trọn từ</numerusform>
        </translation>
    </message>
    <message>
        <source>No article is in {part}.</source>
        <translation>Không có bài nào trong {part}.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the article</source>
        <translation>Tìm trong bài</translation>
    </message>
    <message>
        <source>Find, with or without diacritics</source>
        <translation>Tìm, không cần gõ dấu</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Không thấy</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n}/{total}</translation>
    </message>
</context>
<context>
    <name>FinishStrip</name>
    <message>
        <source>No open suggestion left</source>
        <translation>Không còn gợi ý chờ duyệt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Enter: done, open the next</source>
        <translation>Enter: xong, mở bài tiếp theo</translation>
    </message>
</context>
<context>
    <name>FormatDelegate</name>
    <message>
        <source>needs {package}</source>
        <translation>cần {package}</translation>
    </message>
</context>
<context>
    <name>FormatHolds</name>
    <message>
        <source>exact text</source>
        <translation>đúng nguyên văn</translation>
    </message>
    <message>
        <source>parts of words</source>
        <translation>một phần của từ</translation>
    </message>
    <message>
        <source>nested</source>
        <translation>lồng nhau</translation>
    </message>
    <message>
        <source>crossing</source>
        <translation>giao nhau</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>quan hệ</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>thuộc tính</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>ghi chú</translation>
    </message>
    <message>
        <source>article labels</source>
        <translation>nhãn của bài</translation>
    </message>
    <message>
        <source>several layers</source>
        <translation>nhiều lớp</translation>
    </message>
    <message>
        <source>Holds {held}. Does not hold {others}.</source>
        <translation>Giữ được: {held}. Không giữ được: {others}.</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>không có gì khác</translation>
    </message>
</context>
<context>
    <name>FormatModel</name>
    <message>
        <source>To install what it needs: {command}</source>
        <translation>Để cài những gì còn thiếu: {command}</translation>
    </message>
</context>
<context>
    <name>FormatPopup</name>
    <message>
        <source>Find a format</source>
        <translation>Tìm định dạng</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Các định dạng</translation>
    </message>
    <message>
        <source>No format matches</source>
        <translation>Không có định dạng nào khớp</translation>
    </message>
</context>
<context>
    <name>FormatWords</name>
    <message>
        <source>Our own</source>
        <translation>Của Annotator</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Dạng cột</translation>
    </message>
    <message>
        <source>Annotation platforms</source>
        <translation>Công cụ gán nhãn</translation>
    </message>
    <message>
        <source>NLP libraries</source>
        <translation>Thư viện xử lý ngôn ngữ</translation>
    </message>
    <message>
        <source>Markup</source>
        <translation>Ngôn ngữ đánh dấu</translation>
    </message>
    <message>
        <source>Tables and reading</source>
        <translation>Bảng và bản để đọc</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Khác</translation>
    </message>
    <message>
        <source>JSONL of Annotator</source>
        <translation>JSONL của Annotator</translation>
    </message>
    <message>
        <source>One article a line; with all layers nothing of the project is lost</source>
        <translation>Mỗi dòng một bài; xuất mọi lớp thì không mất gì của dự án</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Văn bản thuần</translation>
    </message>
    <message>
        <source>One article a file, in any encoding of Vietnamese</source>
        <translation>Mỗi tệp một bài, mọi bảng mã tiếng Việt</translation>
    </message>
    <message>
        <source>Two columns, token and tag; what most taggers are trained on</source>
        <translation>Hai cột, đơn vị và nhãn; quen thuộc với hầu hết bộ gán nhãn</translation>
    </message>
    <message>
        <source>Four columns with IOB1 tags, as in the shared task</source>
        <translation>Bốn cột với nhãn IOB1, như ở cuộc thi CoNLL-2003</translation>
    </message>
    <message>
        <source>Two columns; first, inner, last and single tokens told apart</source>
        <translation>Hai cột; phân biệt đầu, giữa, cuối và đơn lẻ</translation>
    </message>
    <message>
        <source>Ten columns of Universal Dependencies, names in the last</source>
        <translation>Mười cột của Universal Dependencies, nhãn ở cột cuối</translation>
    </message>
    <message>
        <source>Five columns; the fifth holds names inside names</source>
        <translation>Năm cột; cột thứ năm giữ tên lồng trong tên</translation>
    </message>
    <message>
        <source>Two columns as in PhoNER_COVID19, by words or syllables</source>
        <translation>Hai cột như PhoNER_COVID19, theo từ hoặc tiếng</translation>
    </message>
    <message>
        <source>One sentence a line: its words and their tags</source>
        <translation>Mỗi dòng một câu: các từ và nhãn của chúng</translation>
    </message>
    <message>
        <source>A text and an .ann file for each article</source>
        <translation>Mỗi bài một tệp văn bản và một tệp .ann</translation>
    </message>
    <message>
        <source>JSON lines of a sequence labelling project</source>
        <translation>Dòng JSON của dự án gán nhãn chuỗi</translation>
    </message>
    <message>
        <source>doccano with relations</source>
        <translation>doccano có quan hệ</translation>
    </message>
    <message>
        <source>JSON lines of a project that has relations</source>
        <translation>Dòng JSON của dự án có quan hệ</translation>
    </message>
    <message>
        <source>JSON tasks with annotations, and predictions of machines</source>
        <translation>JSON gồm chú giải của người và kết quả của máy</translation>
    </message>
    <message>
        <source>XML of INCEpTION, with its type system</source>
        <translation>XML của INCEpTION, kèm hệ thống kiểu</translation>
    </message>
    <message>
        <source>JSON of INCEpTION</source>
        <translation>JSON của INCEpTION</translation>
    </message>
    <message>
        <source>Tab-separated tokens of WebAnno and INCEpTION</source>
        <translation>Các cột ngăn bằng tab của WebAnno và INCEpTION</translation>
    </message>
    <message>
        <source>What spacy train reads</source>
        <translation>Dạng mà lệnh spacy train đọc</translation>
    </message>
    <message>
        <source>spaCy and Prodigy, JSONL</source>
        <translation>spaCy và Prodigy, JSONL</translation>
    </message>
    <message>
        <source>One article a line with its spans</source>
        <translation>Mỗi dòng một bài cùng các chú giải</translation>
    </message>
    <message>
        <source>Hugging Face data set</source>
        <translation>Tập dữ liệu Hugging Face</translation>
    </message>
    <message>
        <source>Parquet with a card: all spans; ner_tags the outermost on token edges</source>
        <translation>Parquet kèm bản mô tả: đủ mọi chú giải; ner_tags chỉ có chú giải ngoài cùng, khớp ranh giới đơn vị</translation>
    </message>
    <message>
        <source>The text with ENAMEX tags in it</source>
        <translation>Văn bản có chèn ENAMEX</translation>
    </message>
    <message>
        <source>A document of GATE for each article</source>
        <translation>Mỗi bài một tệp XML của GATE</translation>
    </message>
    <message>
        <source>JSON-LD of the W3C, each annotation with its quote</source>
        <translation>JSON-LD của W3C, mỗi chú giải kèm trích dẫn</translation>
    </message>
    <message>
        <source>XML of the humanities, annotations in standOff</source>
        <translation>XML của ngành nhân văn, chú giải nằm trong standOff</translation>
    </message>
    <message>
        <source>A table, one row an annotation; reads tables of articles too</source>
        <translation>Bảng, mỗi hàng một chú giải; đọc được cả bảng các bài</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Sổ tính Excel</translation>
    </message>
    <message>
        <source>Sheets of articles and of annotations</source>
        <translation>Trang tính các bài và trang tính các chú giải</translation>
    </message>
    <message>
        <source>Web page to read</source>
        <translation>Trang web để đọc</translation>
    </message>
    <message>
        <source>One file for any browser, annotations in colour</source>
        <translation>Một tệp cho mọi trình duyệt, chú giải được tô màu</translation>
    </message>
    <message>
        <source>Saved web page</source>
        <translation>Trang web đã lưu</translation>
    </message>
    <message>
        <source>The main text of an HTML page, its title, date and author</source>
        <translation>Phần chính của trang HTML, tiêu đề, ngày và tác giả</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Văn bản Word</translation>
    </message>
    <message>
        <source>The text of a .docx file</source>
        <translation>Nội dung của tệp .docx</translation>
    </message>
    <message>
        <source>folder of {ending}</source>
        <translation>thư mục {ending}</translation>
    </message>
</context>
<context>
    <name>GuardPanel</name>
    <message>
        <source>In some articles suggestions stay hidden until you mark them done. What you say there unaided tells how good the suggestions are, and how often a wrong one is accepted where you see them. Articles are drawn by chance, the same for everybody; those you have begun are left out.</source>
        <translation>Ở một số bài, gợi ý được ẩn cho đến khi bạn đánh dấu xong. Những gì bạn tự gán ở đó cho biết gợi ý đúng đến đâu và ở các bài có gợi ý, bạn chấp nhận nhầm bao nhiêu. Bài được chọn ngẫu nhiên, như nhau với mọi người; bài bạn đã bắt đầu làm thì không bị chọn.</translation>
    </message>
    <message>
        <source>Hide suggestions in</source>
        <translation>Ẩn gợi ý ở</translation>
    </message>
    <message>
        <source>Share of the articles that hide their suggestions</source>
        <translation>Tỉ lệ bài ẩn gợi ý</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Độ chính xác</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Độ phủ</translation>
    </message>
    <message>
        <source>{n} % of the articles</source>
        <translation>{n} % số bài</translation>
    </message>
    <message>
        <source>No article</source>
        <translation>Không bài nào</translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) hide them from you now</source>
        <translation>
            <numerusform>hiện có %Ln bài đang ẩn gợi ý với bạn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finished unaided</source>
        <translation>
            <numerusform>%Ln bài đã tự làm xong</numerusform>
        </translation>
    </message>
    <message>
        <source>{hits} of {of} suggestions were right</source>
        <translation>{hits} trên {of} gợi ý là đúng</translation>
    </message>
    <message>
        <source>{hits} of {of} annotations of yours were suggested</source>
        <translation>{hits} trên {of} chú giải của bạn có trong gợi ý</translation>
    </message>
    <message>
        <source>too few for a figure: {of} of at least {least}</source>
        <translation>chưa đủ để tính: mới có {of}, cần ít nhất {least}</translation>
    </message>
    <message>
        <source>between {low} and {high} with 95 % confidence</source>
        <translation>trong khoảng {low} đến {high}, độ tin cậy 95 %</translation>
    </message>
    <message>
        <source>About {share} of the wrong suggestions were accepted where you saw them.</source>
        <translation>Ở các bài bạn thấy gợi ý, khoảng {share} gợi ý sai đã được chấp nhận.</translation>
    </message>
    <message>
        <source>How often a wrong suggestion was accepted cannot be told yet.</source>
        <translation>Chưa thể biết bao nhiêu gợi ý sai đã được chấp nhận.</translation>
    </message>
    <message>
        <source>Where you saw them, {seen} of {n} suggestions stand as suggested; unaided, {unaided} of {m} were right. If you take over every right one, the rest are wrong ones: ({seen} − {unaided}) / (100 % − {unaided}).</source>
        <translation>Ở các bài thấy gợi ý, {seen} trong {n} gợi ý được giữ nguyên; ở các bài tự làm, {unaided} trong {m} là đúng. Nếu gợi ý đúng nào bạn cũng chấp nhận thì phần dư là gợi ý sai: ({seen} − {unaided}) / (100 % − {unaided}).</translation>
    </message>
    <message>
        <source>Of the suggestions in articles finished unaided none was wrong.</source>
        <translation>Trong các bài tự làm xong, không gợi ý nào sai.</translation>
    </message>
    <message>
        <source>It takes {least} suggestions in articles finished unaided ({m} so far) and in others ({n} so far).</source>
        <translation>Cần ít nhất {least} gợi ý ở các bài tự làm xong (hiện có {m}) và ở các bài khác (hiện có {n}).</translation>
    </message>
    <message>
        <source>Accepted elsewhere, though you judged otherwise unaided: {list}</source>
        <translation>Đã chấp nhận ở bài khác, dù khi tự làm bạn gán khác: {list}</translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>đã chọn</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>chưa chọn</translation>
    </message>
</context>
<context>
    <name>HitPage</name>
    <message>
        <source>The first {hits}; there are more</source>
        <translation>{hits} đầu tiên; vẫn còn nữa</translation>
    </message>
    <message>
        <source>{hits}, {share} % of the articles looked through</source>
        <translation>{hits}, đã tìm qua {share} % số bài</translation>
    </message>
    <message>
        <source>{hits}; read without the search index, which is damaged</source>
        <translation>{hits}; tìm không qua chỉ mục vì chỉ mục bị hỏng</translation>
    </message>
</context>
<context>
    <name>HitTable</name>
    <message>
        <source>Hits</source>
        <translation>Các chỗ tìm được</translation>
    </message>
</context>
<context>
    <name>ImportChoices</name>
    <message>
        <source>a person</source>
        <translation>người</translation>
    </message>
    <message>
        <source>a machine</source>
        <translation>máy</translation>
    </message>
    <message>
        <source>gold</source>
        <translation>bản chuẩn</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Nhập</translation>
    </message>
    <message>
        <source>As the files say</source>
        <translation>Theo tệp ghi</translation>
    </message>
    <message>
        <source>As the files say, else {name}</source>
        <translation>Theo tệp ghi, nếu không thì của {name}</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>Bản chuẩn</translation>
    </message>
    <message>
        <source>A new layer…</source>
        <translation>Lớp mới…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>By its name, which none has</source>
        <translation>Nhận theo tên cột (chưa rõ cột nào)</translation>
    </message>
    <message>
        <source>By its name: {column}</source>
        <translation>Nhận theo tên cột: {column}</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (bạn)</translation>
    </message>
    <message>
        <source>{name} (machine)</source>
        <translation>{name} (máy)</translation>
    </message>
    <message>
        <source>Annotations go to</source>
        <translation>Đưa chú giải vào</translation>
    </message>
    <message>
        <source>Whose layer</source>
        <translation>Lớp của</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>Tên lớp</translation>
    </message>
    <message>
        <source>Kind of the layer</source>
        <translation>Loại lớp</translation>
    </message>
    <message>
        <source>Column of the text</source>
        <translation>Cột chứa văn bản</translation>
    </message>
    <message>
        <source>Change format…</source>
        <translation>Đổi định dạng…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s). Formats were recognised by what the files hold.</source>
        <translation>
            <numerusform>%Ln tệp. Định dạng được nhận ra từ nội dung tệp.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out.</source>
        <translation>
            <numerusform>Không nhập %Ln tệp.</numerusform>
        </translation>
    </message>
    <message>
        <source>A file with several layers keeps them.</source>
        <translation>Tệp có nhiều lớp thì giữ nguyên các lớp.</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>All that can be imported ({endings});;All files (*)</source>
        <translation>Mọi loại tệp nhập được ({endings});;Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Nhập tệp</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>Nhập thư mục</translation>
    </message>
</context>
<context>
    <name>ImportProgress</name>
    <message>
        <source>Importing</source>
        <translation>Đang nhập</translation>
    </message>
    <message>
        <source>Looking for files…</source>
        <translation>Đang tìm tệp…</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Tiến độ nhập</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>{done} of {total} files</source>
        <translation>{done}/{total} tệp</translation>
    </message>
    <message>
        <source>Looking for files… {done}</source>
        <translation>Đang tìm tệp… {done}</translation>
    </message>
</context>
<context>
    <name>ImportReport</name>
    <message>
        <source>Import</source>
        <translation>Kết quả nhập</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>Những mục không nhập</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Sao chép danh sách</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>Chưa nhập gì.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) imported.</source>
        <translation>
            <numerusform>Đã nhập %Ln bài.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln chú giải</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) here already received {annotations}.</source>
        <translation>
            <numerusform>%Ln bài đã có nhận thêm {annotations}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) or record(s) left out.</source>
        <translation>
            <numerusform>Không nhập %Ln tệp hoặc bản ghi.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) here already.</source>
        <translation>
            <numerusform>%Ln văn bản đã có sẵn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) to look at.</source>
        <translation>
            <numerusform>Có %Ln điều cần xem lại.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>và %n mục nữa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportTable</name>
    <message>
        <source>Files and their formats</source>
        <translation>Các tệp và định dạng</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Định dạng</translation>
    </message>
    <message>
        <source>As it was guessed</source>
        <translation>Như đã nhận ra</translation>
    </message>
    <message>
        <source>By what the file holds</source>
        <translation>Theo nội dung tệp</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Không nhập</translation>
    </message>
    <message>
        <source>The file is not imported</source>
        <translation>Tệp này sẽ không được nhập</translation>
    </message>
    <message>
        <source>No format we know</source>
        <translation>Không rõ định dạng</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Không nhập</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>No annotations yet. Select words and press a label&apos;s key.</source>
        <translation>Chưa có chú giải. Hãy chọn từ rồi nhấn phím của nhãn.</translation>
    </message>
    <message>
        <source>No open suggestions in this article.</source>
        <translation>Bài này không còn gợi ý chờ duyệt.</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Các danh sách</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Chú giải</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Gợi ý</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Change keys</source>
        <translation>Đổi phím tắt</translation>
    </message>
    <message>
        <source>Find an act or a key</source>
        <translation>Tìm thao tác hoặc phím</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Thao tác</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Trình đơn</translation>
    </message>
    <message>
        <source>Acts and their keys</source>
        <translation>Các thao tác và phím tắt</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Phím mới</translation>
    </message>
    <message>
        <source>One more key</source>
        <translation>Thêm một phím</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Không dùng phím</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Đặt lại</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Đặt lại tất cả</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>{act} keeps its key.</source>
        <translation>{act}: phím này cố định.</translation>
    </message>
    <message>
        <source>{act}: Enter or a double click, then the new key</source>
        <translation>{act}: nhấn Enter hoặc nhấp đúp, rồi nhấn phím mới</translation>
    </message>
    <message>
        <source>Press the new key of {act}; Esc leaves it</source>
        <translation>Nhấn phím mới cho “{act}”; Esc để thôi</translation>
    </message>
    <message>
        <source>{key} belongs to “{other}”; give that another key first.</source>
        <translation>{key} đang là phím của “{other}”; hãy đổi phím của thao tác đó trước.</translation>
    </message>
    <message>
        <source>{key} is the key of the label {other}.</source>
        <translation>{key} đang là phím của nhãn {other}.</translation>
    </message>
    <message>
        <source>{key} is kept for labels: digits are theirs.</source>
        <translation>{key} để dành cho nhãn: phím số là của nhãn.</translation>
    </message>
    <message>
        <source>{key} is kept for the system, the menus or moving in the text.</source>
        <translation>{key} để dành cho hệ thống, trình đơn hoặc việc di chuyển trong văn bản.</translation>
    </message>
    <message>
        <source>{key} alone acts in the text only; this act needs Ctrl, Alt or a function key.</source>
        <translation>{key} không kèm phím khác chỉ có tác dụng trong văn bản; thao tác này cần Ctrl, Alt hoặc một phím chức năng.</translation>
    </message>
    <message>
        <source>{key} is kept for editing in fields.</source>
        <translation>{key} để dành cho việc sửa chữ trong các ô nhập.</translation>
    </message>
</context>
<context>
    <name>LabelBar</name>
    <message>
        <source>Labels</source>
        <translation>Thanh nhãn</translation>
    </message>
</context>
<context>
    <name>LabelEditor</name>
    <message>
        <source>Labels</source>
        <translation>Bộ nhãn</translation>
    </message>
    <message>
        <source>From the file: {updated} updated, {added} added. Labels it does not have stay as they were.</source>
        <translation>Từ tệp: cập nhật {updated}, thêm {added}. Nhãn không có trong tệp được giữ nguyên.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <translation>Không ghi được {path}: {reason}.</translation>
    </message>
    <message>
        <source>Saved to {path}.</source>
        <translation>Đã lưu vào {path}.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Không lưu</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Sửa tiếp</translation>
    </message>
    <message>
        <source>The label set was changed.</source>
        <translation>Bộ nhãn đã thay đổi.</translation>
    </message>
    <message>
        <source>Save the changes?</source>
        <translation>Lưu các thay đổi?</translation>
    </message>
    <message>
        <source>Load from file…</source>
        <translation>Nạp từ tệp…</translation>
    </message>
    <message>
        <source>Save to file…</source>
        <translation>Lưu ra tệp…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Labels of the same name are updated, new ones added, the others kept</source>
        <translation>Nhãn trùng tên được cập nhật, nhãn mới được thêm, các nhãn khác giữ nguyên</translation>
    </message>
    <message>
        <source>Add a label</source>
        <translation>Thêm nhãn</translation>
    </message>
    <message>
        <source>Remove the label</source>
        <translation>Bỏ nhãn</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Chuyển lên</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Chuyển xuống</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) carry the label {name}.</source>
        <translation>
            <numerusform>Nhãn {name} đang gán ở %n chỗ.</numerusform>
        </translation>
    </message>
    <message>
        <source>They go with it when you save, as do its suggestions. Undo brings all of it back.</source>
        <translation>Khi lưu, chúng bị xóa cùng nhãn, kể cả các gợi ý mang nhãn này. Hoàn tác sẽ khôi phục tất cả.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Bỏ nhãn</translation>
    </message>
    <message>
        <source>Keep the label</source>
        <translation>Giữ nhãn</translation>
    </message>
    <message>
        <source>Load a label set</source>
        <translation>Nạp bộ nhãn</translation>
    </message>
    <message>
        <source>Save the label set</source>
        <translation>Lưu bộ nhãn</translation>
    </message>
    <message>
        <source>Label sets (*.json);;All files (*)</source>
        <translation>Bộ nhãn (*.json);;Mọi tệp (*)</translation>
    </message>
</context>
<context>
    <name>LabelForm</name>
    <message>
        <source>Short name</source>
        <translation>Tên ngắn</translation>
    </message>
    <message>
        <source>Vietnamese name</source>
        <translation>Tên tiếng Việt</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>Tên tiếng Anh</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dùng cho</translation>
    </message>
    <message>
        <source>press</source>
        <translation>nhấn</translation>
    </message>
    <message>
        <source>Press the key that gives this label; Backspace for none</source>
        <translation>Nhấn phím dùng để gán nhãn này; Backspace để bỏ phím</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Phím</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Màu</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Thuộc tính</translation>
    </message>
    <message>
        <source>Colour {colour}</source>
        <translation>Màu {colour}</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Khác…</translation>
    </message>
    <message>
        <source>Guideline in Vietnamese</source>
        <translation>Hướng dẫn bằng tiếng Việt</translation>
    </message>
    <message>
        <source>Guideline in English</source>
        <translation>Hướng dẫn bằng tiếng Anh</translation>
    </message>
    <message>
        <source>Colour of the label</source>
        <translation>Màu của nhãn</translation>
    </message>
    <message>
        <source>Other colour, now {colour}</source>
        <translation>Màu khác, hiện là {colour}</translation>
    </message>
    <message>
        <source>Words in the text</source>
        <translation>Từ ngữ trong bài</translation>
    </message>
    <message>
        <source>Relations between annotations</source>
        <translation>Quan hệ giữa các chú giải</translation>
    </message>
    <message>
        <source>Whole articles</source>
        <translation>Cả bài</translation>
    </message>
</context>
<context>
    <name>LabelPalette</name>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Find a label</source>
        <translation>Tìm nhãn</translation>
    </message>
    <message>
        <source>No such label</source>
        <translation>Không có nhãn này</translation>
    </message>
</context>
<context>
    <name>LabelStrip</name>
    <message>
        <source>Labels for the selection</source>
        <translation>Nhãn cho vùng chọn</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Tất cả nhãn</translation>
    </message>
</context>
<context>
    <name>LabelSwitches</name>
    <message>
        <source>Labels that are suggested</source>
        <translation>Các nhãn được gợi ý</translation>
    </message>
    <message>
        <source>left out: too often wrong</source>
        <translation>không gợi ý: sai quá nhiều</translation>
    </message>
    <message>
        <source>Shipped F1</source>
        <translation>F1 đi kèm</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Của bạn</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Gợi ý</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Đúng</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Chính xác</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Độ phủ</translation>
    </message>
    <message>
        <source>Cut wrongly</source>
        <translation>Sai ranh giới</translation>
    </message>
    <message>
        <source>F1 in percent of the shipped model on articles it had not seen while it learnt</source>
        <translation>F1 (%) của mô hình đi kèm trên những bài nó không thấy khi học</translation>
    </message>
    <message>
        <source>Your annotations in the articles you have finished</source>
        <translation>Chú giải của bạn trong các bài đã làm xong</translation>
    </message>
    <message>
        <source>What the machine suggested in these articles</source>
        <translation>Những gì máy đã gợi ý trong các bài ấy</translation>
    </message>
    <message>
        <source>Suggestions with exactly the words and the label of an annotation of yours</source>
        <translation>Gợi ý có đúng các từ và đúng nhãn của một chú giải của bạn</translation>
    </message>
    <message>
        <source>Right ones among the suggestions, in percent</source>
        <translation>Tỉ lệ gợi ý đúng trong số gợi ý (%)</translation>
    </message>
    <message>
        <source>Your annotations that were suggested, in percent</source>
        <translation>Tỉ lệ chú giải của bạn đã được gợi ý (%)</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall, in percent</source>
        <translation>Trung bình điều hòa của độ chính xác và độ phủ (%)</translation>
    </message>
    <message>
        <source>Annotations of yours that were suggested with the right label but too long or too short</source>
        <translation>Chú giải của bạn được gợi ý đúng nhãn nhưng dài hơn hoặc ngắn hơn</translation>
    </message>
    <message>
        <source>Suggest {label}</source>
        <translation>Gợi ý {label}</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Tất cả nhãn</translation>
    </message>
</context>
<context>
    <name>LayerStrip</name>
    <message>
        <source>Back to mine</source>
        <translation>Về chú giải của tôi</translation>
    </message>
    <message>
        <source>You are reading the annotations of {name}. Nothing can be changed here.</source>
        <translation>Bạn đang xem chú giải của {name}. Ở đây không thay đổi được gì.</translation>
    </message>
    <message>
        <source>Annotate as {name} again</source>
        <translation>Gán nhãn tiếp với tên {name}</translation>
    </message>
</context>
<context>
    <name>LossList</name>
    <message>
        <source>inside another annotation</source>
        <translation>nằm trong chú giải khác</translation>
    </message>
    <message>
        <source>crossing another annotation</source>
        <translation>giao với chú giải khác</translation>
    </message>
    <message>
        <source>beginning or ending within a word</source>
        <translation>bắt đầu hoặc kết thúc giữa một từ</translation>
    </message>
    <message>
        <source>the same again</source>
        <translation>trùng lặp</translation>
    </message>
    <message>
        <source>nothing but blanks</source>
        <translation>chỉ gồm khoảng trắng</translation>
    </message>
    <message>
        <source>in a folded line</source>
        <translation>ở dòng đã gấp</translation>
    </message>
    <message>
        <source>a label that was not chosen</source>
        <translation>nhãn không được chọn</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>quan hệ</translation>
    </message>
    <message>
        <source>labels of the whole article</source>
        <translation>nhãn của cả bài</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>thuộc tính</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>ghi chú</translation>
    </message>
    <message>
        <source>characters replaced by another</source>
        <translation>ký tự phải thay bằng ký tự khác</translation>
    </message>
    <message>
        <source>written, but not in ner_tags</source>
        <translation>có ghi, nhưng không nằm trong ner_tags</translation>
    </message>
    <message>
        <source>labels that are read again by another name</source>
        <translation>nhãn đọc lại sẽ mang tên khác</translation>
    </message>
    <message>
        <source>scores outside 0 to 1</source>
        <translation>điểm ngoài khoảng 0 đến 1</translation>
    </message>
    <message>
        <source>title, source and date</source>
        <translation>tiêu đề, nguồn và ngày</translation>
    </message>
    <message>
        <source>other details from imported files</source>
        <translation>thông tin khác từ tệp đã nhập</translation>
    </message>
    <message>
        <source>lines folded or unfolded by hand</source>
        <translation>dòng được gấp hoặc mở bằng tay</translation>
    </message>
    <message>
        <source>states and times of work</source>
        <translation>trạng thái và thời gian làm</translation>
    </message>
    <message>
        <source>answers to suggestions</source>
        <translation>câu trả lời cho gợi ý</translation>
    </message>
    <message>
        <source>scores of annotations</source>
        <translation>điểm của chú giải</translation>
    </message>
    <message>
        <source>origins of annotations</source>
        <translation>nguồn gốc của chú giải</translation>
    </message>
    <message>
        <source>What the file cannot hold</source>
        <translation>Những gì tệp không giữ được</translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln bài</numerusform>
        </translation>
    </message>
    <message>
        <source>no place in this format</source>
        <translation>không có chỗ trong định dạng này</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>và %n chú giải nữa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyChoice</name>
    <message>
        <source>none</source>
        <translation>không có gì</translation>
    </message>
</context>
<context>
    <name>MergePreview</name>
    <message>
        <source>Merge a project</source>
        <translation>Gộp dự án</translation>
    </message>
    <message>
        <source>What only that project has comes in. Where both differ, yours stays and the difference is listed. The other file is only read, and one undo takes everything back.</source>
        <translation>Những gì chỉ có ở dự án kia sẽ được đưa vào. Chỗ nào hai bên khác nhau thì giữ như ở đây và liệt kê ra. Tệp kia chỉ được đọc; một lần hoàn tác sẽ rút lại tất cả.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new article(s)</source>
        <translation>
            <numerusform>%Ln bài mới</numerusform>
        </translation>
    </message>
    <message>
        <source>{new}, {met}</source>
        <translation>{new}, {met}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln here already</source>
        <translation>
            <numerusform>%Ln đã có ở đây</numerusform>
        </translation>
    </message>
    <message>
        <source>Whose annotations they become here</source>
        <translation>Ở đây, chú giải của từng người được ghi cho ai</translation>
    </message>
    <message>
        <source>May be somebody who is here already, or another person: {names}. They stay apart unless you choose.</source>
        <translation>Có thể là người đã có ở đây, cũng có thể là người khác: {names}. Nếu bạn không chọn thì họ vẫn là người riêng.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln chú giải</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}, {told}</source>
        <translation>{name}, {told}</translation>
    </message>
    <message>
        <source>{name} (already here)</source>
        <translation>{name} (đã có ở đây)</translation>
    </message>
    <message>
        <source>{name} (new)</source>
        <translation>{name} (mới)</translation>
    </message>
    <message>
        <source>Open it instead</source>
        <translation>Mở dự án này</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Gộp</translation>
    </message>
</context>
<context>
    <name>MergeProgress</name>
    <message>
        <source>Merging a project</source>
        <translation>Đang gộp dự án</translation>
    </message>
    <message>
        <source>Progress of the merge</source>
        <translation>Tiến độ gộp</translation>
    </message>
    <message>
        <source>Looking at the project…</source>
        <translation>Đang xem dự án…</translation>
    </message>
    <message>
        <source>{done} of {total} articles</source>
        <translation>{done}/{total} bài</translation>
    </message>
</context>
<context>
    <name>MergeReport</name>
    <message>
        <source>Merge</source>
        <translation>Gộp</translation>
    </message>
    <message>
        <source>What differs or was left out</source>
        <translation>Những gì khác nhau hoặc không nhập</translation>
    </message>
    <message>
        <source>Each person&apos;s annotations are kept in a layer of their own. The button with your name, at the bottom right of the window, shows those of others at any time.</source>
        <translation>Chú giải của mỗi người nằm trong một lớp riêng. Lúc nào cũng xem được chú giải của người khác bằng nút mang tên bạn ở góc dưới bên phải cửa sổ.</translation>
    </message>
    <message>
        <source>Show the annotations of</source>
        <translation>Xem chú giải của</translation>
    </message>
    <message>
        <source>Show the annotations of {name}</source>
        <translation>Xem chú giải của {name}</translation>
    </message>
    <message>
        <source>Nothing was merged.</source>
        <translation>Chưa gộp gì.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) came in</source>
        <translation>
            <numerusform>Đưa vào %Ln bài</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s) came in</source>
        <translation>
            <numerusform>Đưa vào %Ln chú giải</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing new in that project.</source>
        <translation>Dự án ấy không có gì mới.</translation>
    </message>
    <message>
        <source>You went on working meanwhile; what you did then was kept.</source>
        <translation>Trong lúc gộp bạn vẫn làm việc; những gì bạn làm khi đó được giữ nguyên.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln difference(s); what is here was kept.</source>
        <translation>
            <numerusform>%Ln chỗ khác nhau; giữ như ở đây.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of the other file left out.</source>
        <translation>
            <numerusform>Không nhập %Ln hàng của tệp kia.</numerusform>
        </translation>
    </message>
    <message>
        <source>{came}, {here}.</source>
        <translation>{came}, {here}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln here already</source>
        <translation>
            <numerusform>%Ln đã có ở đây</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>Learn now</source>
        <translation>Học ngay</translation>
    </message>
    <message>
        <source>Go back to the previous model</source>
        <translation>Trở lại mô hình trước</translation>
    </message>
    <message>
        <source>Forget what was learnt</source>
        <translation>Quên những gì đã học</translation>
    </message>
    <message>
        <source>Shipped model {name} {version}</source>
        <translation>Mô hình đi kèm {name} {version}</translation>
    </message>
    <message numerus="yes">
        <source>learnt from %Ln article(s)</source>
        <translation>
            <numerusform>học từ %Ln bài</numerusform>
        </translation>
    </message>
    <message>
        <source>F1 {percent} % on articles it had not seen</source>
        <translation>F1 {percent} % trên những bài chưa từng thấy</translation>
    </message>
    <message numerus="yes">
        <source>Finish %n article(s) first.</source>
        <translation>
            <numerusform>Trước hết hãy làm xong %n bài.</numerusform>
        </translation>
    </message>
    <message>
        <source>Learning goes on at present.</source>
        <translation>Máy đang học.</translation>
    </message>
    <message>
        <source>There is no previous model.</source>
        <translation>Không có mô hình trước.</translation>
    </message>
    <message>
        <source>Nothing was learnt yet.</source>
        <translation>Máy chưa học gì.</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>Đang học…</translation>
    </message>
    <message numerus="yes">
        <source>Nothing was learnt from you yet; it is after %n finished article(s).</source>
        <translation>
            <numerusform>Máy chưa học gì từ bạn; việc học bắt đầu khi bạn làm xong %n bài.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On top of it, learnt from %Ln finished article(s) of yours</source>
        <translation>
            <numerusform>Học thêm từ %Ln bài bạn đã làm xong</numerusform>
        </translation>
    </message>
    <message>
        <source>F1 {before} % before, {after} % after, on each of them held out in turn</source>
        <translation>F1 {before} % trước, {after} % sau, lần lượt để riêng từng bài ra để thử</translation>
    </message>
    <message>
        <source>What was learnt just now would do no better and is not used: {figures}.</source>
        <translation>Những gì vừa học không cho kết quả tốt hơn nên không được dùng: {figures}.</translation>
    </message>
    <message>
        <source>Forget what was learnt from you in this project?</source>
        <translation>Quên những gì đã học từ bạn trong dự án này?</translation>
    </message>
    <message>
        <source>The shipped model then suggests alone, until the next article is finished.</source>
        <translation>Sau đó chỉ mô hình đi kèm gợi ý, cho đến khi bạn làm xong bài tiếp theo.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Quên</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Giữ lại</translation>
    </message>
</context>
<context>
    <name>NextOrder</name>
    <message>
        <source>Next of the list</source>
        <translation>Theo danh sách</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Bài cũ nhất</translation>
    </message>
    <message>
        <source>Shortest</source>
        <translation>Bài ngắn nhất</translation>
    </message>
    <message>
        <source>Most to learn from</source>
        <translation>Máy học được nhiều nhất</translation>
    </message>
    <message>
        <source>The next article of the list, as it is sorted and filtered.</source>
        <translation>Bài đứng sau trong danh sách, theo thứ tự và bộ lọc đang dùng.</translation>
    </message>
    <message>
        <source>By the date of publication; articles without a date come last.</source>
        <translation>Theo ngày đăng; bài không có ngày xếp sau cùng.</translation>
    </message>
    <message>
        <source>By the number of characters.</source>
        <translation>Theo số ký tự.</translation>
    </message>
    <message>
        <source>Where the machine is least sure for the length of the text: the number of open suggestions times their mean uncertainty (1 − score), per 1,000 characters. Articles without suggestions come last.</source>
        <translation>Bài mà máy phân vân nhiều nhất so với độ dài: số gợi ý chờ duyệt nhân với độ phân vân trung bình (1 − điểm tin cậy), tính trên 1.000 ký tự. Bài không có gợi ý xếp sau cùng.</translation>
    </message>
    <message>
        <source>Then open: {order}</source>
        <translation>Mở tiếp: {order}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>OccurrencesPage</name>
    <message>
        <source>Where</source>
        <translation>Phạm vi</translation>
    </message>
    <message>
        <source>Whole project</source>
        <translation>Cả dự án</translation>
    </message>
    <message>
        <source>This article</source>
        <translation>Bài này</translation>
    </message>
    <message>
        <source>Spelling</source>
        <translation>Cách viết</translation>
    </message>
    <message>
        <source>Spelled the same</source>
        <translation>Viết giống hệt</translation>
    </message>
    <message>
        <source>Any case and tone placement</source>
        <translation>Không kể hoa thường và vị trí dấu thanh</translation>
    </message>
    <message>
        <source>labelled already</source>
        <translation>đã có nhãn này</translation>
    </message>
    <message>
        <source>labelled otherwise</source>
        <translation>đang mang nhãn khác</translation>
    </message>
    <message>
        <source>overlaps {labels}</source>
        <translation>chồng lên {labels}</translation>
    </message>
    <message>
        <source>Press a label&apos;s key to label {n}</source>
        <translation>Nhấn phím của một nhãn để gán {n} chỗ</translation>
    </message>
    <message>
        <source>Label {n} {label}</source>
        <translation>Gán nhãn {n} chỗ {label}</translation>
    </message>
    <message>
        <source>Relabel {n} {label}</source>
        <translation>Đổi nhãn {n} chỗ {label}</translation>
    </message>
    <message>
        <source>Remove {n}</source>
        <translation>Xóa {n}</translation>
    </message>
    <message>
        <source>Press a label&apos;s key: {name} has no label yet.</source>
        <translation>“{name}” chưa có nhãn; hãy nhấn phím của một nhãn.</translation>
    </message>
    <message>
        <source>Select words in the text, or go to an annotation, and press E.</source>
        <translation>Hãy chọn từ trong bài, hoặc đến một chú giải, rồi nhấn E.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>Nowhere else.</source>
        <translation>Không còn chỗ nào khác.</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find an act or an article</source>
        <translation>Tìm thao tác hoặc bài</translation>
    </message>
    <message>
        <source>Acts and articles</source>
        <translation>Thao tác và bài</translation>
    </message>
    <message>
        <source>Label with {label}</source>
        <translation>Gán nhãn {label}</translation>
    </message>
</context>
<context>
    <name>PaletteModel</name>
    <message>
        <source>Nothing fits</source>
        <translation>Không có gì khớp</translation>
    </message>
    <message>
        <source>Acts</source>
        <translation>Thao tác</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Recently used</source>
        <translation>Vừa dùng</translation>
    </message>
    <message>
        <source>Articles read last</source>
        <translation>Bài vừa đọc</translation>
    </message>
</context>
<context>
    <name>Percent</name>
    <message>
        <source>Less</source>
        <translation>Giảm</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Tăng</translation>
    </message>
</context>
<context>
    <name>PersonStrip</name>
    <message>
        <source>Who annotates? Your work is kept under this name.</source>
        <translation>Ai gán nhãn? Kết quả của bạn được lưu dưới tên này.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Tên của bạn</translation>
    </message>
    <message>
        <source>That is me</source>
        <translation>Dùng tên này</translation>
    </message>
</context>
<context>
    <name>PlaceStrip</name>
    <message numerus="yes">
        <source>Beside it lie %n other version(s) of it, which can be merged: {names}.</source>
        <translation>
            <numerusform>Bên cạnh còn có %n phiên bản khác của dự án, có thể gộp vào: {names}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Do not say again</source>
        <translation>Không nhắc lại</translation>
    </message>
    <message>
        <source>Not for this project</source>
        <translation>Với dự án này</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Import…</source>
        <translation>Nhập…</translation>
    </message>
    <message>
        <source>Show all articles</source>
        <translation>Hiện tất cả các bài</translation>
    </message>
    <message>
        <source>No articles yet</source>
        <translation>Chưa có bài nào</translation>
    </message>
    <message>
        <source>Drop files, folders or zip archives of any known format here, or import them with Ctrl+I.</source>
        <translation>Kéo thả tệp, thư mục hoặc tệp nén zip thuộc bất kỳ định dạng nào đã biết vào đây, hoặc nhấn Ctrl+I để nhập.</translation>
    </message>
    <message>
        <source>No title matches</source>
        <translation>Không có tiêu đề nào khớp</translation>
    </message>
    <message>
        <source>No article in this state</source>
        <translation>Không có bài nào ở trạng thái này</translation>
    </message>
</context>
<context>
    <name>ProjectActs</name>
    <message numerus="yes">
        <source>%n article(s) imported.</source>
        <translation>
            <numerusform>Đã nhập %n bài.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) received {annotations}.</source>
        <translation>
            <numerusform>%n bài đã nhận thêm {annotations}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n chú giải</numerusform>
        </translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Dự án mới</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài báo</translation>
    </message>
    <message>
        <source>Annotator projects ({pattern})</source>
        <translation>Dự án Annotator ({pattern})</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Mở dự án</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Lưu bản sao</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (bản sao)</translation>
    </message>
    <message>
        <source>Copy saved: {name}</source>
        <translation>Đã lưu bản sao: {name}</translation>
    </message>
    <message>
        <source>Merge a project</source>
        <translation>Gộp dự án</translation>
    </message>
</context>
<context>
    <name>QueueBar</name>
    <message>
        <source>By position</source>
        <translation>Theo vị trí</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>Kém chắc chắn trước</translation>
    </message>
    <message>
        <source>By label</source>
        <translation>Theo nhãn</translation>
    </message>
    <message>
        <source>Same words together</source>
        <translation>Gộp theo từ ngữ</translation>
    </message>
    <message>
        <source>{place} of {total}</source>
        <translation>{place} trên {total}</translation>
    </message>
    <message>
        <source>{place} of {total} groups</source>
        <translation>{place} trên {total} nhóm</translation>
    </message>
    <message>
        <source>This article</source>
        <translation>Bài này</translation>
    </message>
    <message>
        <source>Whole project</source>
        <translation>Cả dự án</translation>
    </message>
    <message>
        <source>Order of the suggestions</source>
        <translation>Thứ tự gợi ý</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Show skipped suggestions</source>
        <translation>Hiện các gợi ý đã bỏ qua</translation>
    </message>
    <message>
        <source>Order: {order}</source>
        <translation>Thứ tự: {order}</translation>
    </message>
</context>
<context>
    <name>QueueEmpty</name>
    <message>
        <source>No suggestion was skipped.</source>
        <translation>Chưa bỏ qua gợi ý nào.</translation>
    </message>
    <message>
        <source>No open suggestion left in the project</source>
        <translation>Không còn gợi ý chờ duyệt trong dự án</translation>
    </message>
    <message>
        <source>No open suggestion left</source>
        <translation>Không còn gợi ý chờ duyệt</translation>
    </message>
    <message>
        <source>No open suggestion in this article.</source>
        <translation>Bài này không có gợi ý chờ duyệt.</translation>
    </message>
</context>
<context>
    <name>QueueKeys</name>
    <message>
        <source>open a group</source>
        <translation>mở nhóm</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>chấp nhận</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>từ chối</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>all the same</source>
        <translation>mọi chỗ giống hệt</translation>
    </message>
    <message>
        <source>another label</source>
        <translation>nhãn khác</translation>
    </message>
    <message>
        <source>edges</source>
        <translation>ranh giới</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Reading the suggestions of the project…</source>
        <translation>Đang đọc gợi ý của cả dự án…</translation>
    </message>
    <message>
        <source>Suggestions are hidden in this article until you mark it done</source>
        <translation>Gợi ý trong bài này được ẩn cho đến khi bạn đánh dấu xong</translation>
    </message>
</context>
<context>
    <name>QueueRows</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n chỗ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n bài</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Suggestion queue</source>
        <translation>Hàng đợi gợi ý</translation>
    </message>
</context>
<context>
    <name>ReadingView</name>
    <message>
        <source>Article text</source>
        <translation>Văn bản của bài</translation>
    </message>
</context>
<context>
    <name>RelationActs</name>
    <message>
        <source>Accept the suggestion first: only annotations can be related.</source>
        <translation>Hãy chấp nhận gợi ý trước: chỉ các chú giải mới nối được với nhau.</translation>
    </message>
    <message>
        <source>Relation from “{quote}”: go to the target and press R; Escape puts it away.</source>
        <translation>Quan hệ từ “{quote}”: hãy đến chú giải đích rồi nhấn R; Escape để thôi.</translation>
    </message>
    <message>
        <source>The label set had no labels of relations: the usual ones were added.</source>
        <translation>Bộ nhãn chưa có nhãn quan hệ: các nhãn thường dùng đã được thêm vào.</translation>
    </message>
    <message>
        <source>Label of the relation</source>
        <translation>Nhãn của quan hệ</translation>
    </message>
    <message>
        <source>Which relation?</source>
        <translation>Quan hệ nào?</translation>
    </message>
</context>
<context>
    <name>RelationRows</name>
    <message>
        <source>Relations</source>
        <translation>Quan hệ</translation>
    </message>
    <message>
        <source>Turn round</source>
        <translation>Đảo chiều</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>to: {words}</source>
        <translation>đến: {words}</translation>
    </message>
    <message>
        <source>from: {words}</source>
        <translation>từ: {words}</translation>
    </message>
</context>
<context>
    <name>RuleRow</name>
    <message>
        <source>Text</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Có hoặc không</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Lựa chọn</translation>
    </message>
    <message>
        <source>Name of the attribute</source>
        <translation>Tên thuộc tính</translation>
    </message>
    <message>
        <source>Kind of the attribute</source>
        <translation>Kiểu thuộc tính</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Các giá trị</translation>
    </message>
    <message>
        <source>Remove the attribute</source>
        <translation>Bỏ thuộc tính</translation>
    </message>
    <message>
        <source>answers, separated by commas</source>
        <translation>các giá trị, cách nhau bằng dấu phẩy</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>Saved to {path}.</source>
        <translation>Đã lưu vào {path}.</translation>
    </message>
    <message>
        <source>{path} could not be written.</source>
        <translation>Không ghi được {path}.</translation>
    </message>
    <message>
        <source>The printer did not take the page.</source>
        <translation>Máy in không nhận trang in.</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Đổi phím tắt…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Lưu thành PDF…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>In…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>Tệp PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Keys of Annotator</source>
        <translation>Phím tắt của Annotator</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Lưu thành PDF</translation>
    </message>
    <message>
        <source>Page {number} of {pages}</source>
        <translation>Trang {number}/{pages}</translation>
    </message>
</context>
<context>
    <name>SpanDetails</name>
    <message>
        <source>Accept</source>
        <translation>Chấp nhận</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Hướng dẫn gán nhãn</translation>
    </message>
    <message>
        <source>Point at a label or choose an annotation to read its rule here.</source>
        <translation>Trỏ vào một nhãn hoặc chọn một chú giải để đọc hướng dẫn ở đây.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Note on this annotation</source>
        <translation>Viết ghi chú</translation>
    </message>
</context>
<context>
    <name>SpanList</name>
    <message>
        <source>Suggestions</source>
        <translation>Gợi ý</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Chú giải</translation>
    </message>
    <message>
        <source>Suggestions are hidden in this article until you mark it done</source>
        <translation>Gợi ý trong bài này được ẩn cho đến khi bạn đánh dấu xong</translation>
    </message>
    <message>
        <source>No annotations in this article.</source>
        <translation>Bài này không có chú giải nào.</translation>
    </message>
</context>
<context>
    <name>SplitField</name>
    <message>
        <source>Split</source>
        <translation>Chia phần</translation>
    </message>
    <message>
        <source>Shares in percent</source>
        <translation>Tỷ lệ phần trăm</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Số gieo</translation>
    </message>
    <message>
        <source>Not split</source>
        <translation>Không chia</translation>
    </message>
    <message numerus="yes">
        <source>{shares}, seed {seed}: kept, %n article(s)</source>
        <translation>
            <numerusform>{shares}, số gieo {seed}: đã lưu, %n bài</numerusform>
        </translation>
    </message>
    <message>
        <source>Other shares</source>
        <translation>Tỷ lệ khác</translation>
    </message>
</context>
<context>
    <name>SplitTable</name>
    <message>
        <source>The parts of the split</source>
        <translation>Các phần đã chia</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Phần</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Chú giải</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Saved</source>
        <translation>Đã lưu</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>{name} (only read)</source>
        <translation>{name} (chỉ xem)</translation>
    </message>
    <message>
        <source>Who annotates; each person has a layer of their own</source>
        <translation>Người gán nhãn; mỗi người có một lớp chú giải riêng</translation>
    </message>
    <message>
        <source>File moved or deleted</source>
        <translation>Tệp không còn ở chỗ cũ</translation>
    </message>
    <message>
        <source>Read only, as it was at {time}</source>
        <translation>Chỉ đọc, như lúc {time}</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Chỉ đọc</translation>
    </message>
    <message>
        <source>Suggestions {done} of {total}</source>
        <translation>Đang tìm gợi ý {done}/{total}</translation>
    </message>
    <message>
        <source>Saving {share} %</source>
        <translation>Đang lưu {share} %</translation>
    </message>
    <message>
        <source>Raw text</source>
        <translation>Văn bản gốc</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) folded</source>
        <translation>
            <numerusform>%n dòng đã gấp</numerusform>
        </translation>
    </message>
    <message>
        <source>Show or fold menus, image paths, repeated captions and blank lines</source>
        <translation>Hiện hoặc gấp trình đơn, đường dẫn ảnh, chú thích lặp và dòng trống</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Khớp theo từ</translation>
    </message>
    <message>
        <source>Whole syllables</source>
        <translation>Khớp theo tiếng</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Khớp theo ký tự</translation>
    </message>
    <message>
        <source>What a selection grows to; click for the next one</source>
        <translation>Vùng chọn được nới cho khớp đơn vị này; nhấp để đổi</translation>
    </message>
    <message>
        <source>Saved at {time}</source>
        <translation>Đã lưu lúc {time}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Chưa lưu được</translation>
    </message>
</context>
<context>
    <name>SuggestionPage</name>
    <message>
        <source>Suggestions</source>
        <translation>Gợi ý</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Tiến độ so sánh</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>Những gì không gợi ý</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Tắt</translation>
    </message>
    <message>
        <source>Labels with a precision under</source>
        <translation>Nhãn có độ chính xác dưới</translation>
    </message>
    <message>
        <source>Suggestions less certain than</source>
        <translation>Gợi ý có độ tin cậy dưới</translation>
    </message>
    <message>
        <source>Comparing with the articles you have finished…</source>
        <translation>Đang so sánh với các bài bạn đã làm xong…</translation>
    </message>
    <message numerus="yes">
        <source>The suggestions that stood in the %Ln article(s) you have finished, compared with your annotations.</source>
        <translation>
            <numerusform>So sánh gợi ý đã có trong %Ln bài bạn đã làm xong với chú giải của bạn.</numerusform>
        </translation>
    </message>
    <message>
        <source>Finish an article to see here how the suggestions do on your own texts.</source>
        <translation>Hãy làm xong một bài để xem ở đây máy gợi ý đúng đến đâu trên bài của bạn.</translation>
    </message>
    <message>
        <source>Every label that is switched on is suggested, however often it is wrong.</source>
        <translation>Mọi nhãn đang bật đều được gợi ý, dù hay sai đến đâu.</translation>
    </message>
    <message numerus="yes">
        <source>Precision on your finished articles; labels with fewer than %n suggestion(s) stay.</source>
        <translation>
            <numerusform>Tính trên các bài bạn đã làm xong; nhãn có chưa đến %n gợi ý thì vẫn giữ.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is suggested, however uncertain the machine is of it.</source>
        <translation>Gợi ý tất cả, dù máy không chắc chắn đến đâu.</translation>
    </message>
    <message>
        <source>What the machine takes for right in fewer than {number} of 100 cases is not suggested.</source>
        <translation>Không gợi ý những chỗ mà máy cho là đúng chưa đến {number} trên 100 trường hợp.</translation>
    </message>
    <message>
        <source>Suggestions from {low} to {high} come back.</source>
        <translation>Các gợi ý từ {low} đến {high} sẽ hiện lại.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {all} open suggestion(s) in this project would go.</source>
        <translation>
            <numerusform>Sẽ bỏ %Ln trong {all} gợi ý chờ duyệt của dự án này.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextMenu</name>
    <message>
        <source>This line is</source>
        <translation>Dòng này là</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>Annotator ended unexpectedly last time. Every edit that was shown as saved is in the project.</source>
        <translation>Lần trước Annotator đã dừng đột ngột. Mọi thay đổi đã báo “Đã lưu” đều nằm trong dự án.</translation>
    </message>
    <message>
        <source>The same error came again. What was saved is safe; Help shows where the log is.</source>
        <translation>Lỗi vừa rồi lại xảy ra. Những gì đã lưu vẫn an toàn; xem nhật ký lỗi trong trình đơn Trợ giúp.</translation>
    </message>
</context>
<context>
    <name>UnexpectedDialog</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>Đã xảy ra lỗi ngoài dự kiến</translation>
    </message>
    <message>
        <source>An error inside Annotator stopped what it was just doing. You can go on working.</source>
        <translation>Một lỗi bên trong Annotator đã làm dừng thao tác vừa rồi. Bạn có thể làm tiếp.</translation>
    </message>
    <message numerus="yes">
        <source>%n more error(s) since then; the log has them.</source>
        <translation>
            <numerusform>Từ đó đến giờ có thêm %n lỗi; nhật ký lỗi đã ghi lại.</numerusform>
        </translation>
    </message>
    <message>
        <source>No project is open, so there was nothing to save.</source>
        <translation>Không có dự án nào đang mở nên không có gì cần lưu.</translation>
    </message>
    <message>
        <source>The project is open for reading only; nothing in it was changed.</source>
        <translation>Dự án đang mở ở chế độ chỉ đọc; không có gì trong đó bị thay đổi.</translation>
    </message>
    <message>
        <source>Every edit up to the last “Saved” is in the project file. The article was read again from there, so what you see is what is saved.</source>
        <translation>Mọi thay đổi tính đến lần “Đã lưu” gần nhất đều nằm trong tệp dự án. Bài đã được đọc lại từ tệp, nên những gì bạn thấy chính là những gì đã lưu.</translation>
    </message>
    <message>
        <source>Every edit up to the last “Saved” is in the project file.</source>
        <translation>Mọi thay đổi tính đến lần “Đã lưu” gần nhất đều nằm trong tệp dự án.</translation>
    </message>
    <message>
        <source>If it happens again, copy the details into a report; they hold no text of your articles. The log has them too.</source>
        <translation>Nếu lỗi lặp lại, hãy chép chi tiết vào báo cáo lỗi; chi tiết không chứa nội dung bài nào của bạn. Nhật ký lỗi cũng có các chi tiết này.</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Tệp nhật ký lỗi</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Mở thư mục</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Chi tiết</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Đã chép</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Đóng chương trình</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Chép chi tiết</translation>
    </message>
</context>
<context>
    <name>ViewActs</name>
    <message>
        <source>&amp;Words</source>
        <translation>&amp;Từ</translation>
    </message>
    <message>
        <source>&amp;Syllables</source>
        <translation>T&amp;iếng</translation>
    </message>
    <message>
        <source>&amp;Characters</source>
        <translation>&amp;Ký tự</translation>
    </message>
    <message>
        <source>The folder could not be shown; the log lies in {folder}.</source>
        <translation>Không mở được thư mục; nhật ký lỗi nằm ở {folder}.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>No project is open</source>
        <translation>Chưa mở dự án nào</translation>
    </message>
    <message>
        <source>A project is one file that holds articles and everything people annotate on them.</source>
        <translation>Dự án là một tệp chứa các bài và mọi chú giải trên đó.</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Tạo dự án…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Mở dự án…</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>Mở gần đây</translation>
    </message>
    <message>
        <source>Preparing sample articles…</source>
        <translation>Đang chuẩn bị các bài mẫu…</translation>
    </message>
    <message>
        <source>Updating the project for this version…</source>
        <translation>Đang cập nhật dự án cho phiên bản này…</translation>
    </message>
</context>
<context>
    <name>WorkChart</name>
    <message>
        <source>on average {n}</source>
        <translation>trung bình {n}</translation>
    </message>
    <message>
        <source>Entities an hour by session</source>
        <translation>Số chú giải mỗi giờ, theo phiên</translation>
    </message>
    <message>
        <source>avg. {n}</source>
        <translation>TB {n}</translation>
    </message>
    <message>
        <source>{when}: {pace} an hour, {entities} in {time}</source>
        <translation>{when}: {pace} chú giải mỗi giờ, {entities} trong {time}</translation>
    </message>
</context>
<context>
    <name>WorkModel</name>
    <message>
        <source>Time</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Chú giải</translation>
    </message>
    <message>
        <source>s each</source>
        <translation>Giây/chú giải</translation>
    </message>
    <message>
        <source>An hour</source>
        <translation>Mỗi giờ</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Work meter</source>
        <translation>Nhịp làm việc</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Phiên</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>{person}. Gaps of more than a minute count as ten seconds; half an hour ends a session.</source>
        <translation>{person}. Khoảng nghỉ quá một phút chỉ tính mười giây; nghỉ quá nửa giờ là hết một phiên.</translation>
    </message>
    <message>
        <source>Nothing to measure yet. Label a few names, and your pace shows here.</source>
        <translation>Chưa có gì để đo. Hãy gán nhãn vài chỗ, nhịp làm việc của bạn sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>What the figures are about</source>
        <translation>Số liệu tính theo</translation>
    </message>
    <message>
        <source>By session</source>
        <translation>Theo phiên</translation>
    </message>
    <message>
        <source>By article</source>
        <translation>Theo bài</translation>
    </message>
    <message>
        <source>By label</source>
        <translation>Theo nhãn</translation>
    </message>
    <message>
        <source>Bias guard</source>
        <translation>Tránh thiên lệch</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Several articles</source>
        <translation>Nhiều bài</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Phiên này</translation>
    </message>
    <message>
        <source>Last session</source>
        <translation>Phiên gần nhất</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Altogether</source>
        <translation>Tất cả</translation>
    </message>
</context>
<context>
    <name>WorkWords</name>
    <message>
        <source>{n} s</source>
        <translation>{n} giây</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} phút</translation>
    </message>
    <message>
        <source>{h} h {n} min</source>
        <translation>{h} giờ {n} phút</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Chấp nhận</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Relabelled</source>
        <translation>Đổi nhãn</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Dời</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Xóa</translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message>
        <source>Tick these, or take their ticks away</source>
        <translation>Chọn những chỗ này, hoặc bỏ chọn</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unlabelled</source>
        <translation>
            <numerusform>%Ln chưa gán nhãn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln labelled already</source>
        <translation>
            <numerusform>%Ln đã có nhãn này</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln labelled otherwise</source>
        <translation>
            <numerusform>%Ln mang nhãn khác</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln overlapping</source>
        <translation>
            <numerusform>%Ln chồng lên</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_QueryField</name>
    <message>
        <source>Words, with or without diacritics</source>
        <translation>Từ cần tìm, có dấu hoặc không dấu</translation>
    </message>
    <message>
        <source>Earlier queries (Ctrl+Down)</source>
        <translation>Những lần tìm trước (Ctrl+Down)</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Dự án</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Tạo dự án…</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>&amp;Mở dự án…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Mở &amp;gần đây</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>&amp;Lưu bản sao…</translation>
    </message>
    <message>
        <source>&amp;Import files…</source>
        <translation>&amp;Nhập tệp…</translation>
    </message>
    <message>
        <source>Import a &amp;folder…</source>
        <translation>Nhập t&amp;hư mục…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Xuất…</translation>
    </message>
    <message>
        <source>&amp;Labels…</source>
        <translation>&amp;Bộ nhãn…</translation>
    </message>
    <message>
        <source>&amp;Who annotates…</source>
        <translation>Ngườ&amp;i gán nhãn…</translation>
    </message>
    <message>
        <source>&amp;Suggest in all articles</source>
        <translation>Gợi ý &amp;cho mọi bài</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Th&amp;oát</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Chỉnh sửa</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>&amp;Copy text</source>
        <translation>&amp;Sao chép văn bản</translation>
    </message>
    <message>
        <source>&amp;Find in the article</source>
        <translation>&amp;Tìm trong bài</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>Tìm tiế&amp;p</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>Tìm &amp;ngược</translation>
    </message>
    <message>
        <source>Filter &amp;titles</source>
        <translation>Lọ&amp;c tiêu đề</translation>
    </message>
    <message>
        <source>&amp;Article</source>
        <translation>&amp;Bài</translation>
    </message>
    <message>
        <source>&amp;Next article</source>
        <translation>Bài &amp;sau</translation>
    </message>
    <message>
        <source>&amp;Previous article</source>
        <translation>Bài &amp;trước</translation>
    </message>
    <message>
        <source>&amp;Done, open the next</source>
        <translation>&amp;Xong, mở bài sau</translation>
    </message>
    <message>
        <source>&amp;Skip, open the next</source>
        <translation>&amp;Bỏ qua, mở bài sau</translation>
    </message>
    <message>
        <source>Mark as &amp;in progress</source>
        <translation>Đánh dấu đang &amp;làm</translation>
    </message>
    <message>
        <source>D&amp;etails…</source>
        <translation>&amp;Chi tiết…</translation>
    </message>
    <message>
        <source>&amp;Remove from the project</source>
        <translation>&amp;Gỡ khỏi dự án</translation>
    </message>
    <message>
        <source>A&amp;nnotate</source>
        <translation>&amp;Gán nhãn</translation>
    </message>
    <message>
        <source>&amp;Label with</source>
        <translation>Gán &amp;nhãn</translation>
    </message>
    <message>
        <source>&amp;Next suggestion</source>
        <translation>Gợi ý &amp;sau</translation>
    </message>
    <message>
        <source>&amp;Previous suggestion</source>
        <translation>Gợi ý t&amp;rước</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Chấp nhận</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>&amp;Từ chối</translation>
    </message>
    <message>
        <source>Accept all in the ar&amp;ticle</source>
        <translation>Chấp nhận &amp;mọi gợi ý</translation>
    </message>
    <message>
        <source>&amp;Suggestions…</source>
        <translation>Thiết &amp;lập gợi ý…</translation>
    </message>
    <message>
        <source>Ne&amp;xt annotation</source>
        <translation>Chú giải s&amp;au</translation>
    </message>
    <message>
        <source>Pre&amp;vious annotation</source>
        <translation>Chú g&amp;iải trước</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Xóa</translation>
    </message>
    <message>
        <source>N&amp;ote…</source>
        <translation>&amp;Ghi chú…</translation>
    </message>
    <message>
        <source>Left edge to the left</source>
        <translation>Mở rộng bên trái</translation>
    </message>
    <message>
        <source>Move an ed&amp;ge</source>
        <translation>&amp;Dời biên</translation>
    </message>
    <message>
        <source>&amp;Move in the text</source>
        <translation>&amp;Di chuyển trong bài</translation>
    </message>
    <message>
        <source>S&amp;elect from here</source>
        <translation>Chọn từ đâ&amp;y</translation>
    </message>
    <message>
        <source>Left edge to the right</source>
        <translation>Thu hẹp bên trái</translation>
    </message>
    <message>
        <source>Right edge to the right</source>
        <translation>Mở rộng bên phải</translation>
    </message>
    <message>
        <source>Right edge to the left</source>
        <translation>Thu hẹp bên phải</translation>
    </message>
    <message>
        <source>Left edge to the left by a syllable</source>
        <translation>Biên trái sang trái một tiếng</translation>
    </message>
    <message>
        <source>Left edge to the right by a syllable</source>
        <translation>Biên trái sang phải một tiếng</translation>
    </message>
    <message>
        <source>Right edge to the right by a syllable</source>
        <translation>Biên phải sang phải một tiếng</translation>
    </message>
    <message>
        <source>Right edge to the left by a syllable</source>
        <translation>Biên phải sang trái một tiếng</translation>
    </message>
    <message>
        <source>Left edge to the left by a character</source>
        <translation>Biên trái sang trái một ký tự</translation>
    </message>
    <message>
        <source>Left edge to the right by a character</source>
        <translation>Biên trái sang phải một ký tự</translation>
    </message>
    <message>
        <source>Right edge to the right by a character</source>
        <translation>Biên phải sang phải một ký tự</translation>
    </message>
    <message>
        <source>Right edge to the left by a character</source>
        <translation>Biên phải sang trái một ký tự</translation>
    </message>
    <message>
        <source>Next word</source>
        <translation>Từ kế tiếp</translation>
    </message>
    <message>
        <source>Previous word</source>
        <translation>Từ phía trước</translation>
    </message>
    <message>
        <source>Next syllable</source>
        <translation>Tiếng kế tiếp</translation>
    </message>
    <message>
        <source>Previous syllable</source>
        <translation>Tiếng phía trước</translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation>Câu kế tiếp</translation>
    </message>
    <message>
        <source>Previous sentence</source>
        <translation>Câu phía trước</translation>
    </message>
    <message>
        <source>Next paragraph</source>
        <translation>Đoạn kế tiếp</translation>
    </message>
    <message>
        <source>Previous paragraph</source>
        <translation>Đoạn phía trước</translation>
    </message>
    <message>
        <source>Select to the next word</source>
        <translation>Chọn đến từ kế tiếp</translation>
    </message>
    <message>
        <source>Select to the previous word</source>
        <translation>Chọn đến từ phía trước</translation>
    </message>
    <message>
        <source>Select to the next syllable</source>
        <translation>Chọn đến tiếng kế tiếp</translation>
    </message>
    <message>
        <source>Select to the previous syllable</source>
        <translation>Chọn đến tiếng phía trước</translation>
    </message>
    <message>
        <source>Select to the next sentence</source>
        <translation>Chọn đến câu kế tiếp</translation>
    </message>
    <message>
        <source>Select to the previous sentence</source>
        <translation>Chọn đến câu phía trước</translation>
    </message>
    <message>
        <source>Select to the next paragraph</source>
        <translation>Chọn đến đoạn kế tiếp</translation>
    </message>
    <message>
        <source>Select to the previous paragraph</source>
        <translation>Chọn đến đoạn phía trước</translation>
    </message>
    <message>
        <source>Impor&amp;t as…</source>
        <translation>Nhập tù&amp;y chọn…</translation>
    </message>
    <message>
        <source>&amp;Merge a project…</source>
        <translation>Gộp &amp;dự án…</translation>
    </message>
    <message>
        <source>&amp;Backups…</source>
        <translation>Bản &amp;sao lưu…</translation>
    </message>
    <message>
        <source>C&amp;heck the project…</source>
        <translation>&amp;Kiểm tra dự án…</translation>
    </message>
    <message>
        <source>Wor&amp;k meter…</source>
        <translation>Nhị&amp;p làm việc…</translation>
    </message>
    <message>
        <source>C&amp;oncordance</source>
        <translation>Tr&amp;a ngữ cảnh</translation>
    </message>
    <message>
        <source>&amp;Every occurrence…</source>
        <translation>&amp;Mọi chỗ xuất hiện…</translation>
    </message>
    <message>
        <source>Cons&amp;istency check</source>
        <translation>&amp;Kiểm tra nhất quán</translation>
    </message>
    <message>
        <source>C&amp;hoose a label…</source>
        <translation>Chọn nhãn &amp;khác…</translation>
    </message>
    <message>
        <source>The sa&amp;me everywhere in the article</source>
        <translation>Mọi chỗ giống thế tr&amp;ong bài</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>&amp;Bỏ qua</translation>
    </message>
    <message>
        <source>Suggestion &amp;queue</source>
        <translation>Hàng đợ&amp;i gợi ý</translation>
    </message>
    <message>
        <source>R&amp;elation from here, to here</source>
        <translation>&amp;Quan hệ từ đây, đến đây</translation>
    </message>
    <message>
        <source>Sho&amp;w relations</source>
        <translation>&amp;Hiện quan hệ</translation>
    </message>
    <message>
        <source>Labels of the art&amp;icle…</source>
        <translation>Nhãn củ&amp;a bài…</translation>
    </message>
    <message>
        <source>Put the label or selection away</source>
        <translation>Cất nhãn đang cầm hoặc bỏ vùng chọn</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>Đ&amp;i tới</translation>
    </message>
    <message>
        <source>Next &amp;unlabelled name</source>
        <translation>Tê&amp;n chưa gán nhãn kế tiếp</translation>
    </message>
    <message>
        <source>Previous unla&amp;belled name</source>
        <translation>Tên chưa &amp;gán nhãn phía trước</translation>
    </message>
    <message>
        <source>Annotation &amp;stacked here</source>
        <translation>Chú giải &amp;chồng ở đây</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Xem</translation>
    </message>
    <message>
        <source>Show the &amp;raw text</source>
        <translation>Hiện văn bản &amp;gốc</translation>
    </message>
    <message>
        <source>&amp;Selections take whole</source>
        <translation>Vùng chọn khớp &amp;theo</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Chữ &amp;lớn hơn</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>Chữ &amp;nhỏ hơn</translation>
    </message>
    <message>
        <source>&amp;Ordinary text size</source>
        <translation>Cỡ chữ &amp;mặc định</translation>
    </message>
    <message>
        <source>Ligh&amp;t</source>
        <translation>&amp;Sáng</translation>
    </message>
    <message>
        <source>Se&amp;pia</source>
        <translation>Giấ&amp;y ngà</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>Tố&amp;i</translation>
    </message>
    <message>
        <source>&amp;Article list</source>
        <translation>&amp;Danh sách bài</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>Khung &amp;chú giải</translation>
    </message>
    <message>
        <source>Go to the ne&amp;xt pane</source>
        <translation>Sang &amp;khung kế tiếp</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Trợ giúp</translation>
    </message>
    <message>
        <source>&amp;Find an act or an article…</source>
        <translation>&amp;Tìm lệnh hoặc bài…</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Phím tắt</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>Đổ&amp;i phím tắt…</translation>
    </message>
    <message>
        <source>Show the &amp;log folder</source>
        <translation>Mở thư mục nhật ký &amp;lỗi</translation>
    </message>
    <message>
        <source>&amp;About Annotator</source>
        <translation>&amp;Giới thiệu Annotator</translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <source>label “{quote}” {label}</source>
        <translation>gán {label} cho “{quote}”</translation>
    </message>
    <message>
        <source>delete “{quote}”</source>
        <translation>xóa “{quote}”</translation>
    </message>
    <message>
        <source>relabel “{quote}” {label}</source>
        <translation>đổi nhãn “{quote}” thành {label}</translation>
    </message>
    <message>
        <source>move the edges of “{quote}”</source>
        <translation>đổi ranh giới “{quote}”</translation>
    </message>
    <message>
        <source>note on “{quote}”</source>
        <translation>ghi chú cho “{quote}”</translation>
    </message>
    <message>
        <source>change the attributes of “{quote}”</source>
        <translation>sửa thuộc tính của “{quote}”</translation>
    </message>
    <message>
        <source>relate “{source}” {label} “{target}”</source>
        <translation>nối “{source}” {label} “{target}”</translation>
    </message>
    <message>
        <source>delete a relation {label}</source>
        <translation>xóa một quan hệ {label}</translation>
    </message>
    <message>
        <source>relabel a relation {label}</source>
        <translation>đổi nhãn quan hệ thành {label}</translation>
    </message>
    <message>
        <source>turn a relation {label} round</source>
        <translation>đảo chiều quan hệ {label}</translation>
    </message>
    <message>
        <source>label the article {label}</source>
        <translation>gán nhãn {label} cho bài</translation>
    </message>
    <message>
        <source>take {label} off the article</source>
        <translation>bỏ nhãn {label} của bài</translation>
    </message>
    <message>
        <source>merge {project}</source>
        <translation>gộp {project}</translation>
    </message>
    <message>
        <source>accept “{quote}” {label}</source>
        <translation>chấp nhận {label} cho “{quote}”</translation>
    </message>
    <message>
        <source>correct “{quote}” {label}</source>
        <translation>sửa “{quote}” thành {label}</translation>
    </message>
    <message>
        <source>reject “{quote}” {label}</source>
        <translation>từ chối {label} cho “{quote}”</translation>
    </message>
    <message>
        <source>reject “{quote}” {label} at {n} places</source>
        <translation>từ chối “{quote}” {label} ở {n} chỗ</translation>
    </message>
    <message>
        <source>accept “{quote}” {label} everywhere</source>
        <translation>chấp nhận “{quote}” {label} ở mọi chỗ</translation>
    </message>
    <message>
        <source>skip “{quote}” {label}</source>
        <translation>bỏ qua “{quote}” {label}</translation>
    </message>
    <message>
        <source>accept “{quote}” {label} at {n} places</source>
        <translation>chấp nhận {label} cho “{quote}” ở {n} chỗ</translation>
    </message>
    <message>
        <source>correct “{quote}” to {label} at {n} places</source>
        <translation>sửa “{quote}” thành {label} ở {n} chỗ</translation>
    </message>
    <message>
        <source>skip “{quote}” {label} at {n} places</source>
        <translation>bỏ qua “{quote}” {label} ở {n} chỗ</translation>
    </message>
    <message>
        <source>rename the annotator to {name}</source>
        <translation>đổi tên người gán nhãn thành {name}</translation>
    </message>
    <message>
        <source>mark the article as {state}</source>
        <translation>chuyển bài sang “{state}”</translation>
    </message>
    <message>
        <source>change the details of “{title}”</source>
        <translation>sửa chi tiết bài “{title}”</translation>
    </message>
    <message>
        <source>remove “{title}”</source>
        <translation>gỡ bài “{title}”</translation>
    </message>
    <message>
        <source>mark the line as {kind}</source>
        <translation>đánh dấu dòng là {kind}</translation>
    </message>
    <message>
        <source>load a label set</source>
        <translation>nạp bộ nhãn</translation>
    </message>
    <message>
        <source>add label {label}</source>
        <translation>thêm nhãn {label}</translation>
    </message>
    <message>
        <source>change the label set</source>
        <translation>sửa bộ nhãn</translation>
    </message>
    <message>
        <source>remove label {label}</source>
        <translation>bỏ nhãn {label}</translation>
    </message>
    <message>
        <source>Rejected at {n} places of this article: “{quote}” {label}</source>
        <translation>Đã từ chối ở {n} chỗ trong bài này: “{quote}” {label}</translation>
    </message>
    <message>
        <source>Accepted at {n} places: “{quote}” {label}</source>
        <translation>Đã chấp nhận ở {n} chỗ: “{quote}” {label}</translation>
    </message>
    <message>
        <source>Corrected at {n} places: “{quote}” {label}</source>
        <translation>Đã sửa ở {n} chỗ: “{quote}” {label}</translation>
    </message>
    <message>
        <source>Rejected at {n} places: “{quote}” {label}</source>
        <translation>Đã từ chối ở {n} chỗ: “{quote}” {label}</translation>
    </message>
    <message>
        <source>Skipped at {n} places: “{quote}” {label}</source>
        <translation>Đã bỏ qua ở {n} chỗ: “{quote}” {label}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>mới</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>đang làm</translation>
    </message>
    <message>
        <source>done</source>
        <translation>xong</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>title</source>
        <translation>tiêu đề</translation>
    </message>
    <message>
        <source>date line</source>
        <translation>dòng ngày đăng</translation>
    </message>
    <message>
        <source>author</source>
        <translation>tác giả</translation>
    </message>
    <message>
        <source>source</source>
        <translation>nguồn</translation>
    </message>
    <message>
        <source>section</source>
        <translation>chuyên mục</translation>
    </message>
    <message>
        <source>menu</source>
        <translation>trình đơn</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>chú thích ảnh</translation>
    </message>
    <message>
        <source>repeated line</source>
        <translation>dòng lặp</translation>
    </message>
    <message>
        <source>image path</source>
        <translation>đường dẫn ảnh</translation>
    </message>
    <message>
        <source>player</source>
        <translation>trình phát</translation>
    </message>
    <message>
        <source>counter</source>
        <translation>bộ đếm</translation>
    </message>
    <message>
        <source>blank line</source>
        <translation>dòng trống</translation>
    </message>
    <message>
        <source>text</source>
        <translation>nội dung</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>đã chấp nhận</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>đã từ chối</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>đã sửa</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>An annotator needs a name.</source>
        <translation>Người gán nhãn cần có tên.</translation>
    </message>
    <message>
        <source>Nobody annotates in this project yet; name the annotator.</source>
        <translation>Dự án này chưa có ai gán nhãn; hãy nêu tên người gán nhãn.</translation>
    </message>
    <message>
        <source>These are the annotations of {name}, which are only read here; nothing was changed. Go back to your own to annotate.</source>
        <translation>Đây là chú giải của {name}, ở đây chỉ để xem; chưa có gì thay đổi. Hãy quay lại chú giải của bạn để gán nhãn.</translation>
    </message>
    <message>
        <source>Several people annotate in this project ({names}); name the one that is meant.</source>
        <translation>Dự án này có nhiều người gán nhãn ({names}); hãy nêu tên người cần chọn.</translation>
    </message>
    <message>
        <source>This project has no annotator “{name}”.</source>
        <translation>Dự án này không có người gán nhãn “{name}”.</translation>
    </message>
    <message>
        <source>{path} is damaged, or is no zip archive.</source>
        <translation>{path} bị hỏng hoặc không phải tệp nén zip.</translation>
    </message>
    <message>
        <source>{path} is protected with a password, so it was left out; unpack the archive and import what is in it.</source>
        <translation>{path} có mật khẩu bảo vệ nên bị bỏ qua; hãy giải nén rồi nhập các tệp bên trong.</translation>
    </message>
    <message>
        <source>{path} is damaged in the archive, so it was left out.</source>
        <translation>{path} bị hỏng trong tệp nén nên bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path} is larger than {limit} MB, so it was left out; unpack the archive and import the file alone.</source>
        <translation>{path} lớn hơn {limit} MB nên bị bỏ qua; hãy giải nén rồi nhập riêng tệp này.</translation>
    </message>
    <message>
        <source>{path} has more than {limit} files in it, which is more than an archive may have; nothing of it was taken.</source>
        <translation>{path} chứa hơn {limit} tệp, quá mức cho phép với một tệp nén; không có gì được nhập.</translation>
    </message>
    <message>
        <source>{path} is packed in a way that cannot be read here, so it was left out; pack the archive as an ordinary zip.</source>
        <translation>{path} được nén theo cách chương trình không đọc được nên bị bỏ qua; hãy nén lại thành tệp zip thông thường.</translation>
    </message>
    <message>
        <source>{path} is an archive in an archive and was not opened; unpack the outer one and import this one.</source>
        <translation>{path} là tệp nén nằm trong tệp nén nên không được mở; hãy giải nén tệp ngoài rồi nhập tệp này.</translation>
    </message>
    <message>
        <source>{path} is a link or a device and no file, so it was left out.</source>
        <translation>{path} là liên kết hoặc thiết bị chứ không phải tệp nên bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path} is over {ratio} times larger than in the archive, as only a trap is, so it was left out.</source>
        <translation>{path} sau khi giải nén lớn gấp hơn {ratio} lần, chỉ tệp cài bẫy mới như vậy, nên bị bỏ qua.</translation>
    </message>
    <message>
        <source>What is in {path} comes to more than {limit} MB, which is more than an archive may have; nothing of it was taken.</source>
        <translation>Nội dung trong {path} lên tới hơn {limit} MB, quá mức cho phép với một tệp nén; không có gì được nhập.</translation>
    </message>
    <message>
        <source>{path} is in the archive more than once; the first was taken.</source>
        <translation>{path} có nhiều lần trong tệp nén; chỉ lấy tệp đầu tiên.</translation>
    </message>
    <message>
        <source>Several articles are called “{article}”; use the number instead.</source>
        <translation>Có nhiều bài tên “{article}”; hãy dùng số của bài.</translation>
    </message>
    <message>
        <source>There is no article “{article}” in this project.</source>
        <translation>Dự án này không có bài “{article}”.</translation>
    </message>
    <message>
        <source>“{kind}” is not a kind of attribute ({name} of {label}).</source>
        <translation>“{kind}” không phải là một kiểu thuộc tính ({name} của {label}).</translation>
    </message>
    <message>
        <source>An attribute&apos;s name is one word of at most 40 characters; “{name}” of {label} is not.</source>
        <translation>Tên thuộc tính là một từ viết liền, dài nhất 40 ký tự; “{name}” của {label} không phải vậy.</translation>
    </message>
    <message>
        <source>{label} has two attributes called {name}.</source>
        <translation>{label} có hai thuộc tính cùng tên {name}.</translation>
    </message>
    <message>
        <source>The label {label} has no attribute “{name}”.</source>
        <translation>Nhãn {label} không có thuộc tính “{name}”.</translation>
    </message>
    <message>
        <source>“{value}” is not a value that {name} of {label} can have.</source>
        <translation>{name} của {label} không nhận giá trị “{value}”.</translation>
    </message>
    <message>
        <source>Each value of the choice “{name}” of {label} is written once, and only a choice has values.</source>
        <translation>Mỗi giá trị của lựa chọn “{name}” ở {label} chỉ viết một lần, và chỉ lựa chọn mới có danh sách giá trị.</translation>
    </message>
    <message>
        <source>The backup {path} is damaged and was not used; choose another one.</source>
        <translation>Bản sao lưu {path} bị hỏng nên không được dùng; hãy chọn bản khác.</translation>
    </message>
    <message>
        <source>The backup {path} could not be made ({reason}); your work is saved in the project and goes on.</source>
        <translation>Không tạo được bản sao lưu {path} ({reason}); công việc của bạn đã được lưu trong dự án, bạn cứ làm tiếp.</translation>
    </message>
    <message>
        <source>Another program is reading {path}, so it was left as it is; close that program and try again.</source>
        <translation>Một chương trình khác đang đọc {path} nên tệp được giữ nguyên; hãy đóng chương trình đó rồi thử lại.</translation>
    </message>
    <message>
        <source>{path} has no backup called “{name}”.</source>
        <translation>{path} không có bản sao lưu nào tên là “{name}”.</translation>
    </message>
    <message>
        <source>An answer from {start} to {end} does not fit the text.</source>
        <translation>Câu trả lời từ {start} đến {end} nằm ngoài văn bản.</translation>
    </message>
    <message>
        <source>“{name}” of a {label} has a value that the label does not permit.</source>
        <translation>“{name}” của một {label} có giá trị mà nhãn không cho phép.</translation>
    </message>
    <message>
        <source>The text is not the one that was imported: its checksum differs.</source>
        <translation>Văn bản không còn đúng như lúc nhập: mã kiểm tra khác nhau.</translation>
    </message>
    <message>
        <source>The label {label} is on the article, but it is not one for articles.</source>
        <translation>Bài mang nhãn {label}, nhưng đó không phải là nhãn dành cho bài.</translation>
    </message>
    <message>
        <source>The check of {path} ended by itself before it was done; nothing was changed. Try again.</source>
        <translation>Việc kiểm tra {path} tự dừng giữa chừng; không có gì bị thay đổi. Hãy thử lại.</translation>
    </message>
    <message>
        <source>The file itself is damaged: {reason}.</source>
        <translation>Bản thân tệp bị hỏng: {reason}.</translation>
    </message>
    <message>
        <source>Edit {edit} of the history cannot be read.</source>
        <translation>Không đọc được thao tác {edit} trong lịch sử.</translation>
    </message>
    <message>
        <source>The text has {length} characters instead of {expected}.</source>
        <translation>Văn bản có {length} ký tự thay vì {expected}.</translation>
    </message>
    <message>
        <source>A line from {start} to {end} does not fit the text.</source>
        <translation>Dòng từ {start} đến {end} nằm ngoài văn bản.</translation>
    </message>
    <message>
        <source>The article cannot be found by searching: it is not in the index.</source>
        <translation>Không tìm kiếm được bài này: bài chưa có trong chỉ mục.</translation>
    </message>
    <message>
        <source>The text from {start} to {end} is not “{quote}”.</source>
        <translation>Văn bản từ {start} đến {end} không phải là “{quote}”.</translation>
    </message>
    <message>
        <source>Row {row} of “{table}” refers to something in “{parent}” that is not there.</source>
        <translation>Dòng {row} của bảng “{table}” trỏ tới mục không có trong “{parent}”.</translation>
    </message>
    <message>
        <source>A relation {label} is not between two spans of one article and layer.</source>
        <translation>Một quan hệ {label} không nối hai chú giải của cùng một bài và cùng một lớp.</translation>
    </message>
    <message>
        <source>A relation has the label {label}, which is not one for relations.</source>
        <translation>Một quan hệ mang nhãn {label}, nhưng đó không phải là nhãn quan hệ.</translation>
    </message>
    <message>
        <source>The text from {start} to {end} has the label {label}, which is not one for spans.</source>
        <translation>Đoạn từ {start} đến {end} mang nhãn {label}, nhưng đó không phải là nhãn dành cho chú giải.</translation>
    </message>
    <message>
        <source>A split kept here is damaged: “{part}” is not a part of {shares}.</source>
        <translation>Một cách chia tập dữ liệu lưu ở đây bị hỏng: “{part}” không phải là một phần của {shares}.</translation>
    </message>
    <message>
        <source>The counts of the list are wrong; counted were {spans} spans and {suggestions} open suggestions.</source>
        <translation>Số liệu của danh sách bị sai; đếm lại được {spans} chú giải và {suggestions} gợi ý chờ duyệt.</translation>
    </message>
    <message>
        <source>An import from {source} was interrupted; the next import sweeps it away.</source>
        <translation>Lần nhập từ {source} bị gián đoạn; lần nhập sau sẽ dọn phần còn dở.</translation>
    </message>
    <message>
        <source>{name} is not a label for whole articles.</source>
        <translation>{name} không phải là nhãn cho cả bài.</translation>
    </message>
    <message>
        <source>This does not go with what the project holds now; nothing was changed.</source>
        <translation>Thao tác này không khớp với dữ liệu hiện có của dự án; chưa có gì thay đổi.</translation>
    </message>
    <message>
        <source>This was changed by something else meanwhile, so nothing was done; look again and repeat it.</source>
        <translation>Mục này vừa bị thay đổi ở nơi khác nên thao tác chưa được thực hiện; hãy xem lại rồi làm lại.</translation>
    </message>
    <message>
        <source>There is nothing to compare: “{name}” has no article in the state asked for, or no spans at all.</source>
        <translation>Không có gì để so sánh: “{name}” không có bài nào ở trạng thái đã chọn hoặc chưa gán nhãn đoạn nào.</translation>
    </message>
    <message>
        <source>Nobody has annotated here yet, so the articles were written without spans; name a machine&apos;s layer with --annotator.</source>
        <translation>Chưa có ai gán nhãn nên các bài được ghi ra không có chú giải; hãy chọn lớp của máy bằng --annotator.</translation>
    </message>
    <message>
        <source>The format “{name}” does not work here: {reason}.</source>
        <translation>Định dạng “{name}” không dùng được ở đây: {reason}.</translation>
    </message>
    <message>
        <source>Files of the format “{format}” can be written but not imported.</source>
        <translation>Định dạng “{format}” chỉ ghi được chứ không nhập được.</translation>
    </message>
    <message>
        <source>The format “{format}” can be imported but not written.</source>
        <translation>Định dạng “{format}” chỉ nhập được chứ không ghi được.</translation>
    </message>
    <message>
        <source>This format lists all labels at its head, and “{label}” is not in the label set.</source>
        <translation>Định dạng này ghi mọi nhãn ở phần đầu, mà “{label}” không có trong bộ nhãn.</translation>
    </message>
    <message>
        <source>The format “{format}” needs more than is installed: pip install “{extra}”.</source>
        <translation>Định dạng “{format}” cần gói chưa được cài: pip install “{extra}”.</translation>
    </message>
    <message>
        <source>Words are asked for, but nothing here can find them; export by syllables.</source>
        <translation>Cần tách từ nhưng ở đây không có bộ tách từ; hãy xuất theo tiếng.</translation>
    </message>
    <message>
        <source>The format “{format}” holds one layer only; name an annotator instead.</source>
        <translation>Định dạng “{format}” chỉ chứa được một lớp; hãy chọn một người gán nhãn.</translation>
    </message>
    <message>
        <source>The sheet {sheet} would have more than the {limit} rows that a workbook takes; export fewer articles or another format.</source>
        <translation>Trang tính {sheet} sẽ có hơn {limit} dòng, quá mức một sổ tính chứa được; hãy xuất ít bài hơn hoặc chọn định dạng khác.</translation>
    </message>
    <message>
        <source>There is no format “{name}”; known: {known}.</source>
        <translation>Không có định dạng “{name}”; các định dạng có sẵn: {known}.</translation>
    </message>
    <message>
        <source>{path}, line {line}: this is not a JSON object in UTF-8; nothing of the file was used.</source>
        <translation>{path}, dòng {line}: đây không phải là một đối tượng JSON mã hóa UTF-8; không dùng gì từ tệp này.</translation>
    </message>
    <message>
        <source>{path}, line {line}: this file holds several layers; export one annotator&apos;s layer and use that.</source>
        <translation>{path}, dòng {line}: tệp này chứa nhiều lớp chú giải; hãy xuất lớp của một người gán nhãn rồi dùng tệp đó.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the text from {start} to {end} is not “{quote}”; nothing of the file was used.</source>
        <translation>{path}, dòng {line}: văn bản từ {start} đến {end} không phải là “{quote}”; không dùng gì từ tệp này.</translation>
    </message>
    <message>
        <source>{path}, line {line}: a span from {start} to {end} as “{label}” does not fit a text of {length} characters, or its label is not one word; nothing of the file was used.</source>
        <translation>{path}, dòng {line}: đoạn từ {start} đến {end} với nhãn “{label}” không khớp với văn bản dài {length} ký tự, hoặc nhãn không phải là một từ; không dùng gì từ tệp này.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “spans” should be a list of start, end and label, each span once; nothing of the file was used.</source>
        <translation>{path}, dòng {line}: “spans” phải là danh sách gồm vị trí đầu, vị trí cuối và nhãn, mỗi đoạn một lần; không dùng gì từ tệp này.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “text” should be a text that is neither blank nor broken; nothing of the file was used.</source>
        <translation>{path}, dòng {line}: “text” phải là văn bản không trống và không bị hỏng; không dùng gì từ tệp này.</translation>
    </message>
    <message>
        <source>The bias guard cannot take {share} % of the articles.</source>
        <translation>Không thể ẩn gợi ý ở {share} % số bài.</translation>
    </message>
    <message>
        <source>{path}: attributes of “{article}” that the labels here do not permit were left out ({n}).</source>
        <translation>{path}: không nhập những thuộc tính của “{article}” mà nhãn ở đây không cho phép ({n}).</translation>
    </message>
    <message>
        <source>{path}: some of what it says has no place here and was left out: {kinds} ({n}).</source>
        <translation>{path}: một phần nội dung không có chỗ tương ứng ở đây nên không được nhập: {kinds} ({n}).</translation>
    </message>
    <message>
        <source>{path}: “{article}” was left out: a span from {start} to {end} with the quote “{quote}” is not in its text.</source>
        <translation>{path}: không nhập “{article}”: chú giải từ {start} đến {end} với đoạn chữ “{quote}” không có trong văn bản của bài.</translation>
    </message>
    <message>
        <source>{path}: there is more to tell of this file than is listed ({n}).</source>
        <translation>{path}: còn những điều khác về tệp này không được liệt kê ({n}).</translation>
    </message>
    <message>
        <source>{path}: articles whose texts differ from others only in blanks or in characters that the format cannot hold were taken for the same; their annotations went there.</source>
        <translation>{path}: những bài có nội dung chỉ khác bài khác ở khoảng trắng hoặc ở ký tự mà định dạng không lưu được được coi là cùng một bài; chú giải của chúng đã được đưa vào bài đó.</translation>
    </message>
    <message>
        <source>{path} was left out: the format “{format}” needs more than is installed: pip install “{extra}”.</source>
        <translation>Không nhập {path}: định dạng “{format}” cần thêm gói chưa được cài: pip install “{extra}”.</translation>
    </message>
    <message>
        <source>{path} holds no file that can be imported.</source>
        <translation>{path} không có tệp nào nhập được.</translation>
    </message>
    <message>
        <source>{path} is a project, so it was left out; merge it by itself.</source>
        <translation>{path} là một dự án nên không nhập; hãy gộp riêng dự án ấy.</translation>
    </message>
    <message>
        <source>{path} is not a text: there is a zero at byte {byte}.</source>
        <translation>{path} không phải là văn bản: có byte 0 ở vị trí {byte}.</translation>
    </message>
    <message>
        <source>{path} declares a DOCTYPE, which could name other files or grow without end, so it was not read; take the declaration out and import it again.</source>
        <translation>{path} có khai báo DOCTYPE, vốn có thể gọi đến tệp khác hoặc phình ra vô hạn, nên không được đọc; hãy xóa khai báo đó rồi nhập lại.</translation>
    </message>
    <message>
        <source>{path} has no column “{column}”; name the one that holds the text. There are: {columns}.</source>
        <translation>{path} không có cột “{column}”; hãy cho biết cột nào chứa văn bản. Các cột có: {columns}.</translation>
    </message>
    <message>
        <source>{path} is damaged, or is not what its name says: {reason}.</source>
        <translation>{path} bị hỏng, hoặc không đúng như tên gọi: {reason}.</translation>
    </message>
    <message>
        <source>{path} is no Word document (.docx) that can be read; open it in a word processor and save it again.</source>
        <translation>{path} không phải tệp Word (.docx) đọc được; hãy mở bằng trình soạn thảo văn bản rồi lưu lại.</translation>
    </message>
    <message>
        <source>{path} holds no text.</source>
        <translation>{path} không có văn bản.</translation>
    </message>
    <message>
        <source>{path} is neither UTF-8, UTF-16 nor Vietnamese Windows text (first odd byte: {byte}); save it as UTF-8 and import it again.</source>
        <translation>{path} không dùng UTF-8, UTF-16 hay bảng mã tiếng Việt của Windows (byte lạ đầu tiên: {byte}); hãy lưu lại bằng UTF-8 rồi nhập lại.</translation>
    </message>
    <message>
        <source>{path} is not {format}: there is no {expected}.</source>
        <translation>{path} không phải là {format}: không có {expected}.</translation>
    </message>
    <message>
        <source>{path} has more than {limit} tags in each other, so its text cannot be found; open the page and save it as text.</source>
        <translation>{path} có hơn {limit} phần tử HTML lồng nhau nên không tìm được nội dung; hãy mở trang rồi lưu thành văn bản.</translation>
    </message>
    <message>
        <source>{path} has more than {limit} tags, which is more than a page may have; save the article alone, or as text.</source>
        <translation>{path} có hơn {limit} phần tử HTML, quá mức cho phép với một trang; hãy lưu riêng bài đó hoặc lưu thành văn bản.</translation>
    </message>
    <message>
        <source>{path} does not exist.</source>
        <translation>{path} không tồn tại.</translation>
    </message>
    <message>
        <source>No article was found in the page {path}; copy its text into a text file and import that.</source>
        <translation>Không tìm thấy bài trong trang {path}; hãy chép nội dung vào một tệp văn bản rồi nhập tệp đó.</translation>
    </message>
    <message>
        <source>{path} is neither a file nor a folder.</source>
        <translation>{path} không phải là tệp hay thư mục.</translation>
    </message>
    <message>
        <source>Reading the page {path} came to no end or broke down, so it was left out; copy its text into a text file and import that.</source>
        <translation>Đọc trang {path} mãi không xong hoặc bị hỏng giữa chừng nên trang này không được nhập; hãy chép văn bản vào một tệp văn bản rồi nhập tệp đó.</translation>
    </message>
    <message>
        <source>{path} was not read to its end: the import was stopped.</source>
        <translation>{path} chưa được đọc hết: việc nhập đã bị dừng.</translation>
    </message>
    <message>
        <source>This text holds half a character (a lone surrogate), which no file can hold; nothing was changed.</source>
        <translation>Văn bản này có nửa ký tự (một mã surrogate lẻ) mà không tệp nào ghi được; chưa có gì thay đổi.</translation>
    </message>
    <message>
        <source>The text that {path} is about, {name}, is not beside it.</source>
        <translation>Văn bản mà {path} nói đến, {name}, không nằm cùng thư mục.</translation>
    </message>
    <message>
        <source>{path} is larger than {limit} MB, which is more than a file of its kind may have.</source>
        <translation>{path} lớn hơn {limit} MB, quá mức cho phép đối với loại tệp này.</translation>
    </message>
    <message>
        <source>{path} is of no format that can be imported.</source>
        <translation>{path} không thuộc định dạng nào nhập được.</translation>
    </message>
    <message>
        <source>{path} could not be read: {reason}.</source>
        <translation>Không đọc được {path}: {reason}.</translation>
    </message>
    <message>
        <source>{path} was written by a newer Annotator; update Annotator to import it.</source>
        <translation>{path} do phiên bản Annotator mới hơn ghi ra; hãy cập nhật Annotator để nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: this is not XML ({reason}); nothing from there on was read.</source>
        <translation>{path}, dòng {line}: đây không phải là XML ({reason}); từ chỗ này trở đi không được đọc.</translation>
    </message>
    <message>
        <source>{path}, line {line}: elements lie more than {limit} deep in each other; nothing from there on was read.</source>
        <translation>{path}, dòng {line}: các phần tử lồng nhau sâu quá {limit} tầng; từ chỗ này trở đi không được đọc.</translation>
    </message>
    <message>
        <source>{path}, line {line}: there are more than {limit} elements in one record; nothing from there on was read.</source>
        <translation>{path}, dòng {line}: một bản ghi có quá {limit} phần tử; từ chỗ này trở đi không được đọc.</translation>
    </message>
    <message>
        <source>“{colour}” is not a colour for {name}.</source>
        <translation>“{colour}” không phải là màu dùng được cho {name}.</translation>
    </message>
    <message>
        <source>A label&apos;s key is one character; “{key}” is not.</source>
        <translation>Phím của nhãn phải là một ký tự; “{key}” thì không.</translation>
    </message>
    <message>
        <source>The key {key} already does something else, so {name} cannot have it.</source>
        <translation>Phím {key} đã dùng cho việc khác nên không gán cho {name} được.</translation>
    </message>
    <message>
        <source>The key {key} already gives {other}, so {name} cannot have it.</source>
        <translation>Phím {key} đã dùng cho nhãn {other} nên không gán cho {name} được.</translation>
    </message>
    <message>
        <source>A label&apos;s name is one word of at most 40 characters; “{name}” is not.</source>
        <translation>Tên nhãn phải viết liền và dài tối đa 40 ký tự; “{name}” thì không.</translation>
    </message>
    <message>
        <source>There are two labels called {name}.</source>
        <translation>Có hai nhãn cùng tên {name}.</translation>
    </message>
    <message>
        <source>A label is for spans, relations or documents; {name} cannot be for “{scope}”.</source>
        <translation>Nhãn dành cho chú giải, quan hệ hoặc bài; {name} không thể dành cho “{scope}”.</translation>
    </message>
    <message>
        <source>{name} is in use, so it stays for what it is; make a new label instead.</source>
        <translation>{name} đang được dùng nên vẫn dành cho thứ nó đang gán; hãy tạo nhãn mới.</translation>
    </message>
    <message>
        <source>This file does not hold a label set; your labels are as they were.</source>
        <translation>Tệp này không phải là bộ nhãn; các nhãn của bạn được giữ nguyên.</translation>
    </message>
    <message>
        <source>“{article}”: {annotator} has {here} {label} from {start} to {end} here and {there} it there; what is here was kept.</source>
        <translation>“{article}”: gợi ý {label} từ {start} đến {end} được {annotator} trả lời ở đây là “{here}”, ở bên kia là “{there}”; giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{article}”: “{quote}” {label} of {annotator} has other attributes there ({attributes}); what is here was kept.</source>
        <translation>“{article}”: “{quote}” {label} của {annotator} có thuộc tính khác ở bên kia ({attributes}); giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{article}” has the author “{said}” there; what is here was kept.</source>
        <translation>Ở bên kia, tác giả của “{article}” là “{said}”; giữ như ở đây.</translation>
    </message>
    <message>
        <source>{path} was changed while it was read, so nothing was merged; merge it again.</source>
        <translation>{path} bị thay đổi trong lúc đọc nên chưa gộp gì; hãy gộp lại.</translation>
    </message>
    <message>
        <source>“{article}”: “{quote}” {label} of {annotator} is there, but was deleted here; it stays deleted.</source>
        <translation>“{article}”: “{quote}” {label} của {annotator} còn ở bên kia nhưng đã bị xóa ở đây; vẫn để như đã xóa.</translation>
    </message>
    <message>
        <source>{path} is the project that is open; choose another one to merge into it.</source>
        <translation>{path} chính là dự án đang mở; hãy chọn một dự án khác để gộp vào.</translation>
    </message>
    <message>
        <source>The label {label} has another guideline or other attributes in {path}; those here were kept.</source>
        <translation>Nhãn {label} có hướng dẫn gán nhãn hoặc thuộc tính khác trong {path}; giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{article}”: lines were marked otherwise there by hand ({n}); what is here was kept.</source>
        <translation>“{article}”: ở bên kia có dòng được đánh dấu khác bằng tay ({n}); giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{article}”: what {annotator} labelled is {here} here and “{quote}” {label} there; what is here was kept.</source>
        <translation>“{article}”: cùng một chú giải của {annotator} ở đây là {here}, ở bên kia là “{quote}” {label}; giữ như ở đây.</translation>
    </message>
    <message>
        <source>Nobody is called “{name}” in the project to merge.</source>
        <translation>Trong dự án cần gộp không có ai tên “{name}”.</translation>
    </message>
    <message>
        <source>“{article}”: “{quote}” {label} of {annotator} has another note there (“{note}”); what is here was kept.</source>
        <translation>“{article}”: “{quote}” {label} của {annotator} có ghi chú khác ở bên kia (“{note}”); giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{name}” in {path} may be somebody else than “{other}” here, so these annotations came in as those of “{new}”.</source>
        <translation>“{name}” trong {path} có thể không phải là “{other}” ở đây, nên các chú giải ấy được ghi là của “{new}”.</translation>
    </message>
    <message>
        <source>“{article}” has the date “{said}” there; what is here was kept.</source>
        <translation>Ở bên kia, ngày của “{article}” là “{said}”; giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{article}”: a relation of {annotator} runs elsewhere there (“{quote}” {label}); what is here was kept.</source>
        <translation>“{article}”: một quan hệ của {annotator} ở bên kia nối chỗ khác (“{quote}” {label}); giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{article}” was removed from this project and stays out, with what is on it in {path}.</source>
        <translation>“{article}” đã được bỏ khỏi dự án này nên không đưa vào lại, cùng mọi chú giải của bài ấy trong {path}.</translation>
    </message>
    <message>
        <source>{path}: row {row} of “{table}” was left out, because its “{column}” is not what it may be.</source>
        <translation>{path}: hàng {row} của “{table}” không được nhập vì “{column}” không hợp lệ.</translation>
    </message>
    <message>
        <source>{path}, “{article}”: row {row} of “{table}” was left out, because its “{column}” is not what it may be.</source>
        <translation>{path}, “{article}”: hàng {row} của “{table}” không được nhập vì “{column}” không hợp lệ.</translation>
    </message>
    <message>
        <source>“{article}” has the source “{said}” there; what is here was kept.</source>
        <translation>Ở bên kia, nguồn của “{article}” là “{said}”; giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{article}” is {here} for {annotator} here and {there} there; what is here was kept.</source>
        <translation>“{article}” của {annotator} ở đây là “{here}”, ở bên kia là “{there}”; giữ như ở đây.</translation>
    </message>
    <message>
        <source>“{article}” is called “{said}” there; the title here was kept.</source>
        <translation>Ở bên kia, “{article}” có tiêu đề là “{said}”; giữ tiêu đề ở đây.</translation>
    </message>
    <message>
        <source>“{article}”: {annotator} has the label {label} on the article there, but took it off here; it stays off.</source>
        <translation>“{article}”: ở bên kia {annotator} gán nhãn {label} cho bài, nhưng ở đây đã gỡ; vẫn để như đã gỡ.</translation>
    </message>
    <message>
        <source>“{article}” has the address “{said}” there; what is here was kept.</source>
        <translation>Ở bên kia, địa chỉ của “{article}” là “{said}”; giữ như ở đây.</translation>
    </message>
    <message>
        <source>The model {path} is damaged and is not used.</source>
        <translation>Tệp mô hình {path} bị hỏng nên không được dùng.</translation>
    </message>
    <message>
        <source>{path} is not a model that this suggester can use.</source>
        <translation>{path} không phải là mô hình mà bộ gợi ý này dùng được.</translation>
    </message>
    <message>
        <source>The model {path} could not be read: {reason}.</source>
        <translation>Không đọc được mô hình {path}: {reason}.</translation>
    </message>
    <message>
        <source>{path} was not written: read back, article {n} of it is not what the project holds; what was there before is untouched, and the project too.</source>
        <translation>{path} không được ghi: đọc lại thì bài thứ {n} khác với dự án; những gì có trước đó và dự án đều còn nguyên.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); what was there before is untouched.</source>
        <translation>Không ghi được {path} ({reason}); nội dung cũ vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>{path} holds other files already ({file}); choose a new or an empty folder.</source>
        <translation>{path} đã có tệp khác ({file}); hãy chọn thư mục mới hoặc trống.</translation>
    </message>
    <message>
        <source>The format wants to write to “{name}”, which is outside of the output; nothing was written.</source>
        <translation>Định dạng này muốn ghi vào “{name}”, nằm ngoài nơi xuất; chưa ghi gì cả.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>Không có thư mục {folder}.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}).</source>
        <translation>Không ghi được {path} ({reason}).</translation>
    </message>
    <message>
        <source>{path} is part of the project itself; choose another name to export to.</source>
        <translation>{path} thuộc chính dự án này; hãy chọn tên khác để xuất.</translation>
    </message>
    <message>
        <source>{path} is damaged: {reason}. Nothing was written to it; open a backup.</source>
        <translation>{path} bị hỏng: {reason}. Chưa ghi gì vào tệp; hãy mở một bản sao lưu.</translation>
    </message>
    <message>
        <source>{path} exists already and was left as it is; choose another name.</source>
        <translation>{path} đã có và được giữ nguyên; hãy chọn tên khác.</translation>
    </message>
    <message>
        <source>The folder {path} does not exist.</source>
        <translation>Không có thư mục {path}.</translation>
    </message>
    <message>
        <source>{path} was altered by another program and is not opened; it was left as it is.</source>
        <translation>{path} đã bị chương trình khác sửa nên không được mở; tệp vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>{path} was moved, deleted or replaced by another program. Everything that is open here is whole; save it as a new file to go on.</source>
        <translation>{path} đã bị chuyển đi, xóa hoặc thay thế bởi chương trình khác. Những gì đang mở ở đây vẫn nguyên vẹn; hãy lưu thành tệp mới để làm tiếp.</translation>
    </message>
    <message>
        <source>{path} is open on another computer ({host}, process {pid}). If that Annotator no longer runs, delete {lock} and open the project again.</source>
        <translation>{path} đang mở trên máy khác ({host}, tiến trình {pid}). Nếu Annotator ở máy đó không còn chạy, hãy xóa {lock} rồi mở lại dự án.</translation>
    </message>
    <message>
        <source>{name}, which belongs to the project, was deleted by another program, so this change was not saved; everything before it is kept. Try again in a moment.</source>
        <translation>{name} là tệp đi kèm dự án đã bị chương trình khác xóa, nên thay đổi này chưa được lưu; mọi thứ trước đó vẫn còn. Hãy thử lại sau giây lát.</translation>
    </message>
    <message>
        <source>There is no project at {path}.</source>
        <translation>Không có dự án nào ở {path}.</translation>
    </message>
    <message>
        <source>This project lies on a network drive ({name}). Open it on one computer at a time; if the connection often breaks, work on a copy on this computer.</source>
        <translation>Dự án này nằm trên ổ đĩa mạng ({name}). Mỗi lúc chỉ nên mở trên một máy; nếu kết nối hay bị ngắt, hãy làm việc với một bản sao trên máy này.</translation>
    </message>
    <message>
        <source>{path} was moved while it was open in another Annotator; close it there, then open it here. Nothing was changed.</source>
        <translation>{path} bị chuyển chỗ trong lúc đang mở ở một cửa sổ Annotator khác; hãy đóng ở đó rồi mở lại ở đây. Chưa có gì bị thay đổi.</translation>
    </message>
    <message>
        <source>{path} was written by a newer Annotator; it was left as it is. Update Annotator to open it.</source>
        <translation>{path} do phiên bản Annotator mới hơn ghi ra và được giữ nguyên. Hãy cập nhật Annotator để mở.</translation>
    </message>
    <message>
        <source>{path} is not an Annotator project; it was left as it is.</source>
        <translation>{path} không phải là dự án Annotator; tệp vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>{path} was overwritten by another program while it was open, so it was closed without writing to it. Go on from a backup of your project.</source>
        <translation>{path} đã bị chương trình khác ghi đè trong lúc đang mở, nên dự án được đóng lại mà không ghi gì vào tệp ấy. Hãy làm tiếp từ một bản sao lưu của dự án.</translation>
    </message>
    <message>
        <source>{path} was overwritten by another program while it was open. Nothing was lost: all that was saved is kept in a backup; save it as a new file to go on.</source>
        <translation>{path} đã bị một chương trình khác ghi đè trong lúc đang mở. Không mất gì cả: mọi thứ đã lưu vẫn còn trong một bản sao lưu; hãy lưu thành tệp mới để làm tiếp.</translation>
    </message>
    <message>
        <source>{path} was overwritten by another program while it was open, so it was closed without writing to it. What was changed after its newest backup is lost; go on from that backup.</source>
        <translation>{path} đã bị một chương trình khác ghi đè trong lúc đang mở nên đã được đóng lại mà không ghi gì vào đó. Những thay đổi sau bản sao lưu mới nhất đã mất; hãy làm tiếp từ bản sao lưu đó.</translation>
    </message>
    <message>
        <source>{path} can only be read, so nothing can be changed here; save a copy to work on.</source>
        <translation>{path} chỉ đọc được nên không sửa được ở đây; hãy lưu một bản sao để làm việc.</translation>
    </message>
    <message>
        <source>{name} copies this project to other computers. Open it on one at a time and let {name} finish in between, or there will be two versions of it.</source>
        <translation>{name} đồng bộ dự án này sang máy khác. Mỗi lúc hãy chỉ mở trên một máy và đợi {name} đồng bộ xong rồi mới đổi máy, nếu không sẽ có hai phiên bản.</translation>
    </message>
    <message>
        <source>The project&apos;s history speaks of “{table}”, which this version does not know.</source>
        <translation>Lịch sử của dự án nhắc đến “{table}”, phiên bản này không biết bảng đó.</translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}); it was left as it is.</source>
        <translation>Không đọc được {path} ({reason}); tệp vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>The change could not be saved ({reason}); everything before it is kept.</source>
        <translation>Không lưu được thay đổi này ({reason}); mọi thay đổi trước đó vẫn còn.</translation>
    </message>
    <message>
        <source>Type the words to look for; filters alone need a label, such as label:ORG.</source>
        <translation>Chưa có từ nào để tìm; hãy gõ từ cần tìm, hoặc lọc theo một nhãn, chẳng hạn label:ORG.</translation>
    </message>
    <message>
        <source>The search stopped before it was done; repeat it.</source>
        <translation>Việc tìm kiếm đã dừng giữa chừng; hãy tìm lại.</translation>
    </message>
    <message>
        <source>The search index of this project is damaged, so every article was read instead, which takes longer. What was found is complete and nothing is lost; a repair builds the index anew.</source>
        <translation>Chỉ mục tìm kiếm của dự án này bị hỏng nên mọi bài đã được đọc trực tiếp, lâu hơn bình thường. Kết quả vẫn đầy đủ và không mất gì; sửa chữa sẽ lập lại chỉ mục.</translation>
    </message>
    <message>
        <source>An error inside Annotator ended this. What was saved is safe; the details are in the log.</source>
        <translation>Một lỗi bên trong Annotator đã làm dừng việc này. Những gì đã lưu vẫn an toàn; chi tiết có trong nhật ký lỗi.</translation>
    </message>
    <message>
        <source>This project has no label “{label}”.</source>
        <translation>Dự án này không có nhãn “{label}”.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” has {label} twice; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” có {label} hai lần; nhãn lặp lại không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the key “{key}” is there twice; this annotation was left out.</source>
        <translation>{path}, dòng {line}: khóa “{key}” xuất hiện hai lần; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: a label&apos;s name is one word of at most 40 characters, “{label}” is not; this annotation was left out.</source>
        <translation>{path}, dòng {line}: tên nhãn phải viết liền và dài tối đa 40 ký tự, “{label}” thì không; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” is missing; this annotation was left out.</source>
        <translation>{path}, dòng {line}: thiếu “{field}”; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a whole number from 0; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là số nguyên từ 0 trở lên; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a list; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một danh sách; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be an object; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một đối tượng; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a number; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một số; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be one of {permitted}; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một trong {permitted}; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be text; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là chuỗi văn bản; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the text from {start} to {end} is not “{quote}”; this annotation was left out.</source>
        <translation>{path}, dòng {line}: văn bản từ {start} đến {end} không phải là “{quote}”; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” leads from a span to itself; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” nối một chú giải với chính nó nên không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” says {label} between the same two spans again; this annotation was left out.</source>
        <translation>{path}, dòng {line}: “{field}” lặp lại {label} giữa hai chú giải ấy nên không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: a span from {start} to {end} does not fit a text of {length} characters; this annotation was left out.</source>
        <translation>{path}, dòng {line}: chú giải từ {start} đến {end} nằm ngoài văn bản dài {length} ký tự; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the range from {start} to {end} has the label {label} twice; this annotation was left out.</source>
        <translation>{path}, dòng {line}: khoảng từ {start} đến {end} mang nhãn {label} hai lần; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: there is a character with the code zero in a label; this annotation was left out.</source>
        <translation>{path}, dòng {line}: trong nhãn có ký tự mang mã 0; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>The history of the article is not what was written: its checksum differs.</source>
        <translation>Lịch sử của bài không còn như lúc ghi: mã kiểm tra không khớp.</translation>
    </message>
    <message>
        <source>What can be found by searching is not what the article says.</source>
        <translation>Kết quả tìm kiếm không khớp với nội dung bài.</translation>
    </message>
    <message>
        <source>New rows of “{table}” would take numbers that are taken.</source>
        <translation>Dòng mới của “{table}” sẽ trùng số với dòng đã có.</translation>
    </message>
    <message>
        <source>The history of the project is not what was written: its checksum differs.</source>
        <translation>Lịch sử của dự án không còn như lúc ghi: mã kiểm tra không khớp.</translation>
    </message>
    <message>
        <source>What is kept of labels, people, imports or splits is not what was written: its checksum differs.</source>
        <translation>Dữ liệu về nhãn, người gán nhãn, lần nhập hoặc phép chia không còn như lúc ghi: mã kiểm tra không khớp.</translation>
    </message>
    <message>
        <source>What is kept on the article is not what was written: its checksum differs.</source>
        <translation>Dữ liệu lưu cùng bài không còn như lúc ghi: mã kiểm tra không khớp.</translation>
    </message>
    <message>
        <source>A checksum is damaged; what it was made of is sound.</source>
        <translation>Một mã kiểm tra bị hỏng; dữ liệu mà nó bảo vệ vẫn nguyên vẹn.</translation>
    </message>
    <message>
        <source>The search index is damaged.</source>
        <translation>Chỉ mục tìm kiếm bị hỏng.</translation>
    </message>
    <message>
        <source>A row of “{table}” is not what edit {edit} left.</source>
        <translation>Một dòng của “{table}” không còn như lần sửa {edit} để lại.</translation>
    </message>
    <message>
        <source>{path}: spans of “{article}” have another note or other attributes here, which were kept ({n}).</source>
        <translation>{path}: một số chú giải của “{article}” ở đây đã có ghi chú hoặc thuộc tính khác, nên được giữ nguyên ({n}).</translation>
    </message>
    <message>
        <source>{path}: the article “{article}” was left out: the project has exactly this text.</source>
        <translation>{path}: không nhập bài “{article}”: dự án đã có đúng văn bản này.</translation>
    </message>
    <message>
        <source>New labels in this project ({n}): {names}.</source>
        <translation>Nhãn mới trong dự án này ({n}): {names}.</translation>
    </message>
    <message>
        <source>{path}: the label “{label}” came in as “{name}”.</source>
        <translation>{path}: nhãn “{label}” được nhập với tên “{name}”.</translation>
    </message>
    <message>
        <source>{path}: the article “{article}” was left out: it has exactly the text of {other}.</source>
        <translation>{path}: không nhập bài “{article}”: văn bản trùng hoàn toàn với {other}.</translation>
    </message>
    <message>
        <source>{path} is one JSON array, but not of objects with a text each; save it as one JSON object a line and import it again.</source>
        <translation>{path} là một mảng JSON, nhưng không gồm các đối tượng có văn bản; hãy lưu thành mỗi dòng một đối tượng JSON rồi nhập lại.</translation>
    </message>
    <message>
        <source>{path}, line {line}: this is not JSON ({reason}); nothing of the file was read.</source>
        <translation>{path}, dòng {line}: đây không phải JSON ({reason}); không đọc được gì từ tệp này.</translation>
    </message>
    <message>
        <source>{path} is a page to look at that Annotator wrote; import the project&apos;s data in another format.</source>
        <translation>{path} là trang để xem do Annotator ghi ra; hãy nhập dữ liệu của dự án ở định dạng khác.</translation>
    </message>
    <message>
        <source>{path} could not be read to its end as {format}: {reason}.</source>
        <translation>Không đọc hết được {path} theo định dạng {format}: {reason}.</translation>
    </message>
    <message>
        <source>{path} is damaged, or is no Excel workbook (.xlsx); open it in a spreadsheet program, save it again and import that.</source>
        <translation>{path} bị hỏng hoặc không phải bảng tính Excel (.xlsx); hãy mở bằng chương trình bảng tính, lưu lại rồi nhập tệp đó.</translation>
    </message>
    <message>
        <source>{path} is neither a file nor a folder that can be replaced; choose another name.</source>
        <translation>{path} không phải là tệp hay thư mục thay được; hãy chọn tên khác.</translation>
    </message>
    <message>
        <source>{name} lies beside {path} and does not belong to it; nothing was opened or changed. Move it away and open the project again.</source>
        <translation>{name} nằm cạnh {path} nhưng không thuộc về tệp này; chưa có gì được mở hay thay đổi. Hãy chuyển nó đi nơi khác rồi mở lại dự án.</translation>
    </message>
    <message>
        <source>The disk is full, so this change was not saved; everything before it is kept. Free some space, or save a copy on another disk.</source>
        <translation>Đĩa đã đầy nên thay đổi này chưa được lưu; mọi thứ trước đó vẫn còn nguyên. Hãy giải phóng dung lượng, hoặc lưu một bản sao sang đĩa khác.</translation>
    </message>
    <message>
        <source>{path} is open in another Annotator (computer {host}, process {pid}). Close it there to work on it here.</source>
        <translation>{path} đang mở trong một cửa sổ Annotator khác (máy {host}, tiến trình {pid}). Muốn làm việc ở đây, hãy đóng dự án ở cửa sổ đó.</translation>
    </message>
    <message>
        <source>{path} was moved, deleted or replaced meanwhile, so this change was not saved; everything before it is whole. Save what is open as a new file to go on.</source>
        <translation>{path} vừa bị chuyển, xóa hoặc thay thế nên thay đổi này chưa được lưu; mọi thứ trước đó vẫn còn nguyên. Hãy lưu những gì đang mở thành tệp mới để làm tiếp.</translation>
    </message>
    <message>
        <source>A regular expression stands in place of words, so “{words}” cannot stand beside it.</source>
        <translation>Biểu thức chính quy đứng thay cho các từ, nên không thể có thêm “{words}” bên cạnh; hãy bỏ bớt một trong hai.</translation>
    </message>
    <message>
        <source>This regular expression cannot be read: {reason}.</source>
        <translation>Không đọc được biểu thức chính quy này: {reason}.</translation>
    </message>
    <message>
        <source>This regular expression takes too long over an article; make it simpler.</source>
        <translation>Biểu thức chính quy này chạy quá lâu trên một bài; hãy viết đơn giản hơn.</translation>
    </message>
    <message>
        <source>“is:{value}” is not known; there are is:labelled and is:unlabelled.</source>
        <translation>Không có “is:{value}”; hãy dùng is:labelled hoặc is:unlabelled.</translation>
    </message>
    <message>
        <source>The project file is damaged here ({reason}). Nothing was written to it; open a backup, or check the project.</source>
        <translation>Tệp dự án bị hỏng ở chỗ này ({reason}). Không có gì được ghi vào tệp; hãy mở một bản sao lưu hoặc kiểm tra dự án.</translation>
    </message>
    <message>
        <source>The project could not be read just now ({reason}). Nothing in it was changed; try again.</source>
        <translation>Hiện không đọc được dự án ({reason}). Không có gì trong đó bị thay đổi; hãy thử lại.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{quote}” is not at {start} to {end} but at {new_start} to {new_end}, and was put there.</source>
        <translation>{path}, dòng {line}: “{quote}” không nằm ở {start}–{end} mà ở {new_start}–{new_end}, và đã được đặt về đó.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be annotators by name, each once; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là danh sách người gán nhãn có tên, mỗi người một lần; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the range from {start} to {end} is answered twice as {label}; the record was left out.</source>
        <translation>{path}, dòng {line}: khoảng từ {start} đến {end} được trả lời hai lần với nhãn {label}; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the list of records is broken here (its “]” is missing, or something stands after it); what came before was taken.</source>
        <translation>{path}, dòng {line}: danh sách bản ghi bị hỏng ở đây (thiếu dấu “]”, hoặc sau đó còn thứ khác); những gì đứng trước đã được lấy.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a text that is not blank; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là văn bản không rỗng; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: there are {found} cells, but only {expected} columns; the row was left out.</source>
        <translation>{path}, dòng {line}: có {found} ô nhưng chỉ có {expected} cột; dòng này bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the offsets of this file fit only as characters, not as the UTF-16 units that doccano counts, and were taken so.</source>
        <translation>{path}, dòng {line}: vị trí trong tệp này chỉ khớp khi đếm theo ký tự, không phải theo đơn vị UTF-16 như doccano vẫn đếm, nên đã được hiểu như vậy.</translation>
    </message>
    <message>
        <source>{path}, line {line}: this is not a row of CSV ({reason}); it was left out.</source>
        <translation>{path}, dòng {line}: đây không phải một dòng CSV ({reason}); dòng này bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path}, line {line}: a token should have {columns} columns, here are {found}; the sentence was left out.</source>
        <translation>{path}, dòng {line}: mỗi từ phải có {columns} cột, ở đây có {found}; câu này không nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: lists and objects lie too deep in each other; the record was left out.</source>
        <translation>{path}, dòng {line}: danh sách và đối tượng lồng nhau quá sâu; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: there is a number of more than {limit} digits; the record was left out.</source>
        <translation>{path}, dòng {line}: có một số dài hơn {limit} chữ số; bản ghi này không nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the span has several pieces with words between them ({ranges}), and spans here are in one piece; it was left out.</source>
        <translation>{path}, dòng {line}: chú giải gồm nhiều mảnh có từ xen giữa ({ranges}), còn ở đây mỗi chú giải là một khoảng liền; chú giải này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” has {label} twice; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” có {label} hai lần; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: column {column} is empty, and the word should stand there; the sentence was left out.</source>
        <translation>{path}, dòng {line}: cột {column} để trống, trong khi từ phải nằm ở đó; câu này không nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: byte {byte} is not UTF-8; the record was left out.</source>
        <translation>{path}, dòng {line}: byte {byte} không phải UTF-8; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{tag}” is not a tag such as O, B-PER or I-PER; the sentence was left out.</source>
        <translation>{path}, dòng {line}: “{tag}” không phải là nhãn như O, B-PER hay I-PER; câu này không nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: this is not JSON ({reason}); the record was left out.</source>
        <translation>{path}, dòng {line}: không phải JSON ({reason}); bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the key “{key}” is there twice; the record was left out.</source>
        <translation>{path}, dòng {line}: khóa “{key}” xuất hiện hai lần; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: a label&apos;s name is one word of at most 40 characters, “{label}” is not; the record was left out.</source>
        <translation>{path}, dòng {line}: tên nhãn phải viết liền và dài tối đa 40 ký tự, “{label}” thì không; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a label set; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một bộ nhãn; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “&lt;” stands outside of ENAMEX tags and was taken as text ({n} in this file); look whether a tag is broken.</source>
        <translation>{path}, dòng {line}: có dấu “&lt;” nằm ngoài các cặp ENAMEX nên được coi là văn bản (cả tệp: {n}); hãy xem có cặp nào viết sai không.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be [start, end, kind, origin] of a line of the text, each once; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là [start, end, kind, origin] của một dòng trong văn bản, mỗi dòng một lần; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” is missing; the record was left out.</source>
        <translation>{path}, dòng {line}: thiếu “{field}”; bản ghi này không nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: up to here {n} more records of the document could not be read; they were left out too.</source>
        <translation>{path}, dòng {line}: tính đến đây, bài còn {n} bản ghi khác không đọc được; các bản ghi đó cũng không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the row belongs to an article whose text is missing; it was left out.</source>
        <translation>{path}, dòng {line}: dòng này thuộc về một bài thiếu văn bản nên bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be answers that say what was answered; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là các câu trả lời có ghi rõ nội dung trả lời; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a whole number from 0; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là số nguyên từ 0 trở lên; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a list; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một danh sách; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be an object; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một đối tượng; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a number; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một số; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: a record should be a JSON object; it was left out.</source>
        <translation>{path}, dòng {line}: bản ghi phải là một đối tượng JSON; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be one of {permitted}; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một trong các giá trị {permitted}; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be text; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là chuỗi văn bản; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {number} is not a number that JSON has; the record was left out.</source>
        <translation>{path}, dòng {line}: {number} không phải là số hợp lệ trong JSON; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: this should look like “{pattern}”; it was left out.</source>
        <translation>{path}, dòng {line}: chỗ này phải có dạng “{pattern}”; mục này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the text from {start} to {end} is not “{quote}”; the record was left out.</source>
        <translation>{path}, dòng {line}: văn bản từ {start} đến {end} không phải là “{quote}”; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{quote}” is not in the text just once, and nothing says where it is meant; it was left out.</source>
        <translation>{path}, dòng {line}: “{quote}” không xuất hiện đúng một lần trong bài, và không có gì cho biết chỗ nào được nói đến; mục này bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the annotation was rejected there, so only the text was taken.</source>
        <translation>{path}, dòng {line}: chú giải ở đó đã bị từ chối, nên chỉ lấy văn bản.</translation>
    </message>
    <message>
        <source>{path}, line {line}: this hangs on “{id}”, which is not there or was left out itself; it was left out too.</source>
        <translation>{path}, dòng {line}: mục này gắn với “{id}”, vốn không có trong tệp hoặc không nhập được; vì thế mục này cũng không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be a span of the same layer, by its place in “spans” from 0 or its uid; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là một chú giải của cùng lớp, ghi bằng thứ tự trong “spans” (từ 0) hoặc uid; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” ({label}) was left out: its spans became one, so it says nothing more.</source>
        <translation>{path}, dòng {line}: không nhập “{field}” ({label}): các chú giải mà nó nối đã gộp làm một, nên quan hệ này không còn ý nghĩa.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” leads from a span to itself; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” nối một chú giải với chính nó; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” says {label} between the same two spans again; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” lặp lại {label} giữa hai chú giải ấy; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the annotation says where it belongs in a way that is not known here ({kind}); it was left out.</source>
        <translation>{path}, dòng {line}: chú giải chỉ vị trí của nó theo cách mà ở đây không biết ({kind}); mục này bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path}, line {line}: a span from {start} to {end} does not fit a text of {length} characters; the record was left out.</source>
        <translation>{path}, dòng {line}: chú giải từ {start} đến {end} nằm ngoài văn bản dài {length} ký tự; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: two spans {label} came to lie from {start} to {end}, where their quotes are; they are one now.</source>
        <translation>{path}, dòng {line}: hai chú giải {label} cùng rơi vào khoảng từ {start} đến {end}, đúng chỗ đoạn chữ của chúng, nên đã gộp làm một.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the range from {start} to {end} has the label {label} twice; the record was left out.</source>
        <translation>{path}, dòng {line}: khoảng từ {start} đến {end} mang nhãn {label} hai lần; bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: there is half a character (a lone surrogate); the record was left out.</source>
        <translation>{path}, dòng {line}: có nửa ký tự (một mã surrogate lẻ); bản ghi này không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the tag {tag} has no partner; its span was left out.</source>
        <translation>{path}, dòng {line}: {tag} thiếu nửa kia của cặp; chú giải tương ứng không được nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: there are {words} words and {tags} tags, not one for each; the sentence was left out.</source>
        <translation>{path}, dòng {line}: có {words} từ mà có {tags} nhãn, không phải mỗi từ một nhãn; câu này không nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the first column should be a token&apos;s number such as 1, 1-2 or 1.1, “{found}” is not; the sentence was left out.</source>
        <translation>{path}, dòng {line}: cột đầu phải là số thứ tự của từ như 1, 1-2 hoặc 1.1, “{found}” thì không phải; câu này không nhập.</translation>
    </message>
    <message>
        <source>{path}, line {line}: the record is larger than {limit} MB; it was left out.</source>
        <translation>{path}, dòng {line}: bản ghi lớn hơn {limit} MB; bản ghi này bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be [start, end, label]; the record was left out.</source>
        <translation>{path}, dòng {line}: “{field}” phải là [đầu, cuối, nhãn]; bản ghi bị bỏ qua.</translation>
    </message>
    <message>
        <source>{path}, line {line}: there is a character with the code zero, which no text has; the record was left out.</source>
        <translation>{path}, dòng {line}: có ký tự mang mã 0, không văn bản nào có ký tự này; bản ghi này không nhập.</translation>
    </message>
    <message>
        <source>These two spans have that relation already.</source>
        <translation>Hai chú giải này đã có quan hệ đó rồi.</translation>
    </message>
    <message>
        <source>A relation runs between two different spans of one person in one article.</source>
        <translation>Quan hệ phải nối hai chú giải khác nhau của cùng một người trong cùng một bài.</translation>
    </message>
    <message>
        <source>{name} is not a label for relations.</source>
        <translation>{name} không phải là nhãn quan hệ.</translation>
    </message>
    <message>
        <source>A span cannot be related to itself.</source>
        <translation>Một chú giải không thể có quan hệ với chính nó.</translation>
    </message>
    <message>
        <source>This is a suggestion; accept it first.</source>
        <translation>Đây mới là gợi ý; hãy chấp nhận trước.</translation>
    </message>
    <message>
        <source>There is nothing to label in this selection.</source>
        <translation>Vùng chọn không có gì để gán nhãn.</translation>
    </message>
    <message>
        <source>This range has that label already.</source>
        <translation>Đoạn này đã mang nhãn đó.</translation>
    </message>
    <message>
        <source>A span from {start} to {end} does not fit a text of {length} characters.</source>
        <translation>Chú giải từ {start} đến {end} nằm ngoài văn bản dài {length} ký tự.</translation>
    </message>
    <message>
        <source>“{article}” is left out: it nearly repeats “{one}” in {part}, but shares source and day with “{other}” in {another}.</source>
        <translation>“{article}” không vào phần nào: bài này gần trùng với “{one}” ở {part}, nhưng lại cùng nguồn và cùng ngày với “{other}” ở {another}.</translation>
    </message>
    <message>
        <source>“{article}” is left out: it shares source and day with “{one}” in {part} and with “{other}” in {another}.</source>
        <translation>“{article}” không vào phần nào: bài này cùng nguồn và cùng ngày với cả “{one}” ở {part} lẫn “{other}” ở {another}.</translation>
    </message>
    <message>
        <source>“{article}” is left out: it nearly repeats both “{one}” in {part} and “{other}” in {another}.</source>
        <translation>“{article}” không vào phần nào: bài này gần trùng với cả “{one}” ở {part} lẫn “{other}” ở {another}.</translation>
    </message>
    <message>
        <source>The split was not kept in the project; the same seed gives it again until articles are added.</source>
        <translation>Cách chia này chưa được lưu vào dự án; khi chưa thêm bài nào, cùng một số gieo vẫn cho lại đúng cách chia này.</translation>
    </message>
    <message>
        <source>A seed is a whole number from 0 to {most}; {seed} is not.</source>
        <translation>Số gieo là một số nguyên từ 0 đến {most}; {seed} thì không phải.</translation>
    </message>
    <message>
        <source>Shares are two to five positive whole numbers that sum to 100, such as 80/10/10; “{shares}” is not.</source>
        <translation>Tỷ lệ chia gồm từ hai đến năm số nguyên dương có tổng bằng 100, ví dụ 80/10/10; “{shares}” không phải như vậy.</translation>
    </message>
    <message>
        <source>This split was changed by something else meanwhile, so nothing was kept; split again.</source>
        <translation>Trong lúc đó cách chia này đã bị thay đổi từ nơi khác nên chưa lưu gì cả; hãy chia lại.</translation>
    </message>
    <message>
        <source>“{article}” is left out: it was put into {part}, but now it belongs with “{other}” in {another}.</source>
        <translation>“{article}” không vào phần nào: bài này đã được xếp vào {part}, nhưng nay lại đi cùng với “{other}” ở {another}.</translation>
    </message>
    <message>
        <source>The suggester “{name}” does not work here: {reason}.</source>
        <translation>Bộ gợi ý “{name}” không dùng được ở đây: {reason}.</translation>
    </message>
    <message>
        <source>There is no suggester “{name}”; known: {known}.</source>
        <translation>Không có bộ gợi ý “{name}”; các bộ có sẵn: {known}.</translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Ngày đăng</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Tác giả</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Chuyên mục</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Trình đơn</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Chú thích ảnh</translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation>Dòng lặp</translation>
    </message>
    <message>
        <source>Image path</source>
        <translation>Đường dẫn ảnh</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>Trình phát</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Bộ đếm</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>Dòng trống</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Nội dung</translation>
    </message>
</context>
<context>
    <name>spans</name>
    <message>
        <source>The same words as in an annotation of yours</source>
        <translation>Trùng từ với một chú giải của bạn</translation>
    </message>
    <message>
        <source>Suggested by {who}</source>
        <translation>Gợi ý của {who}</translation>
    </message>
    <message>
        <source>{who}, from a suggestion</source>
        <translation>{who}, từ gợi ý</translation>
    </message>
    <message>
        <source>{who}, imported</source>
        <translation>{who}, nhập từ tệp</translation>
    </message>
    <message>
        <source>{who}, by hand</source>
        <translation>{who}, gán thủ công</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Ghi chú: {note}</translation>
    </message>
</context>
</TS>
