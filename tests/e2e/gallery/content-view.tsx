import { useState } from 'react';
import {
  AgendaList, AgendaRow, Avatar, Button, Card, Chip, Clock, ConnectionLine, Disclosure, DisclosureList, DropZone, EmptyState, Grid, InlineError, ListRow, Notice,
  PageHeading, ProgressBar, ResultBar, RingClock, RowList, Screen, SegmentBar, Skeleton, SortableList, Stack, StatCard, Stepper, Table, Tabs, TopBar, PlaceNav,
} from '~/ui';

const ITEMS = ['Tình hình kinh tế – xã hội tháng 11 và 11 tháng', 'Kết quả thực hiện kết luận phiên họp tháng 10', 'Điều chỉnh kế hoạch đầu tư công năm 2026; dự thảo Nghị quyết trình Hội đồng nhân dân tỉnh'];

export function ContentView() {
  const [items, setItems] = useState(ITEMS);
  return (
    <Screen
      top={<TopBar brand title="Danh sách và số liệu" />}
      rail={<PlaceNav places={[{ href: '#1', label: 'Thông tin', icon: 'authority' }, { href: '#2', label: 'Chương trình', icon: 'agenda', isCurrent: true }, { href: '#3', label: 'Thành phần', icon: 'people', note: 45 }, 'divider', { href: '#4', label: 'Biên bản', icon: 'minutes' }, { href: '#5', label: 'Giấy tiết kiệm', icon: 'paperSaved' }]} />}
      railLabel="Nơi làm việc"
    >
      <PageHeading title="Chương trình phiên họp" note="8 nội dung, từ 08:00 đến 12:00, đủ 240 phút" end={<Button size={48} icon="add">Thêm nội dung</Button>} />
      <SortableList
        label="Nội dung"
        items={items}
        itemKey={(item) => item}
        itemLabel={(item) => `nội dung ${items.indexOf(item) + 1}`}
        onMove={setItems}
        renderItem={(item, index) => <div className="ph-row" data-gap="4"><span className="ph-h3 ph-accent">{index + 1}</span><div><p className="ph-lg">{item}</p><p className="ph-sm ph-3">Cù Minh Thạc, Sở Tài chính. 3 tài liệu, 42 trang</p></div></div>}
      />
      <DropZone onFiles={() => undefined} hint="Tệp PDF, mỗi tệp không quá 200 MB" />
      <Grid min={24}>
        <StatCard kind="measured" value="10.947" caption="trang không phải in, bằng 5.658 tờ A4"><ProgressBar label="Tài liệu điện tử 91,1 %" note="Mục tiêu năm 2026: 96 %" value={0.911} mark={0.96} /></StatCard>
        <StatCard kind="estimated" aside={<span className="ph-sm ph-2">Hệ số năm 2026, bản 2</span>}><p className="ph-between"><span>Khối lượng giấy</span><strong className="ph-lg">28,3 kg</strong></p><p className="ph-between"><span>Phát thải CO₂ tương đương</span><strong className="ph-lg">30,6 – 49,8 kg</strong></p></StatCard>
      </Grid>
      <Card>
        <PageHeading level={2} title="Không thông qua" note="Cần 11 trên 21 thành viên tán thành, được 10" />
        <ResultBar votes={{ for: 10, against: 8, abstain: 1, none: 2 }} needed={11} />
      </Card>
      <Grid min={24}>
        <Card><PageHeading level={2} title="Ký số biên bản" /><Stepper steps={[{ id: 'a', title: 'Thư ký đã ký', person: 'Đàm Thị Ngọc Ước', note: '14:36:08, 27/11/2026', state: 'done', children: <Chip tone="ok" size="s" icon="valid">Hợp lệ</Chip> }, { id: 'b', title: 'Chủ tọa ký', person: 'Đỗ Khắc Trường Vân', note: 'Đang chờ chữ ký này', state: 'now' }, { id: 'c', title: 'Đóng dấu cơ quan', person: 'Văn thư Trịnh Thị Sâm', state: 'waiting' }, { id: 'd', title: 'Từ chối', person: 'Lý do: sai số hiệu', state: 'refused' }]} /></Card>
        <Card><RingClock label="Còn lại" remaining={177_000} share={0.59} /><Stack gap={2} align="center"><Clock label="Còn" remaining={684_000} size="l" /><Clock label="Còn" remaining={42_000} /><Clock label="Quá" remaining={-65_000} /></Stack></Card>
      </Grid>
      <Table
        caption="Thành phần dự họp"
        columns={[{ key: 'name', header: 'Họ và tên', cell: (row) => row.name, isRowHeader: true }, { key: 'post', header: 'Chức vụ', cell: (row) => row.post }, { key: 'minutes', header: 'Phát biểu (phút)', cell: (row) => row.minutes, align: 'end' }]}
        rows={[{ name: 'Đỗ Khắc Trường Vân', post: 'Chủ tịch UBND tỉnh', minutes: 12 }, { name: 'Cù Minh Thạc', post: 'Giám đốc Sở Tài chính', minutes: 41 }]}
        rowKey={(row) => row.name}
        empty="Chưa có thành viên nào."
      />
      <Tabs label="Xem theo" items={[{ id: 'a', label: 'Theo nội dung', content: <p>Bảng theo từng nội dung.</p> }, { id: 'b', label: 'Theo người', content: <p>Bảng theo từng người.</p> }]} />
      <Card><DisclosureList><Disclosure title="Chi tiết kỹ thuật" note="Chứng thư, dấu thời gian"><p>SHA-256 7c1e 90ab</p></Disclosure><Disclosure title="Nguồn của từng hệ số" isOpen><p>Theo công bố năm 2026.</p></Disclosure></DisclosureList></Card>
      <SegmentBar label="Đã đọc 4 trên 8 nội dung" parts={[1, 1, 1, 1, 0.4, 0, 0, 0]} />
    </Screen>
  );
}

export function StatesView() {
  return (
    <Screen top={<TopBar backHref="#" title="Trạng thái" />} line={<ConnectionLine state="reconnecting" pending="3 nét chờ gửi">Mất kết nối, đang đồng bộ lại. Ghi chú vẫn an toàn trên máy này.</ConnectionLine>}>
      <ConnectionLine state="offline">Đang đọc ngoại tuyến. 26 tài liệu đã có trên máy này.</ConnectionLine>
      <ConnectionLine state="back">Đã kết nối lại. 3 ghi chú đã gửi xong.</ConnectionLine>
      <Grid min={24}>
        <Stack>
          <InlineError message="Chưa lưu được chương trình." detail="Nội dung vừa sửa vẫn còn trên máy này." onRetry={() => undefined} />
          <InlineError error={{ code: 'internal', reason: 'internal', params: { request: '7KA2-9XHE' } }} />
          <Notice tone="warn" title="Chứng thư của tỉnh mẫu, không có giá trị pháp lý.">Cơ quan cấp chứng thư này không nằm trong danh sách tin cậy quốc gia.</Notice>
          <Notice tone="ok" title="Đã kết nối lại." />
          <Notice>Thứ tự theo giờ đăng ký. Ý kiến về trình tự phiên họp được xếp lên đầu.</Notice>
          <Notice tone="accent" icon="opinion" title="2 ý kiến gửi trước bằng văn bản" end={<Button size={48}>Xem ý kiến</Button>}>Chủ tọa có thể ghi nhận mà không cần mời phát biểu</Notice>
          <EmptyState action={<Button icon="speak">Đăng ký phát biểu</Button>}>Chưa có ai đăng ký phát biểu.</EmptyState>
        </Stack>
        <Stack>
          <RowList look="cards">
            <ListRow lead={<Avatar name="Lục Thị Quế Chi" />} title="Lục Thị Quế Chi" note="Tiến độ Hồ chứa nước xã Phú Vân" actions={<Button size={48}>Mời</Button>} />
            <ListRow isQuiet lead={<Avatar name="Mạc Đình Quảng Tri" />} title="Mạc Đình Quảng Tri" note="Đã rút đăng ký lúc 09:33" />
          </RowList>
          <Card><RowList><ListRow icon="document" title="Tờ trình" note="Trang 5 trên 8" isCurrent href="#1" /><ListRow icon="document" title="Dự thảo Nghị quyết" end="5 trang" href="#2" /><ListRow icon="fileUp" title="Phụ lục danh mục dự án" end={<Chip tone="ok" size="s">Đã kiểm tra</Chip>} onPress={() => undefined} /></RowList></Card>
          <PageHeading level={2} title="Chương trình" />
          <AgendaList>
            <AgendaRow number={3} state="done" title="Đầu tư công năm 2026" note="38 phút" />
            <AgendaRow number={4} state="now" title="Phân cấp quản lý hạ tầng kỹ thuật" note="18 phút" end={<Chip size="s" tone="son" dot>Đang diễn ra</Chip>} />
            <AgendaRow number={5} title="Chuyển đổi số năm 2027" note="10:38" onPress={() => undefined} />
            <AgendaRow number={8} state="paper" title="Nội dung theo tài liệu giấy" note="11:38" />
          </AgendaList>
          <ProgressBar label="Phụ lục danh mục dự án" note="20 trên 32 trang" value={0.625} size="s" />
          <ProgressBar label="Đang xử lý" note="Đang xử lý" size="s" labelHidden />
          <Skeleton shape="row" lines={2} />
          <Skeleton />
        </Stack>
      </Grid>
    </Screen>
  );
}
