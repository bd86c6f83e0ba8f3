import type { MetaFunction } from '@remix-run/node';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { ImportScreen, type ImportAnswer } from '../features/admin/import-screen';
import { readPeopleTable, type TableRow } from '../features/admin/people-table.server';
import { RouteError } from '../features/errors/route-error';
import { valuesOf } from '../features/meetings/form-values';

export const meta: MetaFunction = () => [{ title: 'Nhập CSV · Phiên' }];

export const loader = load(async ({ house }) => {
  await house.application.query('organization.directory', {}, house.caller);
  return null;
});

export const action = actSignedIn(async ({ house, form }): Promise<ImportAnswer> => {
  const { application, caller } = house;
  if (text(form, 'intent') === 'import') {
    const { rows } = valuesOf<{ rows: TableRow[] }>(form);
    const result = await application.execute('organization.import-people', { rows }, caller, { commandId: text(form, 'commandId') || undefined });
    return { rows: [], ignored: [], result, isDone: true };
  }
  const file = form.get('file');
  const table = readPeopleTable(file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array());
  if (!table.ok) throw Object.assign(new Error(table.reason), { code: 'rejected', reason: `organization.${table.reason}`, params: table.params });
  const result = await application.execute('organization.import-people', { rows: table.rows, dryRun: true }, caller);
  return { rows: table.rows, ignored: table.ignored, result, isDone: false };
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Import() {
  return <ImportScreen />;
}

export const ErrorBoundary = RouteError;
