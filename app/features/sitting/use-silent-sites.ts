import { READY_GONE, type ReadyGoneAnswer } from '@shared/protocol/readiness';
import { silentSites } from '@shared/rules/sites';
import { useEffect, useState } from 'react';
import { connection } from '~/tablet/live/socket';
import type { OfficerView } from './sitting-view';

const ASK_MS = 5_000;
const ANSWER_MS = 5_000;

type People = Omit<Extract<ReadyGoneAnswer, { ok: true }>, 'ok'>;

/** Sites whose tablets have all gone off line, with since when (L85). Asked for only while somebody is at a site that nobody has noted as lost. */
export function useSilentSites(meetingId: string, { sites, seats }: Pick<OfficerView, 'sites' | 'seats'>): ReadonlyMap<string, Date> {
  const [people, setPeople] = useState<People | null>(null);
  const asks = sites.some((site) => site.connection !== 'lost' && site.present > 0);
  useEffect(() => {
    if (!asks) return undefined;
    const ask = async (): Promise<void> => {
      const answer = (await connection().timeout(ANSWER_MS).emitWithAck(READY_GONE, { meetingId })) as ReadyGoneAnswer;
      if (answer.ok) setPeople(answer);
    };
    // Whose own connection is gone knows nothing of others.
    const look = (): void => void (connection().connected ? ask().catch(() => undefined) : setPeople(null));
    look();
    const timer = setInterval(look, ASK_MS);
    return () => clearInterval(timer);
  }, [meetingId, asks]);
  if (!asks || !people) return new Map();
  return new Map([...silentSites(sites, seats, people)].map(([id, at]) => [id, new Date(at)]));
}
