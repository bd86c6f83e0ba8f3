import { worstFirst, NOTED, type Noted } from '@shared/rules/sites';
import { useState } from 'react';
import { Button, Chip, ConfirmDialog, EmptyState, InlineError, LinkButton, PageHeading, RowList, Screen, Stack, StateWord, TopBar, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import { sitesTexts } from '../rooms';
import { ConnectionNote } from './connection-note';
import { quorumWords, type ConsoleSnapshot, type OfficerView, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';
import { useLostDesk } from './use-lost-desk';
import { useSilentSites } from './use-silent-sites';
import './sites.css';

type Site = OfficerView['sites'][number];

export const SITE_TONES = { up: 'ok', bad: 'warn', lost: 'bad', unknown: 'neutral' } as const;
export const SITE_ICONS = { up: 'check', bad: 'warning', lost: 'offline', unknown: 'circle' } as const;

/** The sites of a running sitting, those in trouble first: how each is connected, who is there, and what may be done (L70, L72, L73). */
export function SittingSitesScreen({ meetingId, snapshot }: { meetingId: string; snapshot: ConsoleSnapshot }) {
  const t = useTexts(sitesTexts);
  const ts = useTexts(sittingTexts);
  const live = useLiveMeeting<SittingView>(meetingId, snapshot.view);
  const { view } = live;
  useLostDesk(meetingId, view);
  const { sites, quorum } = view.officers ?? snapshot.view.officers;
  const silent = useSilentSites(meetingId, view.officers ?? snapshot.view.officers);
  const [taking, setTaking] = useState<Site | null>(null);
  const about = sites.find(({ id }) => id === taking?.id);
  return (
    <Screen
      width="single"
      top={<TopBar backHref={`/meetings/${meetingId}/sitting/console`} context={view.meeting.title} title={t('sittingTitle')} end={<><Chip tone={view.attendance.quorum.reached ? 'ok' : 'warn'} icon="people">{quorumWords(view, ts)}</Chip><AccountMenu /></>} />}
      line={<ConnectionNote status={live.status} end={live.end} />}
    >
      <Stack gap={5}>
        <PageHeading level={2} title={t('sittingTitle')} count={sites.length} note={view.sites ? t('sum', { ...view.sites }) : undefined} end={snapshot.can.mark ? <LinkButton href={`/meetings/${meetingId}/sites`} icon="edit" look="quiet" size={48}>{t('title')}</LinkButton> : undefined} />
        {sites.length === 0 ? <EmptyState icon="building">{t('none')}</EmptyState> : (
          <RowList label={t('sittingTitle')}>
            {worstFirst(sites).map((site) => <SiteLine key={site.id} site={site} silentSince={silent.get(site.id) ?? null} snapshot={snapshot} runs={view.meeting.state === 'in_session'} isOver={view.meeting.state === 'closed'} onTakeOut={() => setTaking(site)} />)}
          </RowList>
        )}
      </Stack>
      {taking ? <TakeOut site={about ?? taking} quorum={quorum} isGone={about === undefined || about.present === 0} onClose={() => setTaking(null)} /> : null}
    </Screen>
  );
}

function SiteLine({ site, silentSince, snapshot, runs, isOver, onTakeOut }: { site: Site; silentSince: Date | null; snapshot: ConsoleSnapshot; runs: boolean; isOver: boolean; onTakeOut: () => void }) {
  const t = useTexts(sitesTexts);
  const toast = useToast();
  const act = useCommand<'sitting.note-connection' | 'sitting.bring-back-site'>();
  const { id: siteId, name, connection, since, present, people, takenOut } = site;
  const note = (noted: Noted): void => act.run('sitting.note-connection', { siteId, connection: noted, seen: connection });
  const isLost = connection === 'lost' || connection === 'bad';
  return (
    <li className="ph-rows-item si-line" data-connection={connection}>
      <span className="si-words">
        <span className="ph-strong">{name}</span>
        <span className="ph-sm ph-3">{[site.place === name ? '' : site.place, site.contact].filter(Boolean).join(' · ')}</span>
        {silentSince ? <StateWord tone="warn" icon="offline">{t('silentHere', { at: silentSince })}</StateWord> : null}
        {takenOut > 0 ? <span className="ph-sm ph-2">{t('outNote', { n: takenOut })}</span> : null}
      </span>
      <span className="si-state">
        <StateWord tone={SITE_TONES[connection]} icon={SITE_ICONS[connection]}>{since ? `${t(connection)} ${t('since', { at: since })}` : t(connection)}</StateWord>
        {people > 0 ? <span className="ph-num">{t('count', { present, people })}</span> : null}
      </span>
      {isOver ? null : (
        <span className="si-acts" role="group" aria-label={`${t('noteAs')}: ${name}`}>
          {NOTED.map((noted) => <Button key={noted} size={48} look={noted === connection ? 'choice' : 'quiet'} icon={SITE_ICONS[noted]} aria-pressed={noted === connection} isDisabled={act.busy} onPress={() => note(noted)}>{t(noted)}</Button>)}
        </span>
      )}
      {act.error ? <span className="si-wide"><InlineError error={act.error} /></span> : null}
      {runs && snapshot.can.mark && takenOut > 0 ? <span className="si-wide"><Button look="pri" icon="personCheck" busy={act.busy} onPress={() => act.run('sitting.bring-back-site', { siteId }, (result) => { if ('personIds' in result) toast({ text: t('brought', { n: result.personIds.length }), icon: 'check' }); })}>{t('bringBack', { n: takenOut })}</Button></span> : null}
      {runs && snapshot.can.mark && isLost && present > 0 ? <span className="si-wide"><Button icon="personRemove" onPress={onTakeOut}>{t('takeOut', { n: present })}</Button></span> : null}
    </li>
  );
}

/** Before people are taken out: what it comes to (L72). */
export function TakeOut({ site, quorum, isGone, onClose }: { site: Site; quorum: OfficerView['quorum']; isGone: boolean; onClose: () => void }) {
  const t = useTexts(sitesTexts);
  const act = useCommand<'sitting.take-out-site'>();
  const { members, needed } = quorum;
  const present = Math.max(0, quorum.present - site.electors);
  return (
    <ConfirmDialog isOpen about={isGone ? null : `${site.id} ${site.present}`} onClose={onClose} onConfirm={() => act.run('sitting.take-out-site', { siteId: site.id, seen: site.present }, onClose)} busy={act.busy} error={act.error} title={t('takeOutTitle', { n: site.present, name: site.name })} confirmLabel={t('takeOut', { n: site.present })}>
      <Stack gap={3}>
        <p className="ph-strong ph-num">{t(present >= needed ? 'takeOutKeeps' : 'takeOutLoses', { present, members, needed })}</p>
        <p>{t('takeOutBack')}</p>
      </Stack>
    </ConfirmDialog>
  );
}
