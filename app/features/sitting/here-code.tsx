import { useState } from 'react';
import { Button, type CodePicture, Dialog, EmptyState, QrCode } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useAskedWhile } from './use-asked-while';
import { hereTexts } from './here-texts';
import './here-code.css';

/** How often the code is asked for while it is shown, ms. */
const ASK_MS = 5_000;

/** The code of the room, to be scanned from the seats. */
export const HereCode = ({ here, label }: { here: CodePicture; label: string }) => <QrCode code={here} label={label} className="st-here" />;

/** Shows the code on the device of chair or secretary, for a projector or for who comes late. */
export function HereCodeButton({ meetingId }: { meetingId: string }) {
  const th = useTexts(hereTexts);
  const [isOpen, setOpen] = useState(false);
  const data = useAskedWhile<{ here: CodePicture | null }>(isOpen, `/meetings/${meetingId}/here-code`, ASK_MS);
  return (
    <>
      <Button icon="personCheck" look="quiet" wide onPress={() => setOpen(true)}>{th('hereShow')}</Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} size="l" title={th('hereTitle')} note={th('hereNote')}>
        {data?.here ? <HereCode here={data.here} label={th('hereTitle')} /> : data ? <EmptyState icon="clock">{th('hereNotNow')}</EmptyState> : null}
      </Dialog>
    </>
  );
}
