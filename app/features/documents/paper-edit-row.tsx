import { useRef, useState } from 'react';
import { Button, ButtonRow, Chip, ConfirmDialog, Dialog, Divider, IconButton, InlineError, LinkButton, ListRow, Select, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { type Sender, useCommand } from '../../commands';
import { VerdictMark } from '../authenticity';
import { AudienceDialog, AudienceMark, audienceTexts } from '../audience';
import type { Paper } from './paper-row';
import { documentTexts } from './texts';

type PaperSender = Sender<'documents.rename' | 'documents.move' | 'documents.withdraw', unknown>;

/** Where a paper can be put. */
export interface PaperPlace {
  id: string;
  number: number | null;
  title: string;
}

interface PaperEditRowProps {
  paper: Paper;
  places: readonly PaperPlace[];
  /** Null at the ends of the list. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  /** Endings of files that become papers here. */
  accept: string;
  /** A reason is asked for before a file replaces the paper. */
  asksReason: boolean;
  onReplace: (file: File, reason?: string) => void;
  /** Name of the file it was made of, as it came; null: it came as a PDF. */
  original: string | null;
  /** Its title with the marks it was typed without. */
  proposal?: string | undefined;
}

/** A paper in the editor: order; its title, another item, a new version and withdrawing in a dialog. */
export function PaperEditRow({ paper, places, onUp, onDown, accept, asksReason, onReplace, original, proposal }: PaperEditRowProps) {
  const t = useTexts(documentTexts);
  const a = useTexts(audienceTexts);
  const [open, setOpen] = useState<'edit' | 'audience' | 'withdraw' | null>(null);
  const act: PaperSender = useCommand({ onDone: () => setOpen(null) });
  const chooser = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const [reason, setReason] = useState('');
  const close = (): void => {
    act.clear();
    setOpen(null);
  };
  return (
    <ListRow
      icon="fileCheck"
      title={paper.title}
      note={<>{paper.isLimited ? <AudienceMark objectId={paper.id} isLimited /> : null}<VerdictMark documentId={paper.id} /></>}
      end={
        <>
          <span className="ph-num ph-sm ph-3">{t('pages', { count: paper.pages })}</span>
          {paper.number > 1 ? <Chip size="s">{t('version', { number: paper.number })}</Chip> : null}
        </>
      }
      actions={
        <>
          <IconButton icon="up" label={t('up', { label: paper.title })} isDisabled={!onUp} onPress={() => onUp?.()} />
          <IconButton icon="down" label={t('down', { label: paper.title })} isDisabled={!onDown} onPress={() => onDown?.()} />
          <IconButton icon="more" label={t('more', { label: paper.title })} onPress={() => setOpen('edit')} />
        </>
      }
    >
      {proposal ? <span><Button size={48} look="soft" icon="edit" busy={act.busy} onPress={() => act.run('documents.rename', { documentId: paper.id, version: paper.version, title: proposal })}>{t('useMarks', { title: proposal })}</Button></span> : null}
      {act.error && open === null ? <InlineError error={act.error} /> : null}
      <Dialog isOpen={open === 'edit'} onClose={close} title={t('editTitle')} note={paper.fileName}>
        <Stack gap={5}>
          {act.error ? <InlineError error={act.error} /> : null}
          <Rename paper={paper} act={act} />
          <Move paper={paper} places={places} act={act} />
          {original === null ? null : <LinkButton icon="download" href={`/files/documents/${paper.id}/${paper.number}/original`} download>{t('original', { name: original })}</LinkButton>}
          <Divider />
          <ButtonRow>
            <Button icon="lock" onPress={() => setOpen('audience')}>{a('whoSees')}</Button>
            <Button icon="newVersion" onPress={() => chooser.current?.click()}>{t('replace')}</Button>
            <Button look="danger" onPress={() => setOpen('withdraw')}>{t('withdraw')}</Button>
          </ButtonRow>
        </Stack>
      </Dialog>
      {open === 'audience' ? <AudienceDialog object={{ kind: 'paper', id: paper.id, version: paper.version, title: paper.title, itemId: paper.itemId }} onClose={close} /> : null}
      <ConfirmDialog isOpen={open === 'withdraw'} about={`${paper.id}:${paper.version}`} onClose={close} onConfirm={() => act.run('documents.withdraw', { documentId: paper.id, version: paper.version })} title={t('withdrawTitle', { title: paper.title })} confirmLabel={t('withdrawConfirm')} look="danger" busy={act.busy} error={act.error}>
        <p>{t('withdrawBody')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={chosen !== null} about={`${paper.id}:${paper.number}`} onClose={() => setChosen(null)} title={t('replaceTitle', { title: paper.title })} confirmLabel={t('replaceConfirm')}
        disabledReason={reason.trim() === '' ? t('replaceReasonNeeded') : null}
        onConfirm={() => {
          if (chosen) onReplace(chosen, reason.trim());
          setChosen(null);
          setReason('');
        }}
      >
        <Stack gap={4}>
          <p>{t('replaceNote', { file: chosen?.name ?? '', number: paper.number })}</p>
          <TextField label={t('replaceReason')} hint={t('replaceReasonHint')} value={reason} onChange={setReason} maxLength={300} isRequired />
        </Stack>
      </ConfirmDialog>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={accept}
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          setOpen(null);
          if (file && asksReason) setChosen(file);
          else if (file) onReplace(file);
        }}
      />
    </ListRow>
  );
}

function Rename({ paper, act }: { paper: Paper; act: PaperSender }) {
  const t = useTexts(documentTexts);
  const [title, setTitle] = useState(paper.title);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act.run('documents.rename', { documentId: paper.id, version: paper.version, title });
      }}
    >
      <div className="ag-with-button">
        <TextField label={t('title')} value={title} onChange={setTitle} isRequired maxLength={300} />
        <Button type="submit" look="soft" icon="save" busy={act.busy}>{t('save')}</Button>
      </div>
    </form>
  );
}

const GENERAL = 'general';

/** Chosen first, moved by the button: passing over the choices with the arrow keys moves nothing. */
function Move({ paper, places, act }: { paper: Paper; places: readonly PaperPlace[]; act: PaperSender }) {
  const t = useTexts(documentTexts);
  const here = paper.itemId ?? GENERAL;
  const [place, setPlace] = useState(here);
  return (
    <div className="ag-with-button">
      <Select
        label={t('moveTo')}
        value={place}
        onChange={setPlace}
        options={[
          ...places.map(({ id, number, title }) => ({ value: id, label: number === null ? title : t('itemNumber', { number, title }) })),
          { value: GENERAL, label: t('general') },
        ]}
      />
      <Button look="soft" icon="next" busy={act.busy} isDisabled={place === here} onPress={() => act.run('documents.move', { documentId: paper.id, version: paper.version, itemId: place === GENERAL ? null : place })}>
        {t('move')}
      </Button>
    </div>
  );
}
