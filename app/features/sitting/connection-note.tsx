import { ConnectionLine } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { LiveEnd, LiveStatus } from '~/tablet/live/use-live-meeting';
import { LiveEndNotice } from '../errors';
import { sittingTexts } from './texts';

/** The line under the top bar while pushes do not arrive, or will not any more. */
export function ConnectionNote({ status, end }: { status: LiveStatus; end: LiveEnd | null }) {
  const t = useTexts(sittingTexts);
  if (end !== null) return <LiveEndNotice end={end} />;
  if (status !== 'reconnecting' && status !== 'offline') return null;
  return <ConnectionLine state={status}>{t(status)}</ConnectionLine>;
}
