import { defineTexts } from '~/ui/i18n';

/** Of sessions of earlier years that came in from an archive. */
export const importedTexts = defineTexts({
  vi: {
    imported: 'Hồ sơ cũ',
    importedNotice: 'Phiên của những năm trước, nhập từ hồ sơ cũ',
    importedFrom: 'Nhập ngày {date} từ “{source}”. Chỉ để đọc và tìm: không ai sửa được; điểm danh, biểu quyết và giấy tiết kiệm của phiên này không được ghi ở đây.',
    importedChair: 'Chủ trì: {name}.',
    importedPapers: 'Tài liệu của phiên',
    importedMembers: '{count} thành viên của thời điểm đó',
    importedNoMembers: 'Không rõ thành viên của thời điểm đó',
    importedReaders: 'Thành viên của thời điểm đó',
  },
  en: {
    imported: 'Imported',
    importedNotice: 'A session of earlier years, imported from an archive',
    importedFrom: 'Imported on {date} from “{source}”. To be read and found only: nobody can change it; attendance, votes and saved paper of this session were not recorded here.',
    importedChair: 'In the chair: {name}.',
    importedPapers: 'Papers of the session',
    importedMembers: '{count:plural:member|members} of that day',
    importedNoMembers: 'Members of that day are not known',
    importedReaders: 'Members of that day',
  },
});
