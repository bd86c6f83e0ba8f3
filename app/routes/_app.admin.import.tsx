import type { MetaFunction } from '@remix-run/node';
import { load, refusal } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction } from '../commands/command-action.server';
import { type ImportAnswer, ImportScreen } from '../features/admin';
import { readPeopleTable } from '../features/admin/people-table.server';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Nhập CSV · Phiên' }];

export const loader = load(async ({ server }) => {
  await server.application.query('organization.directory', {}, server.caller);
  return null;
});

/** A table as a file is read and judged; the rows of a judged one are taken over. */
export const action = commandAction<ImportAnswer>({
  'organization.import-people': async ({ input, execute, file }) => {
    if (!file) return { rows: [], ignored: [], result: await execute({ rows: input.rows }), isDone: true };
    const table = readPeopleTable(new Uint8Array(await file.arrayBuffer()));
    if (!table.ok) throw refusal({ code: 'rejected', reason: `organization.${table.reason}`, params: table.params });
    return { rows: table.rows, ignored: table.ignored, result: await execute({ rows: table.rows, dryRun: true }), isDone: false };
  },
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Import() {
  return <ImportScreen />;
}

export const ErrorBoundary = RouteError;
