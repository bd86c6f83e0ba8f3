import { useMemo, useState } from 'react';
import { reviewMinutes } from '@shared/rules/minutes-review';
import { numberedAsPrinted, readableMinutes, withItsNumber } from '@shared/rules/minutes-text';
import { AccountMenu } from '../identity';
import { Button, Card, Chip, Screen, Stack, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { type Certificate, SigningPanel } from '../signing';
import type { Draft, EditorData, EditorMinutes, RecordedEvent } from './data';
import { EventRail, eventSentence } from './event-rail';
import { LeftOver } from './left-over';
import { MinutesPage, sourceOf } from './minutes-page';
import { MinutesSide } from './minutes-side';
import { minutesTexts } from './texts';
import { useCowriting } from './use-cowriting';
import { WritingTools } from './writing-tools';
import { useMinutesActions, type MinutesActions } from './use-minutes-actions';
import '../signing/signing.css';
import './minutes.css';

const STATES = {
  draft: ['stateDraft', 'neutral', 'edit'],
  submitted: ['stateSubmitted', 'accent', 'hourglass'],
  returned: ['stateReturned', 'warn', 'undo'],
  approved: ['stateApproved', 'ok', 'lock'],
  signed: ['stateSigned', 'ok', 'valid'],
} as const;

function Top({ data }: { data: EditorData }) {
  const t = useTexts(minutesTexts);
  const { minutes, session } = data;
  const isRefused = minutes?.steps.some((step) => step.state === 'refused') ?? false;
  const [word, tone, icon] = isRefused ? (['stateRefused', 'bad', 'invalid'] as const) : minutes ? STATES[minutes.state] : (['stateNone', 'neutral', 'minutes'] as const);
  const note = minutes?.approvedAt
    ? t('frozenNote', { at: minutes.approvedAt })
    : minutes?.state === 'submitted' && minutes.submittedAt
      ? t('submittedNote', { at: minutes.submittedAt })
      : session.closedAt ? t('closedNote', { at: session.closedAt }) : undefined;
  return <TopBar backHref={`/meetings/${session.id}`} title={`${t('title')}: ${session.title}`} subtitle={note} end={<><Chip tone={tone} icon={icon} size="l">{t(word)}</Chip><AccountMenu /></>} />;
}

/** Writing, approving and signing the minutes of one session. */
export function MinutesScreen({ data, certificate }: { data: EditorData; certificate: Certificate }) {
  const t = useTexts(minutesTexts);
  const actions = useMinutesActions(data);
  const { minutes, can } = data;
  if (minutes) return <Writing key={minutes.id} data={data} minutes={minutes} certificate={certificate} actions={actions} />;
  return (
    <Screen top={<Top data={data} />} width="narrow">
      <Card look="hero" padding="l">
        <Stack gap={4}>
          <p>{can.draft ? t('makeDraftNote') : can.begin ? t('beginNote') : t('notYet')}</p>
          {can.draft ? <Button look="pri" size={72} wide icon="minutes" busy={actions.busy} onPress={actions.draft}>{t('makeDraft')}</Button> : null}
          {can.begin ? <Button look="pri" size={72} wide icon="edit" busy={actions.busy} onPress={actions.begin}>{t('begin')}</Button> : null}
        </Stack>
      </Card>
    </Screen>
  );
}

function Writing({ data, minutes, certificate, actions }: { data: EditorData; minutes: EditorMinutes; certificate: Certificate; actions: MinutesActions }) {
  const t = useTexts(minutesTexts);
  const f = useFormats();
  const { can } = data;
  const draft = useCowriting(data.session.id, minutes, can.edit);
  const [seesChanges, setSeesChanges] = useState(can.decide);
  const [event, setEvent] = useState<RecordedEvent | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const known = useMemo(() => new Map(minutes.paragraphs.map((paragraph) => [paragraph.id, paragraph])), [minutes.paragraphs]);
  const joint = useMemo(() => event && { words: `${f.time(event.at)} ${eventSentence(event, t)}`, ids: new Set(event.paragraphIds) }, [event, f, t]);
  const changed = useMemo(() => new Set(draft.paragraphs.filter(({ id, text }) => sourceOf(known.get(id), text) === 'changed').map(({ id }) => id)), [draft.paragraphs, known]);
  const choose = (chosen: RecordedEvent): void => {
    setEvent(chosen);
    const [first] = chosen.paragraphIds;
    if (first) document.getElementById(`mn-${first}`)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  };
  const activate = (id: string | null): void => {
    setActive(id);
    const own = id === null ? null : (minutes.events.filter(({ paragraphIds }) => paragraphIds.includes(id)).at(-1) ?? null);
    if (id !== null) setEvent(own);
  };
  const frozen = minutes.state === 'approved' || minutes.state === 'signed';
  const writing = {
    ...actions,
    submit: async () => {
      if (await draft.save()) actions.submit(minutes.version);
    },
  };
  const review = useMemo(() => reviewMinutes(minutes.recorded, can.edit ? draft.paragraphs : minutes.paragraphs), [minutes, can.edit, draft.paragraphs]);
  /** At the place the record has it: behind the nearest one before it that the text has. */
  const takeInRecorded = (id: string): void => {
    const place = minutes.recorded.findIndex((one) => one.id === id);
    const before = minutes.recorded.slice(0, Math.max(0, place)).findLast((one) => draft.paragraphs.some((written) => written.id === one.id));
    const found = minutes.recorded[place];
    if (found && before) draft.takeIn(found, before.id);
  };
  // Shown with the numbers it will be printed with; what is not being written leaves out what says nothing.
  const shown = can.edit ? numberedAsPrinted<Draft>(draft.paragraphs) : readableMinutes<Draft>(minutes.paragraphs);
  const isEditing = can.edit && !seesChanges;
  const marked = useMemo(() => (seesChanges && !frozen ? new Map(draft.text.blocks.map((block) => [block.id, block])) : null), [seesChanges, frozen, draft.text]);
  const speakersOf = (id: string): readonly string[] => data.speakers.find(({ itemId }) => id.startsWith(`item:${itemId}:`))?.names ?? [];
  /** A place in what is stored, and in what is shown with the number it will be printed with. */
  const ahead = (id: string): number => (draft.paragraphs.find((one) => one.id === id)?.text.length ?? 0) - (shown.find((one) => one.id === id)?.text.length ?? 0);
  const moved = (id: string, place: number): void => draft.caret({ id, place: Math.max(0, place + ahead(id)) });
  const shownPeople = draft.people.map((person) => (person.at ? { ...person, at: { id: person.at.id, place: Math.max(0, person.at.place - ahead(person.at.id)) } } : person));
  const write = (id: string, text: string, caret?: number): void => {
    const words = withItsNumber(draft.paragraphs.find((one) => one.id === id)?.text ?? '', text, shown.find((one) => one.id === id)?.text);
    draft.change(id, words, caret === undefined ? undefined : words.length - (text.length - caret));
  };
  return (
    <Screen
      top={<Top data={data} />}
      height="fit"
      rail={<EventRail events={minutes.events} agenda={data.agenda} changed={changed} selected={event?.id ?? null} onSelect={choose} />}
      railLabel={t('events')}
      side={frozen ? <SigningPanel document={minutes} can={can} certificate={certificate} actions={actions} /> : <MinutesSide meetingId={data.session.id} minutes={minutes} review={review} can={can} draft={{ ...draft, takeInRecorded }} actions={writing} />}
      sideLabel={frozen ? t('stateApproved') : t('draftingPanel')}
      className="mn-screen"
    >
      <div className="mn-main">
        <LeftOver minutesId={minutes.id} paragraphs={minutes.paragraphs} closed={can.edit ? null : draft.closed === 'revoked' ? 'revoked' : 'state'} unsent={draft.unsent} />
        {can.edit ? <WritingTools draft={draft} isEditing={isEditing} onSwitch={() => setSeesChanges(!seesChanges)} /> : null}
        <div className="mn-legend">
          <span data-source="event">{t('legendEvent')}</span>
          <span data-source="hand">{t('legendHand')}</span>
          <span data-source="changed">{t('legendChanged')}</span>
          {can.decide || can.sign || can.seal ? <Button className="mn-to-decision" look="soft" size={48} icon="down" onPress={() => document.querySelector('.mn-screen .ph-side')?.scrollIntoView()}>{t(can.decide ? 'toDecision' : 'toSigning')}</Button> : null}
        </div>
        <MinutesPage data={data} paragraphs={shown} known={known} isEditing={isEditing} joint={joint} active={active} number={minutes.number} onActivate={activate} onChange={write} onAddAfter={(id) => setActive(draft.addAfter(id))} onRemove={draft.remove} marked={marked} names={draft.names} people={shownPeople} speakersOf={speakersOf} onCaret={moved} onUndo={draft.undo} onRedo={draft.redo} />
      </div>
    </Screen>
  );
}
