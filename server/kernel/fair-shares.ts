import { DomainError } from './errors';

/** How much processor there is for one person, and when somebody is told to come later. */
export interface ShareLimits {
  /** What a person gets for good while others want something too, ms of processor a second (50 = 5 %). */
  steady: number;
  /** The same in an installation where the loop is at rest otherwise; between half at work and at rest it lies between the two. */
  alone: number;
  /** What may be taken ahead of that, ms: a screen of pages, a pile of papers, all tablets of one person at once. */
  ahead: number;
  /** The pace at which what lies ahead may be taken, ms a second, and how much of it at once. */
  brisk: number;
  atOnce: number;
  /** Work under way at the same time: of one person, of all. */
  ownParallel: number;
  parallel: number;
  /** Work that waits: of one person, of all. */
  ownWaiting: number;
  waiting: number;
  /** Longest time somebody is let wait for their share, ms; who would wait longer is told to come again. */
  patience: number;
}

export const SHARE_LIMITS: ShareLimits = {
  steady: 50,
  alone: 200,
  ahead: 5_000,
  brisk: 250,
  atOnce: 600,
  ownParallel: 4,
  parallel: 12,
  ownWaiting: 48,
  waiting: 5_000,
  patience: 4_000,
};

/** Nobody owes more than this, ms: half a minute of waiting at the steady pace. */
const MOST_OWED_MS = 1_500;
/** The same of what is taken at once, ms: one dear answer (the first page after a start) makes the next one wait, and refuses none. */
const MOST_HURRIED_MS = 250;
/** Work that waits for something else than the processor gives its place back after this long, ms. */
const PLACE_MS = 1_000;
/** Over which time it is judged how busy the loop is, ms. */
const WINDOW_MS = 500;
/** How long nobody looks at who waits, at most, ms. */
const LOOK_AGAIN_MS = 500;
/** Accounts of those who wait are brought up to date once in this time, ms: a whole hall waits after a restart, and each end of any work looks for who is next. */
const REFRESH_MS = 10;
/** Who has rested this long is forgotten: the share is whole again by then. */
const FORGET_MS = 120_000;
/** Least price of anything, ms: reading a request is work too. */
const LEAST_MS = 0.15;

export interface FairShares {
  /**
   * Does the work when it is this person's turn and puts what it took of the processor on the person's account.
   * @param person whose account; null is the program's own, which never waits.
   * @param isFirst goes before what is not, of this person and of others: coming in is little work, and whoever is in sees how everything stands.
   * @throws DomainError `rate_limited`/`load.own_share` {seconds} when the person's share is used up for longer than
   * anybody should wait, or too much of theirs waits already; `unavailable`/`load.all_busy` when the whole installation is too busy.
   */
  run<T>(person: string | null, work: () => Promise<T> | T, isFirst?: boolean): Promise<T>;
  /** Puts a known price on an account, ms: for work that mostly waits for something else (bytes on their way). */
  charge(person: string, price: number): void;
}

interface Account {
  ahead: number;
  atOnce: number;
  at: number;
  running: number;
  /** What waits, first come first; before it what goes first. */
  line: Waiting[];
}

interface Waiting {
  since: number;
  isFirst: boolean;
  start(job: Job): void;
  giveUp(refusal: DomainError): void;
}

interface Job {
  readonly account: Account | null;
}

/**
 * Shares of the one event loop. Time the loop was at work is divided among what runs at that moment and put on the
 * accounts of those it runs for; who has used theirs up waits for it to grow again, and whoever has used least goes first.
 * @param loop monotonic time, and time the loop has been at work so far, ms.
 */
export function createFairShares(loop: { now(): number; busy(): number }, limits: ShareLimits = SHARE_LIMITS): FairShares {
  const accounts = new Map<string, Account>();
  const lined = new Set<Account>();
  const running = new Set<Job>();
  let places = 0;
  let waiting = 0;
  let measuredAt = loop.busy();
  let window = { at: loop.now(), busy: measuredAt };
  let rest = 1;
  let wake: NodeJS.Timeout | null = null;
  let sweptAt = loop.now();
  let refreshedAt = sweptAt;

  /** Divides what the loop did since the last look among what ran. */
  function measure(): void {
    const busy = loop.busy();
    const each = (busy - measuredAt) / Math.max(1, running.size);
    measuredAt = busy;
    for (const { account } of running) if (account) take(account, each);
    const now = loop.now();
    if (now - window.at < WINDOW_MS) return;
    rest = Math.min(1, Math.max(0, 1 - (busy - window.busy) / (now - window.at)));
    window = { at: now, busy };
  }

  /** What grows in an account, ms a second: more than the steady share only while the loop is at rest for more than half of the time and nobody else waits. */
  function growth(account: Account): number {
    const othersWait = lined.size > (lined.has(account) ? 1 : 0);
    return othersWait ? limits.steady : limits.steady + (limits.alone - limits.steady) * Math.max(0, 2 * rest - 1);
  }

  function refresh(account: Account, now: number): void {
    const seconds = Math.max(0, now - account.at) / 1_000;
    account.at = now;
    account.ahead = Math.min(limits.ahead, account.ahead + seconds * growth(account));
    account.atOnce = Math.min(limits.atOnce, account.atOnce + seconds * limits.brisk);
  }

  function forgetRested(now: number): void {
    if (now - sweptAt < FORGET_MS) return;
    sweptAt = now;
    for (const [person, { at, running: own, line }] of accounts) if (own === 0 && line.length === 0 && now - at > FORGET_MS) accounts.delete(person);
  }

  function accountOf(person: string): Account {
    const now = loop.now();
    forgetRested(now);
    const account = accounts.get(person) ?? { ahead: limits.ahead, atOnce: limits.atOnce, at: now, running: 0, line: [] };
    accounts.set(person, account);
    refresh(account, now);
    return account;
  }

  /** Until the account is in credit again, ms. */
  const debtMs = ({ ahead, atOnce }: Account): number => Math.max(0, -ahead / limits.steady, -atOnce / limits.brisk) * 1_000;

  function take(account: Account, used: number): void {
    refresh(account, loop.now());
    account.ahead = Math.max(-MOST_OWED_MS, account.ahead - used);
    account.atOnce = Math.max(-MOST_HURRIED_MS, account.atOnce - used);
  }

  const mayStart = (account: Account): boolean => account.running < limits.ownParallel && debtMs(account) === 0;

  function begin(account: Account | null): Job {
    measure();
    const job: Job = { account };
    running.add(job);
    if (account) {
      places += 1;
      account.running += 1;
      take(account, LEAST_MS);
    }
    return job;
  }

  /** Ended, or waiting for something else than the processor: the place and the account are others'. */
  function leave(job: Job): void {
    if (!running.has(job)) return;
    measure();
    running.delete(job);
    if (job.account) {
      places -= 1;
      job.account.running -= 1;
    }
    if (lined.size > 0) next();
  }

  function refreshLined(): void {
    const now = loop.now();
    refreshedAt = now;
    for (const account of lined) {
      refresh(account, now);
      sendAway(account, now);
    }
  }

  /** Gives free places to those who have used least; looks again when only debtors wait. */
  function next(): void {
    if (loop.now() - refreshedAt >= REFRESH_MS) refreshLined();
    while (places < limits.parallel) {
      let chosen: Account | null = null;
      for (const account of lined) if (mayStart(account) && (chosen === null || isBefore(account, chosen))) chosen = account;
      const first = chosen && shift(chosen);
      if (!chosen || !first) break;
      first.start(begin(chosen));
    }
    if (wake !== null || lined.size === 0) return;
    const soonest = Math.min(LOOK_AGAIN_MS, ...[...lined].map(debtMs).filter((ms) => ms > 0));
    wake = setTimeout(() => {
      wake = null;
      refreshLined();
      next();
    }, Math.ceil(soonest) + 1);
    wake.unref();
  }

  /** What goes first, then whoever has used least. */
  function isBefore(one: Account, other: Account): boolean {
    const [goesFirst, otherGoesFirst] = [one.line[0]?.isFirst === true, other.line[0]?.isFirst === true];
    return goesFirst === otherGoesFirst ? one.ahead > other.ahead : goesFirst;
  }

  function stand(account: Account, one: Waiting): void {
    const behind = one.isFirst ? account.line.findIndex(({ isFirst }) => !isFirst) : -1;
    account.line.splice(behind < 0 ? account.line.length : behind, 0, one);
    lined.add(account);
    waiting += 1;
  }

  function shift(account: Account): Waiting | undefined {
    const first = account.line.shift();
    if (first) waiting -= 1;
    if (account.line.length === 0) lined.delete(account);
    return first;
  }

  /** Who waits for their own share, and not for others, is not let wait longer than is bearable. */
  function sendAway(account: Account, now: number): void {
    if (debtMs(account) === 0) return;
    for (let first = account.line[0]; first !== undefined && now - first.since > limits.patience; first = account.line[0]) shift(account)?.giveUp(refusal(account));
  }

  function refusal(account: Account): DomainError {
    take(account, LEAST_MS);
    return new DomainError('rate_limited', 'load.own_share', { seconds: Math.max(1, Math.ceil(debtMs(account) / 1_000)) });
  }

  async function finish<T>(job: Job, work: () => Promise<T> | T): Promise<T> {
    const timer = setTimeout(() => leave(job), PLACE_MS);
    timer.unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      leave(job);
    }
  }

  return {
    async run(person, work, isFirst = false) {
      if (person === null) return finish(begin(null), work);
      const account = accountOf(person);
      if (places < limits.parallel && account.line.length === 0 && mayStart(account)) return finish(begin(account), work);
      if (account.line.length >= limits.ownWaiting || debtMs(account) > limits.patience) throw refusal(account);
      if (waiting >= limits.waiting) throw new DomainError('unavailable', 'load.all_busy');
      const job = await new Promise<Job>((start, giveUp) => {
        stand(account, { since: loop.now(), isFirst, start, giveUp });
        next();
      });
      return finish(job, work);
    },
    charge: (person, price) => take(accountOf(person), price),
  };
}
