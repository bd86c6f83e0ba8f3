import { defineTexts } from '~/ui/i18n';

export const upgradeTexts = defineTexts({
  vi: {
    lost: 'Một phần của chương trình chưa tải được: hệ thống vừa được nâng cấp, hoặc mạng bị ngắt. Có thể làm tiếp trên trang này; khi mở trang khác, trang đó sẽ được tải lại đầy đủ.',
    reload: 'Tải lại ngay',
  },
  en: {
    lost: 'A part of the program could not be loaded: the system was just updated, or the network was lost. Work on this page can go on; the next page that is opened is loaded afresh.',
    reload: 'Load again now',
  },
});
