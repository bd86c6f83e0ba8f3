import { useState } from 'react';
import { Button, ButtonRow, ConfirmDialog, Notice, PageHeading, QrCode, Screen, Stack, TopBar, type CodePicture } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { slipTexts } from './slip-texts';
import './slips.css';

export interface PrintedSlips {
  slips: { personId: string; fullName: string; title: string; unit: string; userName: string; url: string; code: CodePicture }[];
  /** Names of those who get none. */
  left: string[];
  preparedBy: string;
  releasedBy: string;
  expiresAt: string;
}

/** Slips to be printed and cut, shown this once to the one who released them (I25). */
export function SlipSheet({ printed, onClose }: { printed: PrintedSlips; onClose: () => void }) {
  const t = useTexts(slipTexts);
  const [isClosing, setClosing] = useState(false);
  const { slips, left, preparedBy, releasedBy, expiresAt } = printed;
  const count = slips.length;
  return (
    <Screen top={<TopBar title={t('slips')} titleIsHeading={false} />}>
      <div className="slip-controls">
        <Stack gap={4}>
          <PageHeading title={t('printTitle', { count })} />
          {left.length > 0 ? <Notice tone="warn">{t('left', { names: left.join(', ') })}</Notice> : null}
          <Notice>{t('printNote')}</Notice>
          <ButtonRow>
            {count > 0 ? <Button look="pri" icon="print" onPress={() => window.print()}>{t('print')}</Button> : null}
            <Button icon="check" onPress={() => setClosing(true)}>{t('close')}</Button>
          </ButtonRow>
        </Stack>
      </div>
      <ul className="slip-sheet" aria-label={t('sheet')}>
        {slips.map(({ personId, fullName, title, unit, userName, url, code }) => (
          <li key={personId} className="slip-card">
            <div className="slip-words">
              <p className="slip-kind">{t('slipFor')}</p>
              <p className="slip-name">{fullName}</p>
              <p className="slip-unit">{[title, unit].filter(Boolean).join(', ')}</p>
              <p className="slip-user">{`${t('userName')}: `}<strong>{userName}</strong></p>
            </div>
            <QrCode code={code} label={t('code', { name: fullName })} className="slip-code" />
            <ol className="slip-steps"><li>{t('step1')}</li><li>{t('step2')}</li><li>{t('step3')}</li></ol>
            <div className="slip-foot">
              <p><strong>{t('until', { at: expiresAt })}</strong>{` ${t('used')}`}</p>
              <p>{t('by', { prepared: preparedBy, released: releasedBy })}</p>
              <p>{`${t('address')} `}<span className="slip-address">{url}</span></p>
            </div>
          </li>
        ))}
      </ul>
      <ConfirmDialog isOpen={isClosing} about="slips" onClose={() => setClosing(false)} onConfirm={onClose} title={t('closeTitle')} confirmLabel={t('close')}>
        <p>{t('closeNote', { count })}</p>
      </ConfirmDialog>
    </Screen>
  );
}
