import { useMemo } from 'react';
import { Seal } from '~/tablet/seal';
import { useMe } from '../me';
import { KeptTexts } from './kept-text';

/** What this device keeps for the person signed in. */
export function useKeptTexts(): KeptTexts {
  const { personId, deviceKey } = useMe();
  return useMemo(() => new KeptTexts(new Seal(personId, deviceKey)), [personId, deviceKey]);
}
