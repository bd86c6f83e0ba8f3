import { z } from 'zod';
import { isBackupLate } from '../../../kernel/backup-plan';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { readTried } from '../repository';

/** Whether backups are made, how old the newest is, and how the last try ended (W7, W8). */
export const backups = defineQuery({
  name: 'storage.backups',
  input: z.strictObject({}),
  load: async (_input, { db }) => readTried(db),
  policy: (caller) => allowIf(caller.kind === 'system' || hasRole(caller, 'admin'), 'role.admin_only'),
  async present(tried, _input, { ports, now }) {
    const { plan, last, reachable } = await ports.backups.condition();
    return { plan, last, reachable, tried, late: plan !== null && isBackupLate(last?.madeAt ?? null, now) };
  },
});
