import { defineTexts, registerErrorTexts } from '~/ui/i18n';

export const errorPageTexts = defineTexts({
  vi: { noEntry: 'Không mở được trang này', trouble: 'Chưa mở được trang này', home: 'Về trang chủ' },
  en: { noEntry: 'This page cannot be opened', trouble: 'This page could not be opened', home: 'Go to the home page' },
});

/** Reasons of the kernel and the transports; each capability registers its own. */
registerErrorTexts(
  defineTexts({
    vi: {
      'input.invalid': 'Mục “{field}” chưa hợp lệ. Hãy kiểm tra lại.',
      'command.id_reused': 'Yêu cầu này đã được gửi với nội dung khác. Tải lại trang rồi thực hiện lại.',
      'state.meeting': 'Phiên họp đã chuyển sang trạng thái khác từ thiết bị khác nên chưa thực hiện được việc này.',
      'role.admin_only': 'Chỉ quản trị hệ thống thực hiện được việc này.',
      'request.cross_origin': 'Yêu cầu không đến từ trang của hệ thống này nên bị từ chối.',
      'storage.full': 'Máy chủ hết chỗ lưu trữ nên chưa lưu được. Nội dung vừa nhập vẫn còn trên máy này. Hãy báo quản trị viên.',
      'storage.busy': 'Kho dữ liệu đang bận. Chưa có gì bị mất; hãy thử lại sau ít giây.',
      sign_in_first: 'Hãy đăng nhập để tiếp tục.',
    },
    en: {
      'input.invalid': 'The field “{field}” is not right yet. Check it.',
      'command.id_reused': 'This request was already sent with other content. Load the page again and repeat it.',
      'state.meeting': 'The session moved to another state on another device, so this was not done.',
      'role.admin_only': 'Only a system administrator can do this.',
      'request.cross_origin': 'The request did not come from a page of this system and was refused.',
      'storage.full': 'The server has run out of storage, so nothing was saved. What was entered is still on this device. Tell the administrator.',
      'storage.busy': 'The store is busy. Nothing is lost; try again in a few seconds.',
      sign_in_first: 'Sign in to continue.',
    },
  }),
);
