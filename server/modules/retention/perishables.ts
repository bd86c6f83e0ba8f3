import type { Perishable } from '../../kernel/repository';
import { oldReceipts } from '../../kernel/repository';
import { oldPlaces } from '../documents';
import { endedLinks, endedSignIns, oldNotices, unusedDevices } from '../identity';
import { oldLooks } from '../meetings';
import { oldScreens } from '../sitting';
import { oldExports } from '../exports';
import { oldPacks } from '../packs';
import { oldPasses } from '../guests';
import { oldLetters } from '../mail';
import type { RuleId } from './rules';

/** The rows of each rule, from who owns them. */
export const PERISHABLE: Readonly<Partial<Record<RuleId, Perishable>>> = {
  places: oldPlaces,
  looks: oldLooks,
  notices: oldNotices,
  'sign-ins': endedSignIns,
  devices: unusedDevices,
  links: endedLinks,
  screens: oldScreens,
  exports: oldExports,
  packs: oldPacks,
  letters: oldLetters,
  passes: oldPasses,
  receipts: oldReceipts,
};
