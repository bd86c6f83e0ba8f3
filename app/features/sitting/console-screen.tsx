import { useState } from 'react';
import { Button, Chip, ConfirmDialog, InlineError, LinkButton, Notice, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { describeError, useFormats, useLanguage, useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { AccountMenu } from '../identity';
import { QueueCard, TurnCard } from '../floor';
import { ContestedCard } from '../positions';
import { RecusalDialog, recusalTexts } from '../recusal';
import { firstHow, ItemVotes, type HowToVote, type LiveQuestion, OpenHow, PaperDialog, QuestionDialog, RecordDialog, useNeed, votingTexts } from '../voting';
import { AgendaColumn } from './agenda-column';
import { ChairCard } from './chair-card';
import { BlockCard } from './block-card';
import { CheckIn } from './check-in';
import { ConclusionCard } from './conclusion-card';
import { ConnectionNote } from './connection-note';
import { ConsoleActions, type ConsoleCommand } from './console-actions';
import { CurrentItem } from './current-item';
import { NowVote } from './now-vote';
import { CallsCard, HallActions } from './hall-actions';
import { SitesLink } from './site-card';
import { SitesAsked } from './sites-asked';
import { currentItem, isThere, itemToSpeakOn, lastKnown, missingQuorum, quorumWords, type ConsoleSnapshot, type SittingView } from './sitting-view';
import { HereCodeButton } from './here-code';
import { lineTexts } from './line-texts';
import { readinessTexts } from './readiness-texts';
import { ScreensDialog } from './screens-dialog';
import { sittingTexts } from './texts';
import { useCommand } from '../../commands';
import { useLostDesk } from './use-lost-desk';
import { usePresenceAnew } from './use-presence-anew';
import { useClock } from '../../ui/use-clock';
import './sitting.css';

/** The desk of chair and secretary: agenda, what runs with its clock, what to do next, votes. */
export function ConsoleScreen({ meetingId, snapshot, now: loadedAt }: { meetingId: string; snapshot: ConsoleSnapshot; now: Date }) {
  const t = useTexts(sittingTexts);
  const tv = useTexts(votingTexts);
  const tl = useTexts(lineTexts);
  const f = useFormats();
  const language = useLanguage();
  const live = useLiveMeeting<SittingView>(meetingId, snapshot.view);
  const view = lastKnown(live.view, live.end !== null);
  const officers = view.officers ?? snapshot.view.officers;
  useLostDesk(meetingId, view);
  const now = useClock(loadedAt);
  usePresenceAnew(meetingId, view, now);
  const act = useCommand<ConsoleCommand>();
  const voteAct = useCommand<'voting.open-question' | 'voting.withdraw-question'>();
  const [opening, setOpening] = useState<LiveQuestion | null>(null);
  const [how, setHow] = useState<HowToVote>({ way: 'hands', seconds: 0 });
  const need = useNeed();
  const [recording, setRecording] = useState<string | null>(null);
  /** The question being written, as it was when that began, and the item it is for: the session may go on meanwhile. */
  const [preparing, setPreparing] = useState<{ itemId: string; question: LiveQuestion | null } | null>(null);
  const [askOpen, setAskOpen] = useState(false);
  const tr = useTexts(recusalTexts);
  const ready = useTexts(readinessTexts);
  const [areScreensOpen, setScreens] = useState(false);
  const [isRecusal, setRecusal] = useState(false);
  const { meeting, attendance } = view;
  const { quorum } = attendance;
  const missing = missingQuorum({ ...view, officers });
  const item = currentItem(view);
  const base = `/meetings/${meetingId}`;
  const recorded = view.questions.find(({ id }) => id === recording);
  const Recorder = recorded?.way === 'paper' ? PaperDialog : RecordDialog;
  const asked = view.questions.find(({ id }) => id === opening?.id);
  const voted = view.questions.find(({ state, way }) => state === 'open' && (way === 'tablets' || way === 'roll'));
  const openNumber = opening ? view.questions.findIndex(({ id }) => id === opening.id) + 1 : 0;
  const refusals = Object.fromEntries(
    Object.entries(officers.canOpenQuestion).map(([id, ability]) => [id, ability.allowed ? null : describeError({ code: 'conflict', ...ability }, language)]),
  );
  const cannotOpen = officers.can.open.allowed ? null : describeError({ code: 'conflict', ...officers.can.open }, language);
  return (
    <Screen
      height="fit"
      sideWidth="s"
      top={
        <TopBar
          backHref={base}
          title={meeting.title}
          end={
            <>
              <Chip tone={quorum.reached ? 'ok' : 'warn'} icon="people">{quorumWords(view, t)}</Chip>
              <Chip>{f.time(now)}</Chip>
              <AccountMenu />
            </>
          }
        />
      }
      line={<ConnectionNote status={live.status} end={live.end} />}
      rail={<AgendaColumn view={view} now={now} />}
      railWidth="l"
      railLabel={t('agenda')}
      side={
        <>
          {snapshot.can.mark ? <CallsCard officers={officers} /> : null}
          {meeting.state === 'in_session' ? <ChairCard view={view} officers={officers} me={snapshot.me} /> : null}
          {meeting.state === 'closed' ? null : <ContestedCard meetingId={meetingId} items={view.items} contested={officers.contested} />}
          <BlockCard view={view} runs mayPull blocked={officers.can.move.allowed ? null : describeError({ code: 'conflict', ...officers.can.move }, language)} />
          {itemToSpeakOn(view) ? <QueueCard floor={view.floor} itemId={itemToSpeakOn(view)} people={officers.seats.filter(isThere).map(({ personId, fullName, position }) => ({ personId, name: fullName, position }))} /> : null}
          {item ? (
            <ItemVotes
              meetingId={meetingId}
              questions={view.questions}
              refusals={refusals}
              onOpenQuestion={meeting.state === 'in_session' ? (question) => { setHow(firstHow(question)); setOpening(question); } : undefined}
              desk={{ out: officers.out ?? [], now }}
              onRecord={(question) => setRecording(question.id)}
              onWithdraw={(question) => voteAct.run('voting.withdraw-question', { questionId: question.id })}
              onPrepare={snapshot.can.prepareQuestions && item.number !== null && item.kind === 'item' ? () => setPreparing({ itemId: item.id, question: null }) : undefined}
              onEdit={snapshot.can.prepareQuestions ? (question) => setPreparing({ itemId: question.itemId, question }) : undefined}
            />
          ) : null}
          {voteAct.error && !opening ? <InlineError error={voteAct.error} /> : null}
          <ConclusionCard meetingId={meetingId} item={item} officers={officers} canWrite={snapshot.can.conclude} />
          <Stack gap={3}>
            <LinkButton href={`${base}/sitting/attendance`} icon="personCheck" wide>{t('attendance')}</LinkButton>
            <LinkButton href={`${base}/sitting/seats`} icon="group" wide>{tl('seats')}</LinkButton>
            <SitesLink view={view} />
            {meeting.state === 'closed' ? null : <LinkButton href={`${base}/sitting/readiness`} icon="checkCircle" look="quiet" wide>{ready('link')}</LinkButton>}
            {item && item.number !== null && meeting.state === 'in_session' ? <Button icon="personRemove" wide aria-label={tr('recusalsOf', { title: item.title })} onPress={() => setRecusal(true)}>{item.recused.length > 0 ? tr('count', { count: item.recused.length }) : tr('recusals')}</Button> : null}
            {item && isRecusal ? <RecusalDialog item={item} members={officers.seats.filter(({ elector }) => elector)} recused={officers.recused.filter(({ itemId }) => itemId === item.id)} onClose={() => setRecusal(false)} /> : null}
            {snapshot.can.mark ? <Button icon="roomScreen" wide onPress={() => setScreens(true)}>{t('screens')}</Button> : null}
            <LinkButton href={`${base}/sitting/screen`} icon="roomScreen" look="quiet" wide target="_blank">{t('roomScreen')}</LinkButton>
            {meeting.form === 'online' || meeting.state === 'closed' ? null : <HereCodeButton meetingId={meetingId} />}
            <ScreensDialog meetingId={meetingId} isOpen={areScreensOpen} onClose={() => setScreens(false)} />
          </Stack>
        </>
      }
      sideLabel={tv('heading')}
    >
      {meeting.state === 'published' ? (
        <Stack gap={5}>
          <PageHeading level={2} look="h2" title={t('notOpenTitle')} note={t('plannedAt', { at: meeting.startsAt, on: meeting.startsAt })} />
          <Notice tone={quorum.reached ? 'ok' : 'warn'} icon="people" title={quorumWords(view, t)}>
            {t('othersPresent', { present: attendance.guestsPresent, total: attendance.guests })}
          </Notice>
          {act.error && !askOpen ? <InlineError error={act.error} /> : null}
          <CheckIn snapshot={snapshot} quiet />
          <Button look="pri" size={72} wide icon="play" disabledReason={cannotOpen} onPress={() => setAskOpen(true)}>{t('open')}</Button>
        </Stack>
      ) : null}
      {meeting.state === 'in_session' ? (
        <div className="st-console">
          {missing ? <Notice tone="warn" icon="warning" title={tl('quorumLost')}>{tl('quorumLostNote', { present: missing.present, members: missing.members, needed: missing.needed })}</Notice> : null}
          <SitesAsked view={view} officers={officers} isSecretary={snapshot.can.mark} />
          {voted ? <NowVote key={voted.id} meetingId={meetingId} question={voted} now={now} me={snapshot.me} /> : null}
          {item ? <CurrentItem view={view} item={item} now={now} /> : <PageHeading level={2} look="h2" title={t(officers.nextItemId ? 'noCurrent' : 'allDone')} note={meeting.openedAt ? t('openedAt', { at: meeting.openedAt }) : undefined} />}
          {view.floor.adjournedUntil ? <CheckIn snapshot={snapshot} quiet /> : null}
          <TurnCard floor={view.floor} now={now} />
          {act.error ? <InlineError error={act.error} /> : null}
          <ConsoleActions view={view} officers={officers} act={act} now={now} />
          <HallActions view={view} wall={officers.wall} isSecretary={snapshot.can.mark} />
        </div>
      ) : null}
      {meeting.state === 'closed' && meeting.closedAt && meeting.openedAt ? (
        <Stack gap={5}>
          <PageHeading level={2} look="h2" title={t('closedTitle')} note={t('closedAt', { at: meeting.closedAt, opened: meeting.openedAt })} />
          <LinkButton href={`${base}/minutes`} look="pri" size={72} icon="minutes">{t('minutes')}</LinkButton>
          <LinkButton href={base} icon="agenda">{t('overview')}</LinkButton>
        </Stack>
      ) : null}
      <ConfirmDialog
        isOpen={askOpen}
        about={officers.can.open.allowed ? meeting.id : null}
        gone={meeting.openedAt ? t('openedMeanwhile', { at: meeting.openedAt }) : cannotOpen}
        onClose={() => { act.clear(); setAskOpen(false); }}
        onConfirm={() => act.run('sitting.open-session', {}, () => setAskOpen(false))}
        busy={act.busy}
        error={act.error}
        title={t('openQuestion', { present: quorum.present })}
        confirmLabel={t('open')}
      >
        <p>{t('openNote')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={opening !== null}
        about={asked && !refusals[asked.id] && asked.state === 'draft' ? `${asked.id}:${asked.version}` : null}
        gone={asked?.state === 'open' ? tv('openedMeanwhile') : asked ? refusals[asked.id] : null}
        onClose={() => { voteAct.clear(); setOpening(null); }}
        onConfirm={() => { if (opening) voteAct.run('voting.open-question', { questionId: opening.id, version: opening.version, way: how.way, ...(how.way === 'tablets' && how.seconds > 0 ? { seconds: how.seconds } : {}) }, () => { if (how.way === 'hands') setRecording(opening.id); setOpening(null); }); }}
        busy={voteAct.busy}
        error={voteAct.error}
        title={tv('openTitle', { number: openNumber, present: quorum.present })}
        confirmLabel={tv('openConfirm')}
      >
        <Stack gap={3}>
          <p className="ph-strong">{opening?.text}</p>
          <p className="ph-num">{opening ? need(opening) : null}</p>
          {opening ? <OpenHow question={opening} how={how} onChange={setHow} /> : null}
        </Stack>
      </ConfirmDialog>
      {recorded ? <Recorder key={recorded.id} question={recorded} isOpen onClose={() => setRecording(null)} /> : null}
      {preparing ? <QuestionDialog key={preparing.question?.id ?? 'new'} itemId={preparing.itemId} canBeSecret={snapshot.can.secretQuestions} question={preparing.question ?? undefined} isOpen onClose={() => setPreparing(null)} /> : null}
    </Screen>
  );
}
