import { useEffect, useState } from 'react';

/** Whether what stands under the finger has been the same for a while: a second tap of the same hand is none for what came in its place (L39). */
export function useSettled(what: string | null, ms: number): boolean {
  const [settled, setSettled] = useState(what);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(what), ms);
    return () => clearTimeout(timer);
  }, [what, ms]);
  return settled === what;
}
