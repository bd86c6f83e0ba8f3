import { keptIn, keysFolder } from '../../adapters/ballot-keys/key-files';
import type { DatabasePlace } from '../../kernel/database-place';
import { system } from '../../kernel/actor';
import { askInstallation } from './doctor-installation';
import type { DoctorRow } from './doctor-tools';

/** Whether the keys of secret ballots and the open boxes agree (ballot-keys KS8); null where there is no installation yet, or neither. */
export async function checkBallotKeys(dataDir: string, place: DatabasePlace | null = null): Promise<DoctorRow | null> {
  const row = await askInstallation(dataDir, place, async ({ query }): Promise<DoctorRow> => {
    const row = { id: 'ballot-keys', label: { vi: 'Khóa hòm phiếu kín', en: 'Keys of secret ballots' } };
    const { boxes } = await query('voting.ballot-boxes', {}, system('doctor'));
    const kept = await keptIn(keysFolder(dataDir));
    const waiting = boxes.filter(({ state }) => state !== 'counted').map(({ questionId }) => questionId);
    const lost = waiting.filter((questionId) => !kept.includes(questionId));
    const spare = kept.filter((questionId) => !waiting.includes(questionId));
    if (lost.length > 0) {
      const note = {
        vi: 'Hòm phiếu đang mở nhưng không còn khóa ở đây, không ai mở được phiếu. Chủ tọa hoặc thư ký tuyên bố phiếu không có giá trị rồi biểu quyết lại.',
        en: 'Ballot boxes are open whose keys are not here, so nobody can open the ballots. Chair or secretary declare them void and vote again.',
      };
      return { ...row, state: 'fail', value: lost.join(', '), note };
    }
    if (spare.length > 0) {
      const note = {
        vi: 'Khóa không thuộc hòm phiếu nào đang mở. Máy chủ hủy khóa sau khi kiểm phiếu; nếu còn khi không có biểu quyết kín, xem việc “Kiểm phiếu kín” trong nhật ký.',
        en: 'Keys that belong to no open ballot box. The server destroys a key after the count; where one stays while there is no secret vote, look for “Counting secret ballots” in the log.',
      };
      return { ...row, state: 'warn', value: spare.join(', '), note };
    }
    return { ...row, state: 'ok', value: String(waiting.length) };
  });
  return row?.value === '0' ? null : row;
}
