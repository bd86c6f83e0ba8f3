/**
 * What whoever asks may see, which is what the archive holds: `officer` runs the session (or sessions of the body); `self` is the person;
 * `administrator` keeps accounts and reads no papers; `console` stands at the server.
 */
export const VIEWERS = ['officer', 'administrator', 'self', 'console'] as const;
export type Viewer = (typeof VIEWERS)[number];

export const SUBJECT_KINDS = ['session', 'body', 'person'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
