import { z } from 'zod';
import { personIdOf, type Caller } from '../../kernel/actor';
import type { LoadContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { allow, deny, type Policy } from '../../kernel/policy';
import { dateInVietNam } from '../../shared/rules/date-forms';
import { hasRole } from '../../shared/rules/roles';
import { loadMeetingAccess, runsSitting } from '../meetings';
import { pathPart } from './paths';
import { bodyName, personName, sessionOf } from './repository';
import { runsAnyOf } from './repository.people';
import { SUBJECT_KINDS, type SubjectKind, type Viewer } from './viewers';

export const subjectInput = { kind: z.enum(SUBJECT_KINDS), subjectId: z.uuid() };

export interface Subject {
  kind: SubjectKind;
  subjectId: string;
  title: string;
  fileName: string;
  /** As whom the caller gets it; null: knows of it and may not have it. */
  viewer: Viewer | null;
}

const notFound = (): DomainError => new DomainError('not_found', 'not_found');

/** What may be exported, and as whom (E1–E4). @throws DomainError `not_found` where the caller may not know of it. */
export async function loadSubject({ kind, subjectId }: { kind: SubjectKind; subjectId: string }, context: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<Subject> {
  const { title, prefix, viewer } = await { session: ofSession, body: ofBody, person: ofPerson }[kind](subjectId, context);
  return { kind, subjectId, title, viewer, fileName: `${prefix} ${pathPart(title, kind)}.zip` };
}

type Found = { title: string; prefix: string; viewer: Viewer | null };

async function ofSession(id: string, { db, caller }: Pick<LoadContext, 'db' | 'caller'>): Promise<Found> {
  const access = await loadMeetingAccess(db, id, caller);
  const session = await sessionOf(db, id);
  if (!session) throw notFound();
  const viewer = access.isSystem ? 'console' : runsSitting(access) ? 'officer' : null;
  return { title: session.title, prefix: `phien-hop ${dateInVietNam(session.startsAt)}`, viewer };
}

async function ofBody(id: string, { db, caller, now }: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<Found> {
  const title = await bodyName(db, id);
  if (title === null || caller.kind === 'anonymous') throw notFound();
  return { title, prefix: `co-quan ${dateInVietNam(now)}`, viewer: await viewerOfBody(db, id, caller) };
}

async function viewerOfBody(db: LoadContext['db'], id: string, caller: Caller): Promise<Viewer | null> {
  if (caller.kind === 'system') return 'console';
  if (hasRole(caller, 'admin')) return 'administrator';
  const personId = personIdOf(caller);
  return personId !== null && (await runsAnyOf(db, id, personId)) ? 'officer' : null;
}

async function ofPerson(id: string, { db, caller, now }: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<Found> {
  const viewer = caller.kind === 'system' ? 'console' : personIdOf(caller) === id ? 'self' : hasRole(caller, 'admin') ? 'administrator' : null;
  const title = viewer && (await personName(db, id));
  if (!viewer || title === null) throw notFound();
  return { title, prefix: `du-lieu-ca-nhan ${dateInVietNam(now)}`, viewer };
}

/** Whoever runs the session or sessions of the body; the person; administrators for what they keep. */
export const mayExport: Policy<Subject> = (_caller, { viewer, kind }) => (viewer ? allow : deny(kind === 'session' ? 'exports.session_only_by_officers' : 'exports.body_only_by_officers'));
