import type { Section } from '../section';
import type { SubjectKind, Viewer } from '../viewers';
import { BODY_SECTIONS } from './body';
import { PERSON_SECTIONS } from './person';
import { SESSION_SECTIONS } from './session';

export const SECTIONS: Readonly<Record<SubjectKind, readonly Section[]>> = { session: SESSION_SECTIONS, body: BODY_SECTIONS, person: PERSON_SECTIONS };

/** Sections this viewer may have. */
export const sectionsFor = (kind: SubjectKind, viewer: Viewer): readonly Section[] => SECTIONS[kind].filter(({ viewers }) => viewers.includes(viewer));
