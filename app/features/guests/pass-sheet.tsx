import { Button, ButtonRow, Notice, PageHeading, QrCode, Screen, Stack, TopBar, type CodePicture } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { guestTexts } from './texts';
import './guests.css';

export interface PrintedPass {
  seatId: string;
  fullName: string;
  position: string;
  url: string;
  code: CodePicture;
}

export interface SheetSession {
  kind: string;
  bodyName: string;
  startsAt: Date | string;
  place: string;
}

/** Invitations to be printed and cut, two on a page, shown this once (guests G1). */
export function PassSheet({ printed, session, onClose }: { printed: readonly PrintedPass[]; session: SheetSession; onClose: () => void }) {
  const t = useTexts(guestTexts);
  return (
    <Screen top={<TopBar title={t('passes')} titleIsHeading={false} />}>
      <div className="pass-controls">
        <Stack gap={4}>
          <PageHeading title={t('sheet')} count={printed.length} />
          <Notice>{t('printNote')}</Notice>
          <ButtonRow>
            <Button look="pri" icon="print" onPress={() => window.print()}>{t('print')}</Button>
            <Button icon="check" onPress={onClose}>{t('close')}</Button>
          </ButtonRow>
        </Stack>
      </div>
      <ul className="pass-sheet" aria-label={t('sheet')}>
        {printed.map(({ seatId, fullName, position, url, code }) => (
          <li key={seatId} className="pass-card">
            <div className="pass-words">
              <p className="pass-kind">{t('passTitle')}</p>
              <p className="pass-name">{fullName}</p>
              <p>{position}</p>
              <p className="pass-session"><span>{t('invited')}</span> <strong>{t('session', { kind: session.kind })}, {session.bodyName}</strong></p>
              <p className="pass-when">{t('timePlace', { at: session.startsAt, place: session.place })}</p>
            </div>
            <QrCode code={code} label={t('code', { name: fullName })} className="pass-code" />
            <div className="pass-foot">
              <p>{t('howTo')}</p>
              <p className="pass-address">{url}</p>
            </div>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
