import { useMemo } from 'react';
import { useMe } from '../account/account-menu';
import { KeptTexts } from './kept-text';

/** What this device keeps for the person signed in. */
export function useKeptTexts(): KeptTexts {
  const { personId } = useMe();
  return useMemo(() => new KeptTexts(personId), [personId]);
}
