import {
  AgendaList, AgendaRow, Avatar, Button, ButtonRow, Card, Chip, DateLeaf, Divider, FactList, IconButton, IconTile, LinkButton, ListRow, PageHeading, Row, RowList, Screen,
  SegmentBar, Stack, StateWord, TextLink, TopBar,
} from '~/ui';

/** The home screen of the direction, built from the components alone: a yardstick, not the product's screen. */
export function HomeView() {
  return (
    <Screen top={<TopBar plain brand title="Ủy ban nhân dân tỉnh Thanh Giang" titleIsHeading={false} end={<><IconButton icon="search" label="Tìm" /><IconButton icon="textSize" label="Hiển thị" /><Avatar name="Lục Thị Quế Chi" /></>} />}
      foot={<><StateWord tone="ok" dot>Đã kết nối. Đồng bộ lúc 07:42, thứ Hai 23/11/2026</StateWord><Row gap={5}><TextLink href="#1" look="plain">Lịch họp</TextLink><TextLink href="#2" look="plain">Kho tài liệu</TextLink><TextLink href="#3" look="plain">Trợ giúp</TextLink></Row></>}
    >
      <div className="gallery-home">
        <Stack gap={4} as="section">
          <PageHeading level={2} title="Phiên họp sắp tới" />
          <Card look="hero" padding="l">
            <Stack gap={6}>
              <Row gap={5} align="start">
                <DateLeaf weekday="Thứ Năm" day={26} month="tháng 11" />
                <Stack gap={2}>
                  <Row gap={2} wrap><Chip tone="accent" size="s">Còn 3 ngày</Chip><Chip size="s">Phiên họp thường kỳ</Chip></Row>
                  <h1 className="ph-h2">Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng 11 năm 2026</h1>
                </Stack>
              </Row>
              <FactList columns={2} facts={[{ icon: 'clock', title: '08:00 – 12:00', note: '8 nội dung, 5 biểu quyết' }, { icon: 'place', title: 'Phòng họp số 1', note: 'Trụ sở Ủy ban nhân dân tỉnh' }, { icon: 'download', title: 'Đã tải đủ về máy', note: '26 tài liệu, 267 trang' }, { icon: 'person', title: 'Đỗ Khắc Trường Vân', note: 'Chủ tọa, Chủ tịch UBND tỉnh' }]} />
              <Stack gap={3}>
                <Row justify="between"><StateWord tone="mine" icon="private">Đã đọc 4 trên 8 nội dung</StateWord><span className="ph-sm ph-3">Chỉ riêng tôi thấy</span></Row>
                <SegmentBar label="Đã đọc 4 trên 8 nội dung" parts={[1, 1, 1, 1, 0.45, 0, 0, 0]} />
              </Stack>
              <ButtonRow align="fill"><LinkButton href="#4" look="pri" size={72} icon="read">Đọc tiếp: Tờ trình, trang 5</LinkButton><LinkButton href="#5" size={72}>Mở phiên họp</LinkButton></ButtonRow>
            </Stack>
          </Card>
        </Stack>
        <Stack gap={4} as="section">
          <PageHeading level={2} title="Việc đang chờ" count={3} />
          <Card>
            <Stack gap={4}>
              <Row gap={4} align="start"><IconTile icon="calendar" tone="warn" /><Stack gap={3}><div><p className="ph-lg">Xác nhận tham dự</p><p className="ph-sm ph-3">Phiên họp 26/11. Trước 16:30 ngày mai, 24/11</p></div><ButtonRow><Button look="soft" size={48}>Tham dự</Button><Button size={48}>Vắng, dự thay</Button></ButtonRow></Stack></Row>
              <Divider />
              <Row gap={4} align="start"><IconTile icon="document" /><div><p className="ph-lg">Tài liệu có bản mới</p><p className="ph-sm ph-3">Nội dung 4: Bảng tiếp thu, giải trình. Đổi 3 trang, giữ đủ 2 ghi chú</p><TextLink href="#6" iconEnd="next">Xem trang thay đổi</TextLink></div></Row>
              <Divider />
              <Row gap={4} align="start"><IconTile icon="opinion" /><div><p className="ph-lg">Gửi ý kiến trước phiên</p><p className="ph-sm ph-3">Nội dung 6: Xử lý trụ sở dôi dư. Trước 17:00 ngày 25/11</p><TextLink href="#7" iconEnd="next">Viết ý kiến</TextLink></div></Row>
            </Stack>
          </Card>
        </Stack>
      </div>
    </Screen>
  );
}

export function SessionView() {
  return (
    <Screen
      height="fit"
      sideWidth="s"
      top={<TopBar backHref="#" title="Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng 11 năm 2026" end={<><Chip tone="ok" icon="download">Đã tải đủ về máy</Chip><IconButton icon="search" label="Tìm" /><Avatar name="Lục Thị Quế Chi" /></>} />}
      sideLabel="Thông tin phiên họp"
      side={<><FactList facts={[{ icon: 'calendar', title: 'Thứ Năm, 26/11/2026', note: '08:00 – 12:00' }, { icon: 'place', title: 'Phòng họp số 1', note: 'Trực tuyến tới 9 điểm cầu cấp xã' }, { icon: 'person', title: 'Đỗ Khắc Trường Vân', note: 'Chủ tịch UBND tỉnh, chủ tọa' }, { icon: 'edit', title: 'Đàm Thị Ngọc Ước', note: 'Phó Chánh Văn phòng, thư ký' }, { icon: 'people', title: '21 thành viên', note: 'và 24 đại biểu mời' }]} /><div className="gallery-push"><p className="ph-sm ph-2 ph-center">Xác nhận trước 16:30 ngày 24/11</p><Stack gap={3}><Button look="pri" size={72} wide>Xác nhận tham dự</Button><ButtonRow align="fill"><Button>Báo vắng</Button><Button>Cử dự thay</Button></ButtonRow></Stack></div></>}
    >
      <PageHeading level={2} title="Chương trình phiên họp" end="8 nội dung, 240 phút" />
      <AgendaList label="Nội dung">
        <AgendaRow time="08:10" number={1} title="Tình hình kinh tế – xã hội, quốc phòng – an ninh tháng 11 và 11 tháng" note="Giám đốc Sở Tài chính, 40 phút, 3 tài liệu" end={<Chip tone="mine" size="s" icon="check">Đã đọc</Chip>} onPress={() => undefined} />
        <AgendaRow time="08:50" number={2} title="Kết quả thực hiện kết luận phiên họp tháng 10" note="Chánh Văn phòng, 25 phút, 2 tài liệu" end={<Chip tone="mine" size="s" icon="check">Đã đọc</Chip>} onPress={() => undefined} />
        <AgendaRow time="09:15" number={3} isOpen controlsId="item-3" title="Điều chỉnh kế hoạch đầu tư công năm 2026; dự thảo Nghị quyết trình Hội đồng nhân dân tỉnh" note="Giám đốc Sở Tài chính Cù Minh Thạc, 40 phút" end={<Chip tone="accent" size="s" icon="vote">Biểu quyết</Chip>} onPress={() => undefined}>
          <RowList label="Tài liệu">
            <ListRow icon="document" title="Tờ trình" end={<><StateWord tone="mine" icon="marks">6 ghi chú</StateWord><span>8 trang</span></>} href="#1" />
            <ListRow icon="document" title="Dự thảo Nghị quyết" end="5 trang" href="#2" />
            <ListRow icon="document" title="Phụ lục danh mục dự án" end={<><StateWord tone="mine" icon="marks">2 ghi chú</StateWord><span>32 trang</span></>} href="#3" />
            <ListRow icon="document" title="Báo cáo tổng hợp, tiếp thu ý kiến" end="6 trang" href="#4" />
          </RowList>
        </AgendaRow>
        <AgendaRow time="10:10" number={4} title="Quy định phân cấp quản lý công trình hạ tầng kỹ thuật cho UBND cấp xã" note="Giám đốc Sở Xây dựng, 30 phút, 5 tài liệu, 2 biểu quyết" end={<Chip tone="warn" size="s" icon="newVersion">Có bản mới</Chip>} onPress={() => undefined} />
        <AgendaRow time="10:40" number={5} title="Kế hoạch chuyển đổi số tỉnh năm 2027" note="Giám đốc Sở Khoa học và Công nghệ, 25 phút" onPress={() => undefined} />
      </AgendaList>
    </Screen>
  );
}
