import { lookAtRedis } from '../../adapters/pubsub/redis-look';
import type { RedisPlace } from '../../kernel/redis-place';
import type { DoctorRow } from './doctor-tools';

/** By which several processes hear of each other. What is wrong with it loses nothing, so it is no failure. */
export async function checkRedis(place: RedisPlace): Promise<DoctorRow> {
  const row = { id: 'redis', label: { vi: 'Redis', en: 'Redis' } };
  const { value, words, roundTripMs } = await lookAtRedis(place);
  return words ? { ...row, state: 'warn', value, note: words } : { ...row, state: 'ok', value: `${value}, ${(roundTripMs ?? 0).toFixed(1)} ms` };
}
