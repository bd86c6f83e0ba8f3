import { useEffect } from 'react';
import { Button, ConfirmDialog, DEFAULT_DISPLAY, Dialog, DisplaySheet, TextField, useToast } from '~/ui';
import { HomeView } from './screen-views';

const nothing = (): void => undefined;

export function DialogView() {
  const toast = useToast();
  useEffect(() => toast({ text: 'Đã thu hồi trên mọi máy', onUndo: nothing }), [toast]);
  return (
    <>
      <HomeView />
      <Dialog isOpen onClose={nothing} title="Cử người dự thay" note="Phiên họp 26/11/2026" actions={<><Button>Thôi</Button><Button look="pri">Gửi tên người dự thay</Button></>}>
        <TextField label="Họ và tên" hint="Người dự thay không tham gia biểu quyết" />
      </Dialog>
    </>
  );
}

export function ConfirmView() {
  return (
    <>
      <HomeView />
      <ConfirmDialog isOpen about="item" onClose={nothing} onConfirm={nothing} title="Kết thúc nội dung 4 cho mọi người?" confirmLabel="Kết thúc nội dung 4" look="danger">
        Thời gian đã dùng 18 phút được ghi vào biên bản. 3 người còn chờ phát biểu sẽ được giữ trong danh sách.
      </ConfirmDialog>
    </>
  );
}

export function DisplayView() {
  return (
    <>
      <HomeView />
      <DisplaySheet isOpen onClose={nothing} preferences={DEFAULT_DISPLAY} onLanguage={nothing} />
    </>
  );
}
