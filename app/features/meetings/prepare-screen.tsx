import type { ReactNode } from 'react';
import { PlaceNav, Screen, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { PublishControl } from './publish-control';
import type { MeetingDetail } from './data';
import { meetingTexts } from './texts';
import './meetings.css';

interface PrepareScreenProps {
  detail: MeetingDetail;
  place: 'edit' | 'agenda' | 'attendees' | 'seats' | 'sites' | 'preparing' | 'letters' | 'as';
  side?: ReactNode;
  sideLabel?: string;
  /** Names of files that wait for an answer of this person. */
  heldFiles?: readonly string[];
  children: ReactNode;
}

/** The frame of the screens on which a session is prepared: places at the side, publishing at the top. */
export function PrepareScreen({ detail, place, side, sideLabel, heldFiles, children }: PrepareScreenProps) {
  const t = useTexts(meetingTexts);
  const f = useFormats();
  const { meeting } = detail;
  const base = `/meetings/${meeting.id}`;
  return (
    <Screen
      height="fit"
      top={
        <TopBar
          backHref={base}
          title={meeting.title}
          subtitle={`${f.weekday(meeting.startsAt)} ${f.date(meeting.startsAt)}, ${f.time(meeting.startsAt)}. ${t(meeting.state)}`}
          end={
            <>
              <PublishControl detail={detail} heldFiles={heldFiles} />
              <AccountMenu />
            </>
          }
        />
      }
      railWidth="s"
      railLabel={t('prepareLabel')}
      rail={
        <PlaceNav
          label={t('prepareLabel')}
          places={[
            { href: `${base}/edit`, label: t('facts'), icon: 'authority', isCurrent: place === 'edit' },
            { href: `${base}/agenda`, label: t('agenda'), icon: 'agenda', isCurrent: place === 'agenda' },
            { href: `${base}/preparing`, label: t('preparing'), icon: 'building', isCurrent: place === 'preparing' },
            { href: `${base}/attendees`, label: t('people'), icon: 'people', isCurrent: place === 'attendees' },
            { href: `${base}/seats`, label: t('seats'), icon: 'group', isCurrent: place === 'seats' },
            { href: `${base}/sites`, label: t('sitesPlace'), icon: 'building', isCurrent: place === 'sites' },
            { href: `${base}/letters`, label: t('letters'), icon: 'send', isCurrent: place === 'letters' },
            { href: `${base}/as`, label: t('seeAs'), icon: 'view', isCurrent: place === 'as' },
            'divider',
            { href: base, label: t('overview'), icon: 'calendar' },
            ...(detail.can.run ? [{ href: `${base}/sitting`, label: t('run'), icon: 'roomScreen' as const }] : []),
          ]}
        />
      }
      side={side}
      sideLabel={sideLabel}
      sideWidth="m"
    >
      {children}
    </Screen>
  );
}
