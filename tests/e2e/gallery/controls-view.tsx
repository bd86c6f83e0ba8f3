import { useState } from 'react';
import {
  Avatar, Button, ButtonRow, Card, Checkbox, Chip, ComboBox, DateField, FormBody, FormRow, IconButton, LinkButton, NumberField, PageHeading, RadioGroup,
  Row, Screen, SegmentLinks, Select, SkipLink, Stack, StateWord, Switch, TextArea, TextField, TextLink, TimeField, TopBar,
} from '~/ui';
import type { ButtonLook, Tone } from '~/ui';

const LOOKS: [ButtonLook, string][] = [['pri', 'Công bố chương trình'], ['sec', 'Xem như thành viên'], ['soft', 'Tham dự'], ['quiet', 'Bỏ chọn'], ['danger', 'Hủy phiên họp'], ['live', 'Quay lại'], ['choice', 'Tán thành']];
const TONES: [Tone, string][] = [['neutral', 'Phiên họp thường kỳ'], ['accent', 'Còn 3 ngày'], ['son', 'Đang diễn ra'], ['mine', 'Đã đọc'], ['group', 'Nhóm: Sở Tài chính'], ['ok', 'Đã kiểm tra'], ['warn', 'Có bản mới'], ['bad', 'Không hợp lệ']];

export function ControlsView() {
  return (
    <>
      <SkipLink />
      <Screen top={<TopBar backHref="#" title="Nút, nhãn, người" context="Bộ giao diện" end={<><IconButton icon="search" label="Tìm" /><Avatar name="Lục Thị Quế Chi" /></>} />}>
        <PageHeading level={2} title="Nút" />
        <Row wrap gap={3}>{LOOKS.map(([look, label]) => <Button key={look} look={look}>{label}</Button>)}</Row>
        <Row wrap gap={3}>{LOOKS.map(([look, label]) => <Button key={look} look={look} size={48} icon="add">{label}</Button>)}</Row>
        <Row wrap gap={3} align="start">
          <Button look="pri" size={72} icon="read">Đọc tiếp: Tờ trình, trang 5</Button>
          <Button look="sec" size={72}>Mở phiên họp</Button>
          <Button look="danger" confirming size={72}>Hủy phiên họp</Button>
        </Row>
        <Row wrap gap={3} align="start">
          <Button look="pri" busy>Đang gửi phiếu</Button>
          <Button look="sec" isDisabled>Mở biểu quyết</Button>
          <Button look="pri" disabledReason="Có mặt 13/21, cần 14. Chưa thể mở biểu quyết.">Mở biểu quyết 1</Button>
          <LinkButton href="#" icon="download">Xuất báo cáo</LinkButton>
          <TextLink href="#" iconEnd="next">Xem trang thay đổi</TextLink>
          <IconButton icon="previous" label="Trang trước" look="sec" />
          <IconButton icon="next" label="Trang sau" look="sec" isDisabled />
        </Row>
        <ButtonRow align="fill"><Button>Thêm 1 phút</Button><Button>Thêm 3 phút</Button></ButtonRow>
        <PageHeading level={2} title="Nhãn và trạng thái" />
        <Row wrap gap={3}>{TONES.map(([tone, label]) => <Chip key={tone} tone={tone}>{label}</Chip>)}</Row>
        <Row wrap gap={3}>{TONES.map(([tone, label]) => <Chip key={tone} tone={tone} size="s" dot={tone === 'son'} icon={tone === 'warn' ? 'newVersion' : tone === 'mine' ? 'check' : undefined}>{label}</Chip>)}</Row>
        <Row wrap gap={5}>{TONES.map(([tone, label]) => <StateWord key={tone} tone={tone} icon="checkCircle">{label}</StateWord>)}</Row>
        <Row gap={3}><Avatar name="Đàm Thị Ngọc Ước" size="s" /><Avatar name="Đàm Thị Ngọc Ước" /><Avatar name="Đỗ Khắc Trường Vân" size="l" /></Row>
        <SegmentLinks label="Kỳ" items={[{ href: '#a', label: 'Phiên này', isCurrent: true }, { href: '#b', label: 'Tháng 11' }, { href: '#c', label: 'Năm 2026' }]} />
      </Screen>
    </>
  );
}

const PEOPLE = ['Đỗ Khắc Trường Vân', 'Cù Minh Thạc', 'Đàm Thị Ngọc Ước', 'Lục Thị Quế Chi', 'Thạch Ngọc Biền'].map((label, index) => ({ value: String(index), label, note: 'Ủy viên Ủy ban nhân dân tỉnh' }));

export function FieldsView() {
  const [minutes, setMinutes] = useState<number | null>(40);
  return (
    <Screen top={<TopBar brand title="Ủy ban nhân dân tỉnh Thanh Giang" />} width="single">
      <PageHeading title="Phiên họp mới" note="Mục có sai sót được nêu ngay tại chỗ" />
      <Card padding="l">
        <FormBody problems={[{ fieldId: 'duration', message: 'Thời lượng phải từ 1 đến 240 phút.' }, { fieldId: 'place', message: 'Chưa ghi địa điểm.' }]}>
          <TextField label="Tên phiên họp" isRequired defaultValue="Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng 11 năm 2026" hint="Tên đầy đủ như trong giấy mời" />
          <FormRow>
            <DateField label="Ngày họp" name="day" defaultValue="2026-11-26" isRequired />
            <TimeField label="Bắt đầu" name="start" defaultValue="08:00" isRequired />
            <NumberField id="duration" label="Thời lượng" value={minutes} onChange={setMinutes} min={1} max={240} step={5} unit="phút" error="Thời lượng phải từ 1 đến 240 phút." />
          </FormRow>
          <FormRow>
            <TextField id="place" label="Địa điểm" error="Chưa ghi địa điểm." placeholder="Phòng họp số 1" />
            <Select label="Loại phiên họp" options={[{ value: 'regular', label: 'Thường kỳ' }, { value: 'urgent', label: 'Chuyên đề' }]} defaultValue="regular" />
            <ComboBox label="Chủ tọa" options={PEOPLE} defaultValue="0" />
          </FormRow>
          <FormRow>
            <TextField label="Cơ quan" value="Văn phòng Ủy ban nhân dân tỉnh" isReadOnly />
            <TextField label="Số giấy mời" value="214/GM-UBND" isDisabled hint="Cấp khi công bố chương trình" />
          </FormRow>
          <TextArea label="Ghi chú cho thư ký" isOptional rows={3} defaultValue="Đề nghị các sở gửi tài liệu trước 17:00 ngày 24/11." />
          <RadioGroup label="Hình thức" direction="row" defaultValue="mixed" options={[{ value: 'room', label: 'Trực tiếp' }, { value: 'mixed', label: 'Kết hợp trực tuyến' }, { value: 'online', label: 'Trực tuyến' }]} />
          <RadioGroup label="Biểu quyết" defaultValue="open" options={[{ value: 'open', label: 'Công khai', hint: 'Giơ tay, thư ký ghi số phiếu' }, { value: 'secret', label: 'Bỏ phiếu kín', hint: 'Chưa dùng được trong phiên này', isDisabled: true }]} />
          <Stack gap={0}>
            <Checkbox defaultSelected hint="Mỗi người nhận một giấy mời có mã xác nhận">Gửi giấy mời khi công bố</Checkbox>
            <Checkbox error="Phải chọn mục này trước khi công bố.">Đã kiểm tra thành phần dự họp</Checkbox>
            <Checkbox isDisabled>Cho phép ghi âm</Checkbox>
            <Switch defaultSelected>Chiếu lên màn hình phòng họp</Switch>
            <Switch hint="Thành viên thấy ghi chú khi được chia sẻ">Cho phép chia sẻ ghi chú</Switch>
          </Stack>
          <ButtonRow align="end"><Button>Lưu bản nháp</Button><Button look="pri">Tạo phiên họp</Button></ButtonRow>
        </FormBody>
      </Card>
    </Screen>
  );
}
