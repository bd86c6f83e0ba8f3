import { faultsOf } from '@shared/rules/paper-notes-faults';
import type { PaperNotes } from '@shared/rules/paper-notes';
import { useState } from 'react';
import { Button, ConfirmDialog, DateField, ErrorSummary, InlineError, LinkButton, Notice, PageHeading, Screen, Select, Stack, StateWord, Switch, TextArea, TextField, TopBar, useToast } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { DraftNotice, useCommand } from '../../commands';
import { useClock } from '../../ui/use-clock';
import { AccountMenu } from '../identity';
import { NotesItems, NotesTimes, NotesVotes } from './notes-course';
import type { NotesData } from './notes-data';
import { NotesChairs, NotesNights } from './notes-days';
import { NotesEntered } from './notes-entered';
import { NotesPeople } from './notes-people';
import { Clock, NotedDays } from './notes-rows';
import { notesTexts } from './notes-texts';
import { useNotesDraft } from './use-notes-draft';
import './notes.css';

/** A sitting held on paper: the form in which it is entered, and what was entered. */
export function NotesScreen({ data }: { data: NotesData }) {
  const t = useTexts(notesTexts);
  const language = useLanguage();
  return (
    <Screen width="single" top={<TopBar backHref={`/meetings/${data.session.id}`} context={data.session.title} title={t('title')} end={<AccountMenu />} />}>
      {data.mark ? <EnteredNotes data={data} mark={data.mark} /> : data.can.edit ? <NotesForm data={data} /> : <Notice tone="neutral" title={describeError({ code: 'conflict', reason: 'notes.none' }, language)} />}
    </Screen>
  );
}

function NotesForm({ data }: { data: NotesData }) {
  const t = useTexts(notesTexts);
  const language = useLanguage();
  const toast = useToast();
  const { session } = data;
  const form = useNotesDraft(session.id, data);
  const notes = form.draft.value;
  const [isAsking, setAsking] = useState(false);
  const [hasTried, setTried] = useState(false);
  const now = useClock(data.now);
  const change = (some: Partial<PaperNotes>): void => form.draft.change({ ...notes, ...some });
  const known = faultsOf(notes, { now, recordedUntil: data.recordedUntil ? new Date(data.recordedUntil) : null, seats: data.seats, items: data.items, questions: data.questions, modes: data.modes });
  const shown = hasTried ? (known.length > 0 ? known : form.faults) : [];
  const wordsOf = (fault: (typeof shown)[number]): string => describeError({ code: 'invalid', reason: fault.reason, params: fault.params ?? {} }, language);
  const faultAt = (field: string): string | null => {
    const fault = shown.find((one) => one.field === field);
    return fault ? wordsOf(fault) : null;
  };
  /** The row a fault is of, by its name. */
  const rowOf = (field: string): string => {
    const [of = '', key = ''] = field.split(' ');
    const [id = '', day] = key.split('@');
    const item = data.items.find((one) => one.id === id);
    const place = (rows: readonly { key: string }[]): number => rows.findIndex(({ key }) => key === id) + 1;
    if (of === 'people') return [day ? t('night', { number: Number(day) }) : '', data.seats.find(({ personId }) => personId === id)?.fullName ?? ''].filter(Boolean).join(', ');
    if (of === 'nights') return t('night', { number: place(notes.nights) + 1 });
    if (of === 'chairs') return t('handOver', { number: place(notes.chairs) });
    if (of === 'items') return item?.number ? t('number', { number: item.number }) : (item?.title ?? '');
    if (of === 'votes') return t('vote', { number: place(notes.votes) });
    if (of === 'floor') return t('turn', { number: place(notes.floor) });
    if (of === 'breaks') return t('pause', { number: place(notes.breaks) });
    return of === 'block' ? t('blockTitle') : of === 'presidedById' ? t('presided') : of === 'keptBy' ? t('keptBy') : of === 'reason' ? t('reason') : of === 'endedAt' ? t('ended') : t(data.recordedUntil ? 'beganRest' : 'began');
  };
  const ask = (): void => {
    setTried(true);
    if (known.length === 0) setAsking(true);
    else window.scrollTo({ top: 0 });
  };
  const state = form.state === 'saved' && form.savedAt ? t('saved', { at: form.savedAt }) : t(form.state === 'saving' ? 'saving' : form.state === 'unsaved' ? 'unsaved' : 'blank');
  return (
    <NotedDays.Provider value={[notes.date, ...notes.nights.map(({ date }) => date)]}>
      <Stack gap={6}>
        <ErrorSummary problems={shown.map((fault) => ({ fieldId: fault.field, message: [rowOf(fault.field), wordsOf(fault)].filter(Boolean).join(': ') }))} />
        <DraftNotice draft={form.draft} />
        <p className="ph-2">{data.recordedUntil ? t('introRest', { at: data.recordedUntil, on: data.recordedUntil }) : t('intro')}</p>
        <Stack gap={3} as="section">
          <PageHeading level={2} title={t('when')} />
          <div className="nt-fields">
            <DateField label={t('day')} hint={false} value={notes.date} onChange={(date) => { if (date) change({ date }); }} />
            <div id="beganAt" tabIndex={-1}><Clock fixed word={data.recordedUntil ? 'beganRest' : 'began'} value={notes.beganAt} onChange={(beganAt) => change({ beganAt })} error={faultAt('beganAt')} /></div>
            <div id="endedAt" tabIndex={-1}><Clock fixed word="ended" value={notes.endedAt} onChange={(endedAt) => change({ endedAt })} error={faultAt('endedAt')} /></div>
          </div>
          <Switch isSelected={notes.nextDay} onChange={(nextDay) => change({ nextDay })}>{t('nextDay')}</Switch>
          <Select id="presidedById" label={t('presided')} value={notes.presidedById ?? ''} onChange={(personId: string) => change({ presidedById: personId || null })} error={faultAt('presidedById')} options={data.seats.filter(({ voting }) => voting).map(({ personId, fullName, position }) => ({ value: personId, label: [fullName, position].filter(Boolean).join(', ') }))} />
          <TextField id="reason" label={t('reason')} hint={t('reasonHint')} value={notes.reason} onChange={(reason) => change({ reason })} maxLength={300} error={faultAt('reason')} />
          <TextField id="keptBy" label={t('keptBy')} value={notes.keptBy} onChange={(keptBy) => change({ keptBy })} maxLength={120} error={faultAt('keptBy')} />
          <Select label={t('scan')} hint={t('scanHint')} isOptional value={notes.scanId ?? ''} placeholder={t('noScan')} onChange={(scanId: string) => change({ scanId: scanId || null })} options={data.papers.map(({ id, title }) => ({ value: id, label: title }))} />
        </Stack>
        <NotesPeople data={data} people={notes.people} onChange={(people) => change({ people })} faultAt={faultAt} />
        <NotesNights data={data} notes={notes} onChange={change} faultAt={faultAt} />
        <NotesChairs data={data} notes={notes} onChange={change} faultAt={faultAt} />
        <NotesItems data={data} notes={notes} onChange={change} faultAt={faultAt} />
        <NotesVotes data={data} notes={notes} onChange={change} faultAt={faultAt} />
        <NotesTimes data={data} notes={notes} onChange={change} faultAt={faultAt} />
        {form.error ? <InlineError error={form.error} /> : null}
        <div className="nt-end">
          <span className="ph-sm ph-3" role="status">{state}</span>
          <Button look="pri" icon="fileCheck" busy={form.busy} onPress={ask}>{t('enter')}</Button>
        </div>
        <ConfirmDialog
          isOpen={isAsking}
          about={`${session.id} ${session.state}`}
          onClose={() => setAsking(false)}
          onConfirm={() => { setAsking(false); form.enter(() => { toast({ text: t('done'), icon: 'check' }); window.scrollTo({ top: 0 }); }); }}
          title={t('confirmTitle')}
          confirmLabel={t('confirm')}
        >
          <p>{t('confirmNote', { end: notes.endedAt })}</p>
        </ConfirmDialog>
      </Stack>
    </NotedDays.Provider>
  );
}

function EnteredNotes({ data, mark }: { data: NotesData; mark: NonNullable<NotesData['mark']> }) {
  const t = useTexts(notesTexts);
  const toast = useToast();
  const act = useCommand<'sitting.confirm-notes'>({ onDone: () => toast({ text: t('confirmedToast'), icon: 'check' }) });
  const [remark, setRemark] = useState('');
  const base = `/meetings/${data.session.id}`;
  const isWhole = data.session.openedAt !== null && String(data.session.openedAt) >= String(mark.from);
  return (
    <Stack gap={5}>
      <Notice tone="warn" icon="edit" title={t('markTitle')}>
        <p>{isWhole ? t('markWhole') : t('markRest', { at: mark.from })} {t('markBy', { at: mark.enteredAt, on: mark.enteredAt, by: mark.by.name, reason: mark.reason })}</p>
        <p>{t('notesOf', { name: mark.keptBy })}</p>
        {mark.scanId ? <LinkButton href={`${base}/read/${mark.scanId}`} icon="document" look="quiet">{t('seeScan')}</LinkButton> : null}
      </Notice>
      {mark.confirmedAt ? <StateWord tone="ok" icon="check">{t('confirmed', { at: mark.confirmedAt, on: mark.confirmedAt })}</StateWord> : <StateWord tone="warn" icon="clock">{t('unconfirmed')}</StateWord>}
      {mark.remark ? <p>{`${t('remark')}: ${mark.remark}`}</p> : null}
      {data.can.confirm ? (
        <Stack gap={3} as="section">
          <PageHeading level={2} title={t('check')} />
          <p className="ph-2">{t('checkNote')}</p>
          {act.error ? <InlineError error={act.error} /> : null}
          <TextArea label={t('remark')} isOptional rows={2} value={remark} onChange={setRemark} maxLength={500} />
          <div><Button look="pri" icon="check" busy={act.busy} onPress={() => act.run('sitting.confirm-notes', { remark })}>{t('confirmEntry')}</Button></div>
        </Stack>
      ) : null}
      <NotesEntered data={data} />
      <div><LinkButton href={`${base}/minutes`} icon="minutes">{t('toMinutes')}</LinkButton></div>
    </Stack>
  );
}
