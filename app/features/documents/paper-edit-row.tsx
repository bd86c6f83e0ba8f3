import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { ActionAnswer } from '../../data.server';
import { Button, ButtonRow, Chip, ConfirmDialog, Dialog, IconButton, InlineError, ListRow, Select, Stack, TextField, moveEntry } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { newCommandId } from '../meetings/command-id';
import type { Paper } from './paper-row';
import { documentTexts } from './texts';

interface PaperEditRowProps {
  paper: Paper;
  siblings: readonly Paper[];
  index: number;
  items: readonly { id: string; number: number | null; title: string; can: { attach: boolean } }[];
  onReplace: (file: File) => void;
}

/** A paper in the editor: rename, order, another item, new version, withdraw. */
export function PaperEditRow({ paper, siblings, index, items, onReplace }: PaperEditRowProps) {
  const t = useTexts(documentTexts);
  const fetcher = useFetcher<ActionAnswer<unknown>>();
  const [open, setOpen] = useState<'edit' | 'withdraw' | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined;
  const error = answer && !answer.ok ? answer.error : null;
  useEffect(() => {
    if (answer?.ok) setOpen(null);
  }, [answer]);
  const send = (intent: string, values: Record<string, unknown>): void => fetcher.submit({ intent, commandId: newCommandId(), values: JSON.stringify(values) }, { method: 'post' });
  const target = { documentId: paper.id, version: paper.version };
  const shift = (to: number): void => send('reorder-papers', { itemId: paper.itemId, order: moveEntry(siblings, index, to).map(({ id }) => id) });
  return (
    <ListRow
      icon="fileCheck"
      title={paper.title}
      end={
        <>
          <span className="ph-num ph-sm ph-3">{t('pages', { count: paper.pages })}</span>
          {paper.number > 1 ? <Chip size="s">{t('version', { number: paper.number })}</Chip> : null}
        </>
      }
      actions={
        <>
          <IconButton icon="up" label={t('up', { label: paper.title })} isDisabled={index === 0} onPress={() => shift(index - 1)} />
          <IconButton icon="down" label={t('down', { label: paper.title })} isDisabled={index === siblings.length - 1} onPress={() => shift(index + 1)} />
          <IconButton icon="more" label={t('more', { label: paper.title })} onPress={() => setOpen('edit')} />
        </>
      }
    >
      {error && open === null ? <InlineError error={error} /> : null}
      <Dialog isOpen={open === 'edit'} onClose={() => setOpen(null)} title={t('renameTitle')} note={paper.fileName}>
        <Stack gap={5}>
          {error ? <InlineError error={error} /> : null}
          <Rename paper={paper} busy={fetcher.state !== 'idle'} onSave={(title) => send('rename', { ...target, title })} />
          <Select
            label={t('moveTo')}
            value={paper.itemId ?? ''}
            onChange={(itemId) => send('move', { ...target, itemId: itemId || null })}
            options={items.filter(({ can }) => can.attach).map(({ id, number, title }) => ({ value: id, label: number === null ? title : t('itemNumber', { number, title }) }))}
          />
          <ButtonRow>
            <Button icon="newVersion" onPress={() => chooser.current?.click()}>{t('replace')}</Button>
            <Button look="danger" onPress={() => setOpen('withdraw')}>{t('withdraw')}</Button>
          </ButtonRow>
        </Stack>
      </Dialog>
      <ConfirmDialog isOpen={open === 'withdraw'} onClose={() => setOpen(null)} onConfirm={() => send('withdraw', target)} title={t('withdrawTitle', { title: paper.title })} confirmLabel={t('withdrawConfirm')} look="danger" busy={fetcher.state !== 'idle'} error={error}>
        <p>{t('withdrawBody')}</p>
      </ConfirmDialog>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".pdf,application/pdf"
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          setOpen(null);
          if (file) onReplace(file);
        }}
      />
    </ListRow>
  );
}

function Rename({ paper, busy, onSave }: { paper: Paper; busy: boolean; onSave: (title: string) => void }) {
  const t = useTexts(documentTexts);
  const [title, setTitle] = useState(paper.title);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(title);
      }}
    >
      <Stack gap={3}>
        <TextField label={t('title')} value={title} onChange={setTitle} isRequired maxLength={300} />
        <Button type="submit" look="soft" icon="save" busy={busy}>{t('save')}</Button>
      </Stack>
    </form>
  );
}
