import { ConnectionLine } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { LiveStatus } from '~/tablet/live/use-live-meeting';
import { sittingTexts } from './texts';

/** The line under the top bar while pushes do not arrive. */
export function ConnectionNote({ status }: { status: LiveStatus }) {
  const t = useTexts(sittingTexts);
  if (status !== 'reconnecting' && status !== 'offline') return null;
  return <ConnectionLine state={status}>{t(status)}</ConnectionLine>;
}
