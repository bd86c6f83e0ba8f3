import { useEffect, useState } from 'react';

/** The server's time, second by second: begins with what the page was loaded with, so that both sides print the same. */
export function useClock(now: Date): Date {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const ahead = now.getTime() - Date.now();
    const tick = (): void => setTime(new Date(Date.now() + ahead));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return time;
}
