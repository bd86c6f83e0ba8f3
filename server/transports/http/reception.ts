import { DomainError } from '../../kernel/errors';
import type { Arrival } from './pace';

export interface ReceptionLimits {
  /** Files on their way in at once. */
  places: number;
  /** Of these, files of one address or person. */
  placesOfOne: number;
  /** Who has sent for this long, ms, and is slower than this, bytes a second, gives way where places run out. */
  graceMs: number;
  waysideRate: number;
}

/** A hall of forty tablets behind one router may send at once; another address finds places all the same. */
export const PUBLIC_RECEPTION: ReceptionLimits = { places: 96, placesOfOne: 40, graceMs: 5_000, waysideRate: 32_768 };
/** Papers of people who signed in: a clerk drops a folder of files. */
export const PAPER_RECEPTION: ReceptionLimits = { places: 64, placesOfOne: 20, graceMs: 5_000, waysideRate: 32_768 };

interface Guest {
  share: string;
  arrival: Arrival;
  announced: number;
}

export interface Reception {
  /** Bytes announced by those on their way in: the disk is promised to them. */
  readonly promised: number;
  /**
   * Gives a place to a file on its way in; where there is none, the slowest of those that trickle gives way.
   * @returns to be called when it has left. @throws DomainError `rate_limited`/`upload.too_many`
   */
  enter(share: string, arrival: Arrival, announced: number): () => void;
}

const rateOf = ({ bytes, age }: Arrival): number => (bytes * 1_000) / Math.max(1, age);

export function createReception(limits: ReceptionLimits): Reception {
  const guests = new Set<Guest>();
  const ofShare = (share: string): Guest[] => [...guests].filter((guest) => guest.share === share);

  /** The share that holds most places. */
  function largest(): string {
    const counts = new Map<string, number>();
    for (const { share } of guests) counts.set(share, (counts.get(share) ?? 0) + 1);
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  }

  function makeRoom(among: readonly Guest[]): boolean {
    const trickling = among.filter(({ arrival }) => arrival.age > limits.graceMs && rateOf(arrival) < limits.waysideRate);
    const slowest = trickling.sort((a, b) => rateOf(a.arrival) - rateOf(b.arrival))[0];
    if (!slowest) return false;
    guests.delete(slowest);
    slowest.arrival.cut(new DomainError('too_slow', 'request.too_slow'));
    return true;
  }

  return {
    get promised() {
      let sum = 0;
      for (const { announced, arrival } of guests) sum += Math.max(0, announced - arrival.bytes);
      return sum;
    },
    enter(share, arrival, announced) {
      const own = ofShare(share);
      const hasRoom = (own.length < limits.placesOfOne || makeRoom(own)) && (guests.size < limits.places || makeRoom(ofShare(largest())));
      if (!hasRoom) throw new DomainError('rate_limited', 'upload.too_many');
      const guest: Guest = { share, arrival, announced };
      guests.add(guest);
      return () => void guests.delete(guest);
    },
  };
}
