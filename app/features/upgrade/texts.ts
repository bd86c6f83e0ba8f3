import { defineTexts } from '~/ui/i18n';

export const upgradeTexts = defineTexts({
  vi: {
    lost: 'Hệ thống vừa được nâng cấp. Có thể làm tiếp trên trang này; khi mở trang khác, trang đó sẽ được tải lại đầy đủ.',
    reload: 'Tải lại ngay',
  },
  en: {
    lost: 'The system was just updated. Work on this page can go on; the next page that is opened is loaded afresh.',
    reload: 'Load again now',
  },
});
