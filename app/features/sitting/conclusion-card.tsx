import { useState } from 'react';
import { Button, ButtonRow, Card, Dialog, InlineError, LinkButton, Stack, TextArea } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { assignmentTexts } from '../assignments';
import { itemName, type LiveItem, type OfficerView } from './sitting-view';
import { sittingTexts } from './texts';
import { useCommand } from '../../commands';

interface Draft {
  /** The item it was begun for, whatever the session deals with by now. */
  item: LiveItem;
  text: string;
  version: number;
}

/** The chair's conclusion of an item; the secretary writes it while it is said, and goes on to what it asks of units (L80). */
export function ConclusionCard({ meetingId, item, officers, canWrite }: { meetingId: string; item: LiveItem | null; officers: OfficerView; canWrite: boolean }) {
  const t = useTexts(sittingTexts);
  const a = useTexts(assignmentTexts);
  const act = useCommand<'sitting.record-conclusion'>();
  const [draft, setDraft] = useState<Draft | null>(null);
  const textOf = (id: string | undefined) => officers.conclusions.find(({ itemId }) => itemId === id);
  const written = item && item.number !== null && item.kind !== 'paper_only' ? textOf(item.id) : undefined;
  const stored = textOf(draft?.item.id);
  const save = (): void => {
    if (draft) act.run('sitting.record-conclusion', { itemId: draft.item.id, text: draft.text, version: draft.version }, () => setDraft(null));
  };
  const conflict = act.error?.reason === 'sitting.conclusion_changed_elsewhere' && stored !== undefined && stored.version !== draft?.version;
  return (
    <>
      {item && written ? (
        <Card padding="s">
          <Stack gap={3}>
            <p className="ph-label">{t('conclusion')}</p>
            <p className={written.text ? 'st-conclusion' : 'ph-sm ph-3'}>{written.text || t('conclusionNone')}</p>
            <ButtonRow>
              {canWrite ? <Button size={48} icon="edit" onPress={() => setDraft({ item, text: written.text, version: written.version })}>{t(written.text ? 'conclusionEdit' : 'conclusionWrite')}</Button> : null}
              {canWrite && written.text ? <LinkButton size={48} icon="add" href={`/meetings/${meetingId}/assignments#item-${item.id}`}>{a('give')}</LinkButton> : null}
            </ButtonRow>
          </Stack>
        </Card>
      ) : null}
      <Dialog
        isOpen={draft !== null}
        onClose={() => setDraft(null)}
        title={t('conclusion')}
        note={draft ? `${itemName(draft.item, t)}: ${draft.item.title}` : undefined}
        size="l"
        actions={<Button look="pri" icon="save" busy={act.busy} onPress={save}>{t('conclusionSave')}</Button>}
      >
        <Stack gap={4}>
          {act.error ? <InlineError error={act.error} detail={conflict ? stored.text : undefined} /> : null}
          <TextArea label={t('conclusion')} hint={t('conclusionHint')} rows={8} prose value={draft?.text ?? ''} onChange={(text) => setDraft((one) => one && { ...one, text, version: conflict ? stored.version : one.version })} autoFocus />
        </Stack>
      </Dialog>
    </>
  );
}
