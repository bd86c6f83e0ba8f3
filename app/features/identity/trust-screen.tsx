import type { RequestContext } from '../../context.server';
import { Card, Disclosure, DisclosureList, Icon, Notice, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { accountTexts } from './texts';
import './account.css';

const DEVICES = ['ipad', 'android', 'windows'] as const;
const STEPS = [1, 2, 3] as const;

/** How a tablet is made to trust the installation's own certificate authority; public, because nobody can sign in before. */
export function TrustScreen({ authority, origin }: Pick<RequestContext, 'authority' | 'origin'>) {
  const t = useTexts(accountTexts);
  return (
    <Screen top={<TopBar plain brand />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('trustTitle')} note={authority ? t('trustNote', { origin }) : undefined} />
        {authority ? (
          <>
            <Card padding="l">
              <Stack gap={4}>
                <p className="ph-strong">{t('trustName', { name: authority.name })}</p>
                <p className="ph-sm ph-3">{t('trustUntil', { at: authority.validTo })}</p>
                <div>
                  <p className="ph-label">{t('fingerprint')}</p>
                  <p className="ph-num acc-fingerprint">{authority.fingerprint.replaceAll(':', ' ')}</p>
                </div>
                <Notice tone="warn">{t('trustCheck')}</Notice>
                <a className="ph-button" data-look="pri" data-size="56" href="/trust/authority.crt" download>
                  <Icon name="download" />
                  <span>{t('trustDownload')}</span>
                </a>
              </Stack>
            </Card>
            <DisclosureList>
              {DEVICES.map((device) => (
                <Disclosure key={device} title={t(device)} isOpen={device === 'ipad'}>
                  <ol className="acc-steps">
                    {STEPS.map((step) => (
                      <li key={step}>{t(`${device}${step}`)}</li>
                    ))}
                  </ol>
                </Disclosure>
              ))}
            </DisclosureList>
          </>
        ) : (
          <Notice>{t('trustNone')}</Notice>
        )}
      </Stack>
    </Screen>
  );
}
