import type { BodyPolicy } from '../../shared/rules/body-policy';
import { evaluateQuorum, type Quorum } from '../../shared/rules/quorum';
import { scaleOf, unitsOf } from '../../shared/rules/weights';
import { isThere, type Seat } from '../meetings';

type ElectorSeat = Pick<Seat, 'role' | 'voting' | 'attendance' | 'leftAt'> & Partial<Pick<Seat, 'personId' | 'substituteForId'>>;
type ElectorPolicy = Partial<Pick<BodyPolicy, 'substitutesVote' | 'recusedCount' | 'weights'>>;

const NOBODY: ReadonlySet<string> = new Set();

/** Voting members of the body in this session; a guest or substitute never is one, whatever the row says (NĐ 191/2026/NĐ-CP, Article 21). */
export const isElector = (seat: Pick<Seat, 'role' | 'voting'>): boolean => seat.voting && seat.role !== 'guest' && seat.role !== 'substitute';

/** Who could vote at a moment: the snapshot a vote is judged by (V28). In heads; with `units` in weight, where votes weigh differently. */
export interface Electorate {
  /** The denominator of a majority of members. */
  members: number;
  present: number;
  recused: number;
  /** Whether the recused are among `members`. */
  recusedStay: boolean;
  units: { scale: number; members: number; present: number; recused: number } | null;
}

/** One member's vote and who may give it now. */
export interface Voter {
  personId: string;
  /** The member, or the substitute where the body's rule lets one vote and the member is away; null: nobody can. */
  casterId: string | null;
  recused: boolean;
}

/**
 * The votes of a session, each with who may give it (V27).
 * @param recused people who do not take part in the item.
 */
export function votersOf<S extends ElectorSeat & { personId: string }>(seats: readonly S[], policy: ElectorPolicy, recused: ReadonlySet<string> = NOBODY): (Voter & { seat: S })[] {
  const substitutes = new Map<string | null | undefined, string>();
  if (policy.substitutesVote) for (const one of seats) if (one.role === 'substitute' && isThere(one) && !recused.has(one.personId) && !substitutes.has(one.substituteForId)) substitutes.set(one.substituteForId, one.personId);
  return seats.filter(isElector).map((seat) => {
    const { personId } = seat;
    if (recused.has(personId)) return { seat, personId, casterId: null, recused: true };
    return { seat, personId, casterId: isThere(seat) ? personId : (substitutes.get(personId) ?? null), recused: false };
  });
}

/** The weight of somebody's vote as the body's rule has it. */
export const weightOf = ({ weights = [] }: ElectorPolicy, personId: string): string => weights.find((one) => one.personId === personId)?.weight ?? '1';

/**
 * Who could vote now. Recused members are neither present nor absent; whether they stay in the total is the body's rule (V28).
 * @param cast members whose ballot is here: they could vote, also if they have gone since.
 */
export function electorateOf(seats: readonly ElectorSeat[], policy: ElectorPolicy = {}, recused: ReadonlySet<string> = NOBODY, cast: ReadonlySet<string> = NOBODY): Electorate {
  const voters = votersOf(seats.map((seat, index) => (isNamed(seat) ? seat : { ...seat, personId: `seat ${index}` })), policy, recused);
  const recusedStay = policy.recusedCount !== 'leaves';
  const total = voters.filter((voter) => recusedStay || !voter.recused);
  const present = voters.filter((voter) => !voter.recused && (voter.casterId !== null || cast.has(voter.personId)));
  const apart = voters.filter((voter) => voter.recused);
  return { members: total.length, present: present.length, recused: apart.length, recusedStay, units: policy.weights?.length ? weighed(voters, { total, present, apart }, policy) : null };
}

const isNamed = (seat: ElectorSeat): seat is ElectorSeat & { personId: string } => seat.personId !== undefined;

/** The same in weight; null where every vote of the session counts alike. */
function weighed(voters: readonly Voter[], { total, present, apart }: Record<'total' | 'present' | 'apart', readonly Voter[]>, policy: ElectorPolicy): Electorate['units'] {
  const weights = voters.map(({ personId }) => weightOf(policy, personId));
  const scale = scaleOf(weights);
  if (!weights.some((weight) => unitsOf(weight, scale) !== scale)) return null;
  const sum = (some: readonly Voter[]): number => some.reduce((units, { personId }) => units + unitsOf(weightOf(policy, personId), scale), 0);
  return { scale, members: sum(total), present: sum(present), recused: sum(apart) };
}

/** Quorum of the session now (đủ điều kiện tiến hành); for an item, without those recused from it. */
export function quorumOf(seats: readonly ElectorSeat[], policy: Pick<BodyPolicy, 'quorum'> & ElectorPolicy, recused: ReadonlySet<string> = NOBODY): Quorum {
  const { members, present } = electorateOf(seats, policy, recused);
  return evaluateQuorum({ members, present, rule: policy.quorum });
}
