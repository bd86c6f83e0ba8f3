import { z } from 'zod';

/**
 * Who takes the chair while it is not its own person's, and how that person signs (NĐ 30/2020/NĐ-CP, Điều 13): a deputy for the chair
 * (KT., ký thay), anybody else by order (TL., thừa lệnh) or by authority given (TUQ., thừa ủy quyền).
 */
export const presidingSchema = z.strictObject({
  /** Deputies of the body only, or any of its members. */
  by: z.enum(['deputies', 'members']),
  /** The office of the chair, as signatures name it: "Chủ tịch". */
  office: z.string().min(1).max(80),
  /** That of a deputy: "Phó Chủ tịch". */
  deputy: z.string().min(1).max(80),
  /** How a member signs who is no deputy; under it stands the member's own position. */
  member: z.enum(['TL', 'TUQ']),
});
export type PresidingRule = z.infer<typeof presidingSchema>;

/** Where the rules of a body say nothing. */
export const DEFAULT_PRESIDING: PresidingRule = { by: 'deputies', office: 'Chủ tịch', deputy: 'Phó Chủ tịch', member: 'TUQ' };

/** In which standing somebody presides who is not the chair of the session. */
export type Standing = 'deputy' | 'member';

export interface Candidate {
  personId: string;
  role: string;
  voting: boolean;
  isThere: boolean;
}

export interface ChairOf {
  presiding: PresidingRule;
  /** Person ids of the deputies of the body on that day. */
  deputies: ReadonlySet<string>;
  /** Person ids of those who take no part in the current item. */
  recused: ReadonlySet<string>;
}

/** In which standing this person would preside; null: the rules of the body do not let them. */
export function standingOf({ personId, role, voting }: Pick<Candidate, 'personId' | 'role' | 'voting'>, { presiding, deputies }: Pick<ChairOf, 'presiding' | 'deputies'>): Standing | null {
  if (!voting || role !== 'member') return null;
  if (deputies.has(personId)) return 'deputy';
  return presiding.by === 'members' ? 'member' : null;
}

/** Why somebody cannot take the chair now; null: they can. */
export function whyNotPreside(candidate: Candidate, of: ChairOf): 'sitting.not_deputy' | 'sitting.deputy_away' | 'sitting.deputy_recused' | null {
  if (standingOf(candidate, of) === null) return 'sitting.not_deputy';
  if (!candidate.isThere) return 'sitting.deputy_away';
  return of.recused.has(candidate.personId) ? 'sitting.deputy_recused' : null;
}

const capitals = (words: string): string => words.trim().toLocaleUpperCase('vi');

/** The lines above a signature given in the chair's place: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH". */
export function authorityLines({ office, deputy, member }: PresidingRule, standing: Standing, position: string): string[] {
  if (standing === 'deputy') return [`KT. ${capitals(office)}`, capitals(deputy)];
  return [`${member}. ${capitals(office)}`, ...(position.trim() === '' ? [] : [capitals(position)])];
}
