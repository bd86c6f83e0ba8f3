/**
 * How many rows the lists may have that are read whole, because a screen or a rule needs all of them at once. Whoever adds one
 * more is refused; the rooms' SPECs say so. Far above what any installation has, far below what a server or a tablet suffers from.
 */
export const LIMITS = {
  /** Rows of one agenda. */
  items: 200,
  /** Seats of one session; so also whatever is done with its people at once. */
  seats: 5_000,
  /** Sites of one session. */
  sites: 200,
  /** Papers of one session, withdrawn ones with them. */
  papers: 500,
  /** Files units brought for one session, whatever became of them. */
  submissions: 2_000,
  /** Versions of one paper. */
  versions: 100,
  /** Questions of one session. */
  questions: 300,
  /** Declarations of prints of one session. */
  declarations: 300,
  /** Assignments of one session, withdrawn ones with them. */
  assignments: 200,
  units: 2_000,
  bodies: 500,
  rooms: 300,
  /** Memberships of one body, ended ones with them. */
  memberships: 10_000,
  /** People, guests of sessions with them. */
  people: 20_000,
} as const;
