import { MEETING_OWN, type OwnChanged } from '@shared/protocol/meeting-events';
import { useEffect, useRef } from 'react';
import { connection } from './socket';

/** Calls back when something of this person's own changed on another device, or was changed for them. @param meetingId of a session this page watches. */
export function useOwnChanged(meetingId: string, changed: () => void): void {
  const run = useRef(changed);
  run.current = changed;
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const told = ({ meetingId: of, withinMs }: OwnChanged): void => {
      if (of !== meetingId) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        run.current();
      }, Math.random() * withinMs);
      timers.add(timer);
    };
    const socket = connection();
    socket.on(MEETING_OWN, told);
    return () => {
      timers.forEach(clearTimeout);
      socket.off(MEETING_OWN, told);
    };
  }, [meetingId]);
}
