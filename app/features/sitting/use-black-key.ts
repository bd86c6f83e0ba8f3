import { useEffect, useState } from 'react';

/** Black by a key on the device itself: B makes this screen black, B or Escape shows it again. A reload or a power cut shows it too. */
export function useBlackKey(): boolean {
  const [isBlack, setBlack] = useState(false);
  useEffect(() => {
    const onKey = ({ key, repeat, ctrlKey, altKey, metaKey }: KeyboardEvent): void => {
      if (repeat || ctrlKey || altKey || metaKey) return;
      if (key === 'b' || key === 'B') setBlack((black) => !black);
      if (key === 'Escape') setBlack(false);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return isBlack;
}
