import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { verifyInstallation } from '../../server/application';
import { openDatabase } from '../../server/adapters/db/database';
import { system } from '../../server/kernel/actor';
import { createBus } from '../../server/kernel/bus';
import { openTestInstallation } from '../support/installation';
import { figure, type Figure } from '../support/figures';

const ROUNDS = 6;
const COMMANDS = 150;
const UNITS = 10_000;

/** What the record in the chain costs: commands a second with and without it, in turns on one file, and comparing 10,000 rows. */
export default async function record(): Promise<Figure[]> {
  const installation = await openTestInstallation();
  const { application, dataDir } = installation;
  const file = path.join(dataDir, 'phien.sqlite');
  const tables = application.registry.records.map(({ table }) => table);
  let made = 0;
  const milliseconds = { with: Infinity, without: Infinity };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [which, noted] of [['without', []], ['with', tables]] as const) {
      const database = await openDatabase(file, noted);
      const bus = createBus(application.registry, database, application.ports);
      const began = performance.now();
      for (let index = 0; index < COMMANDS; index += 1) {
        made += 1;
        await bus.execute('organization.create-unit', { name: `Đơn vị ${made}`, shortName: `ĐV ${made}`, kind: 'other', validFrom: '2025-07-01' }, system('bench'));
      }
      milliseconds[which] = Math.min(milliseconds[which], (performance.now() - began) / COMMANDS);
      await database.stop();
    }
  }
  await application.database.transaction((db) =>
    db.orgUnit.createMany({ data: Array.from({ length: UNITS }, (_, index) => ({ id: `row-${index}`, name: `Hàng ${index}`, shortName: 'x', kind: 'other', validFrom: '2025-07-01' })) }),
  );
  const began = performance.now();
  const { records } = await verifyInstallation(dataDir, { noted: [], files: false });
  const perTenThousand = ((performance.now() - began) / records) * 10_000;
  await installation.close();
  const bench = 'record';
  return [
    figure({ bench, figure: 'command', value: milliseconds.with, unit: 'ms', baseline: milliseconds.without, bound: 'most', gate: 1.5, aim: 1.25 }),
    figure({ bench, figure: 'audit verify, per 10,000 rows', value: perTenThousand, unit: 'ms', bound: 'most', gate: 5_000, aim: 1_000 }),
  ];
}
