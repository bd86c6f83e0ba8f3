import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { formatClock, isNextDay } from '@shared/rules/agenda-times';
import { acceptedEndings } from '@shared/rules/office-kinds';
import { Button, Card, EmptyState, InlineError, Notice, PageHeading, SortableList, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { inOrder, useOrder } from '../../commands';
import { type AudienceOffer, AudienceOfferProvider } from '../audience';
import { documentTexts, type HeldPaper, PaperList, type PaperRows, SecrecyQuestions, UploadPanel, useUploads } from '../documents';
import type { Questions } from '../voting';
import { type AgendaRows, type MeetingDetail, PrepareScreen } from '../meetings';
import type { Preparation } from '../preparing';
import type { AgendaItem, AgendaOffer } from './data';
import { ItemCard } from './item-card';
import { ItemForm } from './item-form';
import { rescheduled } from './order';
import { OrderConflict } from './order-conflict';
import { agendaTexts } from './texts';
import './agenda.css';

export interface AgendaEditorProps {
  detail: MeetingDetail;
  agenda: AgendaRows;
  papers: PaperRows;
  offer: AgendaOffer;
  questions: Questions;
  /** Files that wait for a word of this person. */
  held: readonly HeldPaper[];
  /** What units were asked for and brought. */
  preparation: Preparation;
}

/** The agenda being made: order, times, papers, and who may see them. */
export function AgendaEditor(props: AgendaEditorProps) {
  const { detail, agenda, papers, offer } = props;
  const audience: AudienceOffer = {
    seats: offer.presenters,
    units: offer.units,
    audiences: [...agenda.audiences, ...papers.audiences],
    presenters: new Map(agenda.items.flatMap(({ id, presenterId }) => (presenterId ? [[id, presenterId] as const] : []))),
    isPublished: detail.meeting.state !== 'draft',
  };
  return (
    <AudienceOfferProvider value={audience}>
      <EditedAgenda {...props} />
    </AudienceOfferProvider>
  );
}

/** Files dropped on an item go to that item. */
function EditedAgenda({ detail, agenda, papers, offer, questions, held, preparation }: AgendaEditorProps) {
  const t = useTexts(agendaTexts);
  const d = useTexts(documentTexts);
  const { revalidate } = useRevalidator();
  const uploads = useUploads(detail.meeting.id, revalidate);
  const order = useOrder(
    agenda.items.map(({ id }) => id),
    'agenda.reorder',
    (before, order) => ({ before: [...before], order: [...order] }),
  );
  const [openId, setOpen] = useState<string | null>(null);
  const [editing, setEditing] = useState<AgendaItem | 'new' | 'paper_only' | null>(null);
  const { error } = order;
  const isConflict = error?.reason === 'agenda.changed_elsewhere';
  // What never arrived can be sent again and stays as it was put; an order that was refused is not shown as if it held.
  const isOnItsWay = error === null || isConflict || error.code === 'unavailable' || error.code === 'internal';

  const trouble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) trouble.current?.scrollIntoView({ block: 'start' });
  }, [error]);

  const items = rescheduled(inOrder(agenda.items, isOnItsWay ? order.wanted : null));
  const general = papers.documents.filter(({ itemId }) => itemId === null);
  const last = items.at(-1);
  const first = items[0];
  const plannedEnd = Math.round((detail.meeting.endsAt.getTime() - detail.meeting.startsAt.getTime()) / 60_000);
  const named = agenda.items.filter(({ can }) => can.attach).map(({ id, number, title, preparing }) => ({ id, number, title, unit: preparing }));
  const placeOf = ({ itemId }: HeldPaper): string => {
    const item = items.find(({ id }) => id === itemId);
    if (!item) return d('general');
    return item.number === null ? item.title : d('itemNumber', { number: item.number, title: item.title });
  };
  return (
    <PrepareScreen detail={detail} place="agenda" heldFiles={held.map(({ fileName }) => fileName)} sideLabel={t('title')} side={<UploadPanel uploads={uploads} targets={named} converts={papers.converts} onPaperOnly={() => setEditing('paper_only')} />}>
      <Stack gap={5}>
        <PageHeading
          level={2}
          title={t('title')}
          note={
            first && last
              ? t('summary', { items: detail.counts.items, from: formatClock(first.startMinute), to: `${formatClock(last.endMinute)}${isNextDay(last.endMinute) ? ` ${t('nextDay')}` : ''}`, minutes: agenda.minutes })
              : t('summaryNoTimes', { items: detail.counts.items, minutes: agenda.minutes })
          }
          end={agenda.can.edit ? <Button icon="add" onPress={() => setEditing('new')}>{t('add')}</Button> : undefined}
        />
        <SecrecyQuestions held={held} placeOf={placeOf} uploads={uploads} />
        {agenda.minutes > plannedEnd ? <Notice tone="warn">{t('beyondEnd', { minutes: agenda.minutes - plannedEnd })}</Notice> : null}
        <div ref={trouble} role="alert" className="ag-trouble">
          {isConflict && order.wanted ? (
            <OrderConflict error={error} mine={inOrder(agenda.items, order.wanted)} theirs={agenda.items} onKeep={() => order.put(inOrder(agenda.items, order.wanted).map(({ id }) => id))} onTake={order.drop} />
          ) : null}
          {error && !isConflict ? <InlineError error={error} onRetry={isOnItsWay && order.wanted ? () => order.put(order.wanted ?? []) : undefined} /> : null}
        </div>
        {items.length === 0 ? <EmptyState icon="agenda" action={<Button look="pri" icon="add" onPress={() => setEditing('new')}>{t('add')}</Button>}>{t('empty')}</EmptyState> : null}
        <div className="ag-list">
          <SortableList
            label={t('title')}
            items={items}
            itemKey={({ id }) => id}
            itemLabel={(item) => (item.number === null ? t(item.kind) : t('label', { number: item.number }))}
            isDisabled={!agenda.can.edit}
            onMove={(next) => order.put(next.map(({ id }) => id))}
            renderItem={(item) => (
              <ItemCard
                isPublished={detail.meeting.state !== 'draft'}
                item={item}
                standing={preparation.rows.find(({ itemId }) => itemId === item.id)?.task?.missing ?? null}
                papers={papers.documents.filter(({ itemId }) => itemId === item.id)}
                proposals={papers.proposals}
                originals={papers.originals}
                places={named}
                members={detail.attendees.filter(({ voting }) => voting)}
                questions={item.kind === 'item' ? { list: questions.questions.filter(({ itemId }) => itemId === item.id), canCreate: questions.can.create, canBeSecret: questions.can.secret } : null}
                uploads={uploads}
                isOpen={openId === item.id}
                onToggle={() => setOpen(openId === item.id ? null : item.id)}
                onEdit={() => setEditing(item)}
                onPaperOnly={() => setEditing('paper_only')}
                accept={acceptedEndings(papers.converts)}
                onFiles={(files) => {
                  setOpen(item.id);
                  uploads.add(files, { itemId: item.id });
                }}
              />
            )}
          />
        </div>
        {general.length > 0 ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} look="lg" title={d('general')} />
            <Card>
              <PaperList itemId={null} papers={general} proposals={papers.proposals} originals={papers.originals} places={named} coming={[]} uploads={uploads} accept={acceptedEndings(papers.converts)} isPublished={detail.meeting.state !== 'draft'} />
            </Card>
          </Stack>
        ) : null}
      </Stack>
      {editing ? (
        <ItemForm
          key={typeof editing === 'string' ? editing : editing.id}
          item={typeof editing === 'string' ? null : (agenda.items.find(({ id }) => id === editing.id) ?? editing)}
          newKind={editing === 'paper_only' ? 'paper_only' : 'item'}
          meetingId={detail.meeting.id}
          offer={offer}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </PrepareScreen>
  );
}
