import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import { readPolicy } from '../organization';

/** In whose place somebody signs: the own office, for the chair (KT.), by order (TL.), by authority given (TUQ.). */
export const CAPACITIES = ['own', 'KT', 'TL', 'TUQ'] as const;
export type Capacity = (typeof CAPACITIES)[number];

const contentSchema = z.object({
  parts: z.array(z.object({ id: z.string(), text: z.string() })),
  recipients: z.array(z.string()),
  signatoryId: z.string(),
  capacity: z.enum(CAPACITIES),
  /** The own position as it stands under TL. or TUQ. */
  position: z.string(),
});
export type NoticeContent = z.infer<typeof contentSchema>;

/** Thông báo kết luận of a session while it is written. What issuing makes of it is an official document. */
export interface Notice {
  meetingId: string;
  content: NoticeContent;
  version: number;
}

export async function findNotice(db: Db, meetingId: string): Promise<Notice | null> {
  const row = await db.conclusionsNotice.findUnique({ where: { meetingId }, select: { meetingId: true, content: true, version: true } });
  return row && { ...row, content: contentSchema.parse(JSON.parse(row.content)) };
}

export async function createNotice(db: Db, { meetingId, content }: Pick<Notice, 'meetingId' | 'content'>): Promise<void> {
  await db.conclusionsNotice.create({ data: { meetingId, content: JSON.stringify(content) } });
}

export async function storeNotice(db: Db, { meetingId, version }: Notice, content: NoticeContent): Promise<void> {
  await db.conclusionsNotice.update({ where: { meetingId, version }, data: { content: JSON.stringify(content), version: { increment: 1 } } });
}

/** A session whose notice its secretary has to see to. */
export interface Unnoticed {
  meetingId: string;
  title: string;
  startsAt: Date;
  closedAt: Date | null;
  policy: BodyPolicy;
}

/** Sessions looked for at once, the longest waiting first. */
const AT_MOST = 50;

/** Sessions somebody is secretary of, closed after a moment, with conclusions or minutes begun, and without a notice in force. */
export async function unnoticedOf(db: Db, secretaryId: string, closedAfter: Date): Promise<Unnoticed[]> {
  const rows = await db.attendee.findMany({
    where: {
      personId: secretaryId, role: 'secretary',
      meeting: { state: 'closed', closedAt: { gte: closedAfter }, OR: [{ items: { some: { conclusion: { not: '' } } } }, { minutes: { isNot: null } }], officials: { none: { kind: 'notice', state: { not: 'withdrawn' } } } },
    },
    orderBy: { meeting: { closedAt: 'asc' } },
    take: AT_MOST,
    select: { meeting: { select: { id: true, title: true, startsAt: true, closedAt: true, policy: true } } },
  });
  return rows.map(({ meeting: { id, policy, ...row } }) => ({ meetingId: id, ...row, policy: readPolicy(policy) }));
}
