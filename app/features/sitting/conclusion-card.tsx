import { useState } from 'react';
import { Button, Card, Dialog, InlineError, Stack, TextArea } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { LiveItem, OfficerView } from './sitting-view';
import { sittingTexts } from './texts';
import { useAct } from './use-act';

/** The chair's conclusion of an item; the secretary writes it while it is said. */
export function ConclusionCard({ item, officers, canWrite }: { item: LiveItem; officers: OfficerView; canWrite: boolean }) {
  const t = useTexts(sittingTexts);
  const act = useAct();
  const [draft, setDraft] = useState<{ text: string; version: number } | null>(null);
  const written = officers.conclusions.find(({ itemId }) => itemId === item.id);
  if (!written || item.number === null || item.kind === 'paper_only') return null;
  const save = (): void => {
    if (draft) act.run('sitting.record-conclusion', { itemId: item.id, text: draft.text, version: draft.version }, () => setDraft(null));
  };
  const conflict = act.error?.reason === 'sitting.conclusion_changed_elsewhere' && written.version !== draft?.version;
  return (
    <Card padding="s">
      <Stack gap={3}>
        <p className="ph-label">{t('conclusion')}</p>
        <p className={written.text ? 'st-conclusion' : 'ph-sm ph-3'}>{written.text || t('conclusionNone')}</p>
        {canWrite ? <Button size={48} icon="edit" onPress={() => setDraft({ text: written.text, version: written.version })}>{t(written.text ? 'conclusionEdit' : 'conclusionWrite')}</Button> : null}
      </Stack>
      <Dialog
        isOpen={draft !== null}
        onClose={() => setDraft(null)}
        title={t('conclusion')}
        note={item.title}
        size="l"
        actions={<Button look="pri" icon="save" busy={act.busy !== null} onPress={save}>{t('conclusionSave')}</Button>}
      >
        <Stack gap={4}>
          {act.error ? <InlineError error={act.error} detail={conflict ? written.text : undefined} /> : null}
          <TextArea label={t('conclusion')} hint={t('conclusionHint')} rows={8} prose value={draft?.text ?? ''} onChange={(text) => setDraft((one) => one && { ...one, text, version: conflict ? written.version : one.version })} autoFocus />
        </Stack>
      </Dialog>
    </Card>
  );
}
