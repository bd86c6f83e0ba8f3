import { useEffect, useState } from 'react';

const KEY = 'phien.to-sign';

interface Kept {
  picked: string[];
  seen: string[];
}

function read(): Kept {
  try {
    return { picked: [], seen: [], ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Kept>) };
  } catch {
    return { picked: [], seen: [] };
  }
}

/** What was read and chosen in this window; a reload keeps it, and what is shown no more falls out. */
export function useTicks() {
  const [kept, setKept] = useState<Kept>({ picked: [], seen: [] });
  // Only the browser has it: the first drawing is the server's.
  useEffect(() => setKept(read()), []);
  const change = (next: Kept): void => {
    setKept(next);
    try {
      sessionStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // Without room it holds until the page is left.
    }
  };
  const withOut = (list: readonly string[], keys: readonly string[]): string[] => list.filter((key) => !keys.includes(key));
  return {
    picked: new Set(kept.picked),
    seen: new Set(kept.seen),
    pick: (keys: readonly string[], isPicked: boolean) => change({ ...kept, picked: [...withOut(kept.picked, keys), ...(isPicked ? keys : [])] }),
    decide: (key: string, isPicked: boolean) => change({ seen: [...withOut(kept.seen, [key]), key], picked: [...withOut(kept.picked, [key]), ...(isPicked ? [key] : [])] }),
  };
}

export type Ticks = ReturnType<typeof useTicks>;
