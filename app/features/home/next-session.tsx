import type { QueryResult } from '../../../server/application';
import { ButtonRow, Card, Chip, DateLeaf, EmptyState, FactList, LinkButton, PageHeading, Row, SegmentBar, Stack, StateWord } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { meetingTexts } from '../meetings';
import { homeTexts } from './texts';

export type NextSession = NonNullable<QueryResult<'meetings.home'>['next']>;
export type ReadingProgress = QueryResult<'documents.progress'>;

interface NextSessionProps {
  next: NextSession | null;
  progress: ReadingProgress | null;
  now: Date;
  canCreate: boolean;
}

/** The one session of the home screen: running, else next. */
export function NextSessionCard({ next, progress, now, canCreate }: NextSessionProps) {
  const t = useTexts(homeTexts);
  const create = canCreate ? <LinkButton href="/meetings/new" look="pri" icon="add">{t('create')}</LinkButton> : undefined;
  return (
    <Stack gap={4} as="section">
      <PageHeading level={1} look="h3" title={t(next?.state === 'in_session' ? 'live' : 'next')} />
      <Card look="hero" padding="l">
        {next ? <Session next={next} progress={progress} now={now} /> : <EmptyState icon="calendar" action={create}>{t('empty')}</EmptyState>}
      </Card>
    </Stack>
  );
}

function Session({ next, progress, now }: { next: NextSession; progress: ReadingProgress | null; now: Date }) {
  const t = useTexts(homeTexts);
  const m = useTexts(meetingTexts);
  const f = useFormats();
  const live = next.state === 'in_session';
  return (
    <Stack gap={6}>
      <div className="hm-head">
        <DateLeaf weekday={f.weekday(next.startsAt)} day={f.dayMonth(next.startsAt).slice(0, 2)} month={f.month(next.startsAt)} />
        <Stack gap={2}>
          <Row gap={2} wrap>
            {live ? (
              <Chip tone="son" size="s" dot>
                {next.current?.number ? t('liveItem', { number: next.current.number }) : t('liveNow')}
              </Chip>
            ) : (
              <Chip tone="accent" size="s">{f.relativeDay(next.startsAt, now)}</Chip>
            )}
            <Chip size="s">{m(next.kind)}</Chip>
          </Row>
          <h2 className="ph-h2">{next.title}</h2>
        </Stack>
      </div>
      {live && next.current ? <p className="ph-lg">{next.current.title}</p> : null}
      <SessionFacts next={next} />
      {progress && progress.items.length > 0 && !live ? <Reading progress={progress} /> : null}
      <Actions next={next} progress={progress} />
    </Stack>
  );
}

function SessionFacts({ next }: { next: NextSession }) {
  const t = useTexts(homeTexts);
  const m = useTexts(meetingTexts);
  const f = useFormats();
  const comma = next.place.indexOf(',');
  const [room, rest] = comma < 0 ? [next.place, ''] : [next.place.slice(0, comma), next.place.slice(comma + 1).trim()];
  const sites = next.remoteSites > 0 ? m('sites', { count: next.remoteSites }) : '';
  const { counts, chair } = next;
  return (
    <FactList
      columns={2}
      facts={[
        {
          icon: 'clock',
          title: `${f.time(next.startsAt)} – ${f.time(next.endsAt)}`,
          note: next.openedAt ? t('liveSince', { at: next.openedAt }) : t('sizes', { items: counts.items, votes: counts.questions }),
        },
        { icon: 'place', title: room, note: [rest, sites].filter(Boolean).join('; ') },
        { icon: 'document', title: t('papers', { count: counts.documents }), note: t('pages', { count: counts.pages }) },
        ...(chair ? [{ icon: 'person' as const, title: chair.fullName, note: t('chair', { position: chair.position }) }] : []),
      ]}
    />
  );
}

function Reading({ progress }: { progress: ReadingProgress }) {
  const t = useTexts(homeTexts);
  const sentence = t('finished', { done: progress.finished, all: progress.items.length });
  return (
    <Stack gap={3}>
      <Row justify="between" wrap>
        <StateWord tone="mine" icon="private">{sentence}</StateWord>
        <span className="ph-sm ph-3">{t('private')}</span>
      </Row>
      <SegmentBar label={sentence} parts={progress.items.map(({ read, pages }) => read / pages)} />
    </Stack>
  );
}

function Actions({ next, progress }: { next: NextSession; progress: ReadingProgress | null }) {
  const t = useTexts(homeTexts);
  const session = `/meetings/${next.id}`;
  const reader = (documentId: string): string => `${session}/read/${documentId}`;
  if (next.state === 'in_session') {
    return next.presented ? (
      <ButtonRow align="fill">
        <LinkButton href={`${reader(next.presented.documentId)}?follow=1`} look="pri" size={72} icon="presenting">{t('enter')}</LinkButton>
      </ButtonRow>
    ) : (
      <ButtonRow align="fill">
        <LinkButton href={session} look="pri" size={72} icon="agenda">{t('enterSession')}</LinkButton>
      </ButtonRow>
    );
  }
  const paper = progress?.last ?? progress?.first ?? null;
  return (
    <ButtonRow align="fill">
      {paper ? (
        <LinkButton href={reader(paper.documentId)} look="pri" size={72} icon="read">
          {progress?.last ? t('goOn', { title: progress.last.title, page: progress.last.page }) : t('begin', { title: paper.title })}
        </LinkButton>
      ) : null}
      <LinkButton href={session} look={paper ? 'sec' : 'pri'} size={72}>{t('open')}</LinkButton>
    </ButtonRow>
  );
}
