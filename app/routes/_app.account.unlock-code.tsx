import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction } from '../commands/command-action.server';
import { UnlockCodeScreen } from '../features/identity';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Mã mở khóa · Phiên' }];

export const loader = load(async ({ server }) => server.application.query('identity.unlock-code', {}, server.caller));

/** What a form without a script sends. */
interface UnlockCodeForm {
  password: string;
  code: string | null;
  remove?: string;
}

export const action = commandAction<{ set: boolean }>({
  'identity.set-unlock-code': ({ input, execute }) => {
    const { remove, ...fields }: UnlockCodeForm = input;
    return execute(remove === 'yes' ? { ...fields, code: null } : fields);
  },
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function UnlockCode() {
  const { isSet, refusal } = useLoaderData<typeof loader>();
  return <UnlockCodeScreen isSet={isSet} refusal={refusal} answer={useActionData<typeof action>()} />;
}

export const ErrorBoundary = RouteError;
