import type { ToSign } from './data';

/** Where a document is read and signed. */
export function documentPage({ kind, meetingId, aboutId }: { kind: ToSign['kind']; meetingId: string; aboutId: string | null }): string {
  if (kind === 'notice') return `/meetings/${meetingId}/conclusions`;
  return kind === 'counting' && aboutId !== null ? `/meetings/${meetingId}/counting/${aboutId}` : `/meetings/${meetingId}/minutes`;
}
