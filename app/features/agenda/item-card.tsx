import { useRef, useState, type DragEvent } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { formatClock, isNextDay } from '@shared/rules/agenda-times';
import { Button, ButtonRow, Icon, InlineError } from '~/ui';
import { useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AudienceDialog, AudienceMark, audienceTexts } from '../audience';
import { documentTexts, PaperList, type PaperPlace, type PaperRows, type Uploads } from '../documents';
import { standingWords } from '../preparing';
import { RecusalDialog, recusalTexts } from '../recusal';
import { ItemQuestions, type Questions } from '../voting';
import type { AgendaItem } from './data';
import { agendaTexts } from './texts';

interface ItemCardProps {
  item: AgendaItem;
  /** What stands of the papers a unit was asked for; null: none was. */
  standing: Parameters<typeof standingWords>[0] | null;
  papers: PaperRows['documents'];
  proposals: PaperRows['proposals'];
  originals: PaperRows['originals'];
  places: readonly PaperPlace[];
  /** Voting members of the session. */
  members: readonly { personId: string; fullName: string; position: string }[];
  /** Questions to vote on; null where a row takes none. */
  questions: { list: Questions['questions']; canCreate: boolean; canBeSecret: boolean } | null;
  uploads: Uploads;
  isPublished: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onEdit: () => void;
  /** Of the chooser. */
  accept: string;
  onFiles: (files: File[]) => void;
  onPaperOnly: () => void;
}

/** One row of the agenda in the editor: text, times, papers; takes files that are dropped on it. */
export function ItemCard({ item, standing, papers, proposals, originals, places, members, questions, uploads, isPublished, isOpen, onToggle, onEdit, accept, onFiles, onPaperOnly }: ItemCardProps) {
  const t = useTexts(agendaTexts);
  const d = useTexts(documentTexts);
  const a = useTexts(audienceTexts);
  const r = useTexts(recusalTexts);
  const language = useLanguage();
  const [isAudience, setAudience] = useState(false);
  const [isRecusal, setRecusal] = useState(false);
  const mark = useCommand<'agenda.mark-block'>();
  const drop = useFileDrop(item.can.attach, onFiles);
  const chooser = useRef<HTMLInputElement>(null);
  const label = item.number === null ? t(item.kind) : t('label', { number: item.number });
  const coming = uploads.list.filter((upload) => upload.itemId === item.id && upload.state !== 'done' && upload.state !== 'ask');
  const note = [
    standing === null ? '' : standingWords(standing, language),
    item.movedTo ? (item.movedTo.title ? t('movedTo', { title: item.movedTo.title }) : t('movedLater')) : item.state === 'postponed' ? t('postponed') : '',
    item.block === 'in' && item.recused.length === 0 ? t('block') : item.block === 'pulled' ? t('pulled') : '',
    item.presenterName ?? item.presenterText,
    item.preparing,
    papers.length > 0 ? t('papersPages', { papers: papers.length, pages: papers.reduce((sum, { pages }) => sum + pages, 0) }) : '',
    item.recused.length > 0 ? r('count', { count: item.recused.length }) : '',
    item.state === 'now' || item.state === 'done' ? t('begun') : '',
  ];
  return (
    <div className="ag-item" data-over={drop.isOver || undefined} {...drop.handlers}>
      <AriaButton className="ag-head" aria-expanded={isOpen} aria-label={`${t(isOpen ? 'close' : 'open', { label })}: ${item.title}`} onPress={onToggle}>
        <span className="ag-number">{item.number ?? ''}</span>
        <span className="ag-text">
          <span className="ag-title">{item.title}</span>
          <span className="ag-note">{drop.isOver ? d('dropHere', { item: label }) : note.filter(Boolean).join('. ')}</span>
          {item.isLimited ? <span className="ag-limit"><AudienceMark objectId={item.id} isLimited /></span> : null}
        </span>
        <span className="ag-time ph-num">
          <span className="ph-strong">{`${formatClock(item.startMinute)} – ${formatClock(item.endMinute)}${isNextDay(item.startMinute) ? ` ${t('nextDay')}` : ''}`}</span>
          <span className="ph-sm ph-3">{t('minutes', { count: item.durationMin })}</span>
        </span>
        <Icon name={drop.isOver ? 'upload' : isOpen ? 'collapse' : 'open'} />
      </AriaButton>
      {isOpen || coming.length > 0 ? (
        <div className="ag-body">
          {papers.length + coming.length > 0 ? (
            <PaperList itemId={item.id} papers={isOpen ? papers : []} proposals={proposals} originals={originals} places={places} coming={coming} uploads={uploads} accept={accept} isPublished={isPublished} onPaperOnly={onPaperOnly} />
          ) : null}
          {isOpen && questions ? <ItemQuestions itemId={item.id} questions={questions.list} canCreate={questions.canCreate} canBeSecret={questions.canBeSecret} /> : null}
          {isOpen ? (
            <ButtonRow>
              {item.can.attach ? <Button size={48} icon="upload" onPress={() => chooser.current?.click()}>{d('attach')}</Button> : null}
              {item.can.edit ? <Button size={48} icon="edit" onPress={onEdit}>{t('edit')}</Button> : null}
              {item.can.attach ? <Button size={48} icon="lock" aria-label={a('whoSeesOf', { title: item.title })} onPress={() => setAudience(true)}>{a('whoSees')}</Button> : null}
              {item.can.block ? <Button size={48} icon={item.block === 'in' ? 'minus' : 'check'} aria-label={t(item.block === 'in' ? 'unblockOf' : 'blockOf', { title: item.title })} busy={mark.busy} onPress={() => mark.run('agenda.mark-block', { itemId: item.id, version: item.version, isIn: item.block !== 'in' })}>{t(item.block === 'in' ? 'unblock' : 'block')}</Button> : null}
              {item.can.recuse ? <Button size={48} icon="personRemove" aria-label={r('recusalsOf', { title: item.title })} onPress={() => setRecusal(true)}>{r('recusals')}</Button> : null}
            </ButtonRow>
          ) : null}
          {mark.error ? <InlineError error={mark.error} /> : null}
          {isAudience ? <AudienceDialog object={{ kind: 'item', id: item.id, version: item.version, title: item.title, itemId: item.id }} onClose={() => setAudience(false)} /> : null}
          {isRecusal ? <RecusalDialog item={item} members={members} recused={item.recused} onClose={() => setRecusal(false)} /> : null}
          <input
            ref={chooser}
            type="file"
            hidden
            multiple
            accept={accept}
            aria-hidden="true"
            tabIndex={-1}
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              event.currentTarget.value = '';
              if (files.length > 0) onFiles(files);
            }}
          />
        </div>
      ) : null}
    </div>
  );
}

/** Files dragged over an element; other drags (the grip of the list) are left alone. */
function useFileDrop(isEnabled: boolean, onFiles: (files: File[]) => void) {
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const carries = (event: DragEvent): boolean => isEnabled && event.dataTransfer.types.includes('Files');
  const leave = (): void => {
    depth.current = 0;
    setOver(false);
  };
  return {
    isOver,
    handlers: {
      onDragEnter: (event: DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      },
      onDragOver: (event: DragEvent) => {
        if (carries(event)) event.preventDefault();
      },
      onDragLeave: () => {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      },
      onDrop: (event: DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        leave();
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
