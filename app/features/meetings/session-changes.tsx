import { useEffect, useRef, useState } from 'react';
import { useCommand } from '../../commands';
import { LinkButton, Notice, useAnnounce } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ChangesList, type SessionChange } from './changes-list';
import { changesTexts } from './changes-texts';
import type { MeetingDetail } from './data';

/** Seen for this long the page counts as looked at, ms. */
const LOOK_MS = 1_500;

/** Runs `act` once the page has been visible for a while without a break. */
function useSeen(what: string | null, act: (what: string) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (what === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(() => latest.current(what), LOOK_MS);
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [what]);
}

/**
 * What changed since this person last looked at the session. Having it before the eyes is looking; what was told stays
 * on the page until it is left, with what comes while it is open.
 */
export function SessionChanges({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(changesTexts);
  const { look } = detail;
  const { run } = useCommand<'meetings.record-look'>();
  const announce = useAnnounce();
  const [told, setTold] = useState<readonly SessionChange[]>(look?.changes ?? []);
  const known = useRef(look);
  useEffect(() => {
    if (known.current === look || !look) return;
    known.current = look;
    setTold((before) => {
      const said = new Set(before.map((change) => JSON.stringify(change)));
      const fresh = look.changes.filter((change) => !said.has(JSON.stringify(change)));
      return fresh.length > 0 ? [...before, ...fresh] : before;
    });
  }, [look]);
  const count = told.length;
  useEffect(() => {
    if (count > 0) announce(t('changed'));
  }, [count, announce, t]);
  useSeen(look?.picture ?? null, (picture) => run('meetings.record-look', { picture }));
  if (count === 0 || detail.meeting.state === 'cancelled') return null;
  return (
    <Notice tone="warn" icon="refresh" title={t('changed')}>
      <ChangesList changes={told} />
      <p className="mt-look"><LinkButton href={`/meetings/${detail.meeting.id}/changes`} size={48} iconEnd="next">{t('lookAtAll')}</LinkButton></p>
    </Notice>
  );
}
