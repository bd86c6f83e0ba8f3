import type { ReactNode } from 'react';
import { PlaceNav, Screen, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import './error-texts';
import { adminTexts } from './texts';
import './admin.css';

export type AdminPlace = 'units' | 'people' | 'bodies' | 'rooms' | 'import' | 'pins' | 'retention' | 'watch';

/** The frame of the administration screens: its places at the side. */
export function AdminFrame({ place, children }: { /** Null: the guide of the first steps. */ place: AdminPlace | null; children: ReactNode }) {
  const t = useTexts(adminTexts);
  const at = (name: AdminPlace) => ({ href: `/admin/${name}`, isCurrent: name === place });
  return (
    <Screen
      top={<TopBar backHref="/" title={t('title')} subtitle={t('subtitle')} titleIsHeading={false} end={<AccountMenu />} />}
      railLabel={t('places')}
      rail={
        <PlaceNav
          label={t('places')}
          places={[
            { ...at('people'), label: t('people'), icon: 'people' },
            { ...at('units'), label: t('units'), icon: 'building' },
            { ...at('bodies'), label: t('bodies'), icon: 'authority' },
            { ...at('rooms'), label: t('rooms'), icon: 'place' },
            { ...at('import'), label: t('importCsv'), icon: 'fileUp' },
            { ...at('pins'), label: t('pins'), icon: 'key' },
            { ...at('retention'), label: t('retention'), icon: 'hourglass' },
            { ...at('watch'), label: t('watch'), icon: 'valid' },
          ]}
        />
      }
    >
      {children}
    </Screen>
  );
}
