import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button, Dialog, EmptyState } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { HereMark } from './here-mark';
import { hereTexts } from './here-texts';
import './here-code.css';

/** Empty squares around a code, without which cameras do not find it. */
const QUIET = 4;
/** How often the code is asked for while it is shown, ms. */
const ASK_MS = 5_000;

/** The code of the room, to be scanned from the seats. */
export function HereCode({ here, label }: { here: HereMark; label: string }) {
  const side = here.size + 2 * QUIET;
  return <svg className="st-here" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges"><path d={here.path} /></svg>;
}

/** Shows the code on the device of chair or secretary, for a projector or for who comes late. */
export function HereCodeButton({ meetingId }: { meetingId: string }) {
  const th = useTexts(hereTexts);
  const [isOpen, setOpen] = useState(false);
  const { load, data } = useFetcher<{ here: HereMark | null }>();
  useEffect(() => {
    if (!isOpen) return undefined;
    const ask = (): void => load(`/meetings/${meetingId}/here-code`);
    ask();
    const timer = setInterval(ask, ASK_MS);
    return () => clearInterval(timer);
  }, [isOpen, meetingId, load]);
  return (
    <>
      <Button icon="personCheck" look="quiet" wide onPress={() => setOpen(true)}>{th('hereShow')}</Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} size="l" title={th('hereTitle')} note={th('hereNote')}>
        {data?.here ? <HereCode here={data.here} label={th('hereTitle')} /> : data ? <EmptyState icon="clock">{th('hereNotNow')}</EmptyState> : null}
      </Dialog>
    </>
  );
}
