import path from 'node:path';
import { createAuthorities } from '../../adapters/authorities/authorities';
import { authorityWords } from '../../adapters/authorities/authority-words';
import { openTrustFolder } from '../../adapters/signer/trust-folder';
import { createClock } from '../../adapters/system/clock';
import type { AuthorityPlaces } from '../../kernel/authority-places';
import type { DoctorRow } from './doctor-tools';

/** Whether each time-stamp authority gives a time-stamp that is believed here. Without one signatures stay at B-B, which is no failure. */
export async function checkAuthorities(dataDir: string, places: AuthorityPlaces, now: Date): Promise<DoctorRow> {
  const row = { id: 'authorities', label: { vi: 'Dấu thời gian', en: 'Time-stamps' } };
  if (places.timeStamps.length === 0) {
    return { ...row, state: 'ok', value: '', note: { vi: 'Chưa đặt (PHIEN_TSA): chữ ký ở mức B-B, chỉ kiểm tra được đến khi chứng thư số hết hạn.', en: 'None is set (PHIEN_TSA): signatures stay at B-B and can be checked until their certificates end.' } };
  }
  const trust = openTrustFolder(path.join(dataDir, 'signing'), { now: () => now });
  const found = await createAuthorities(places, { trust, clock: createClock(now) }).look();
  const value = found.map(({ name, problem, detail }) => (problem ? `${name} (${[problem, detail].filter(Boolean).join(' ')})` : name)).join(', ');
  const [bad] = found.flatMap(({ problem }) => problem ?? []);
  return bad ? { ...row, state: 'warn', value, note: authorityWords(bad) } : { ...row, state: 'ok', value };
}
