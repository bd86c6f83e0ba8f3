import { useRef, useState, type FormEvent } from 'react';
import { isFromProxy } from '~/tablet/offline/patient-fetch';

/** How long the server may be silent before nobody is told that they are signed out or the tablet is locked, ms. */
const REACH_MS = 5_000;

/** Signing out and locking load a page; without the server that would be a page which looks as if it were done. */
export function useReached(): { send(event: FormEvent<HTMLFormElement>): void; isMissed: boolean } {
  const isReached = useRef(false);
  const [isMissed, setMissed] = useState(false);
  return {
    isMissed,
    send: (event) => {
      if (isReached.current) return;
      event.preventDefault();
      const form = event.currentTarget;
      const { submitter } = event.nativeEvent as SubmitEvent;
      setMissed(false);
      fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(REACH_MS) }).then(
        (answer) => {
          isReached.current = !isFromProxy(answer);
          if (isReached.current) form.requestSubmit(submitter);
          else setMissed(true);
        },
        () => setMissed(true),
      );
    },
  };
}
