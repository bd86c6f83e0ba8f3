import { defineTexts } from '~/ui/i18n';

export const draftTexts = defineTexts({
  vi: {
    unsentTitle: 'Có nội dung đang viết chưa gửi',
    unsentNote: 'Viết lúc {at:time} ngày {at:date}, còn giữ trên máy này.',
    unsentOpen: 'Mở lại để gửi',
  },
  en: {
    unsentTitle: 'A text has not been sent yet',
    unsentNote: 'Written at {at:time}, {at:date}; it is kept on this device.',
    unsentOpen: 'Go back to send it',
  },
});
