import type { PublicError } from '@shared/protocol/public-error';
import { InlineError } from '~/ui';
import { VersionsNotice, type DifferentField } from '../meetings/versions-notice';

interface EditorErrorProps {
  error: PublicError | null;
  isConflict: boolean;
  busy: boolean;
  /** Label, what was typed, what stands on the server now; equal ones are left out. */
  fields: readonly (readonly [name: string, mine: string | null, theirs: string | null])[];
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** The refusal of a dialog: both versions after a conflict, else the sentence; fields name their own problem themselves. */
export function EditorError({ error, isConflict, busy, fields, onKeepMine, onTakeTheirs }: EditorErrorProps) {
  if (!error) return null;
  if (!isConflict) return error.params.field ? null : <InlineError error={error} />;
  const different: DifferentField[] = fields.filter(([, mine, theirs]) => (mine ?? '') !== (theirs ?? '')).map(([name, mine, theirs]) => ({ name, mine: mine ?? '', theirs: theirs ?? '' }));
  return <VersionsNotice error={error} fields={different} busy={busy} onKeepMine={onKeepMine} onTakeTheirs={onTakeTheirs} />;
}
