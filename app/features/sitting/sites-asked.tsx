import { useState } from 'react';
import { Button, InlineError, LinkButton, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { sitesTexts } from '../rooms';
import { TakeOut } from './sites-screen';
import type { OfficerView, SittingView } from './sitting-view';
import { useSilentSites } from './use-silent-sites';

type Site = OfficerView['sites'][number];

/** Notices there is room for above what the console is for. */
const SHOWN = 2;

/** What the console asks of whoever runs the sitting when a site is lost: to note it, and to take its people out (L85). */
export function SitesAsked({ view, officers, isSecretary }: { view: SittingView; officers: OfficerView; isSecretary: boolean }) {
  const t = useTexts(sitesTexts);
  const silent = useSilentSites(view.meeting.id, officers);
  const [taking, setTaking] = useState<Site | null>(null);
  const asked = officers.sites.filter((site) => site.present > 0 && (site.connection === 'lost' || silent.has(site.id)));
  const about = officers.sites.find(({ id }) => id === taking?.id);
  return (
    <>
      {asked.slice(0, SHOWN).map((site) => {
        const since = silent.get(site.id);
        return since ? <SilentSite key={site.id} site={site} since={since} /> : (
          <Notice key={site.id} tone="warn" icon="offline" title={t('lostTitle', { name: site.name })} end={isSecretary ? <Button icon="personRemove" onPress={() => setTaking(site)}>{t('takeOut', { n: site.present })}</Button> : undefined}>
            {t('lostCounted', { n: site.present })}
          </Notice>
        );
      })}
      {asked.length > SHOWN ? <LinkButton href={`/meetings/${view.meeting.id}/sitting/sites`} icon="offline" wide>{t('askedMore', { n: asked.length - SHOWN })}</LinkButton> : null}
      {taking ? <TakeOut site={about ?? taking} quorum={officers.quorum} isGone={about === undefined || about.present === 0} onClose={() => setTaking(null)} /> : null}
    </>
  );
}

function SilentSite({ site: { id: siteId, name, connection }, since }: { site: Site; since: Date }) {
  const t = useTexts(sitesTexts);
  const act = useCommand<'sitting.note-connection'>();
  return (
    <Notice tone="warn" icon="offline" title={t('silentTitle', { name })} end={<Button icon="offline" busy={act.busy} onPress={() => act.run('sitting.note-connection', { siteId, connection: 'lost', seen: connection })}>{t('noteLost')}</Button>}>
      {t('silentNote', { at: since })}
      {act.error ? <InlineError error={act.error} /> : null}
    </Notice>
  );
}
