import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import type { CommandInput, CommandName, CommandResult } from '../../server/application';
import type { RequestContext } from '../context.server';
import { act, refusal, requireMe } from '../data.server';
import type { ActionAnswer, MeetingCommand } from './wire';

/** One command that a page was sent. */
export interface Act<N extends CommandName> {
  /** As it was sent: the command's own strict schema checks it. */
  input: CommandInput<N>;
  /** Carries the command out in the name of the person; sent again under the same id, it answers the same. */
  execute(input: CommandInput<N>): Promise<CommandResult<N>>;
  params: Readonly<Record<string, string | undefined>>;
  server: RequestContext;
  /** What came along with it. */
  file: Blob | null;
}

/** The commands that the action of a page may run, each with what the page does about it. */
export type Allowed = { readonly [N in CommandName]?: (act: Act<N>) => Promise<unknown> };

/** The command as it was sent. */
export const asSent = <N extends Exclude<CommandName, MeetingCommand>>({ input, execute }: Act<N>): Promise<CommandResult<N>> => execute(input);

/** The command, about the session in the page's address. */
export const ofMeeting = <N extends MeetingCommand>({ input, execute, params }: Act<N>): Promise<CommandResult<N>> => execute({ ...input, meetingId: params.meetingId ?? '' });

const malformed = (field: string): Error => refusal({ code: 'invalid', reason: 'input.invalid', params: { field } });

/** Names the fields of a form that are no part of its input. */
const ENVELOPE = new Set(['command', 'commandId', 'file']);

/** The input: the field `input` as JSON, or, from a form without a script, its other fields. @throws for anything else. */
function inputOf(form: FormData): Record<string, unknown> {
  if (!form.has('input')) return Object.fromEntries([...form].filter(([name]) => !ENVELOPE.has(name)));
  const json = form.get('input');
  try {
    const value: unknown = typeof json === 'string' ? JSON.parse(json) : null;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw malformed('input');
  }
  throw malformed('input');
}

function commandIdOf(form: FormData): string | undefined {
  if (!form.has('commandId')) return undefined;
  const { success, data } = z.uuid().safeParse(form.get('commandId'));
  if (!success) throw malformed('commandId');
  return data;
}

/**
 * The action of a page behind the sign-in: runs the one command it is sent, if the page names it. Whoever is signed in no longer goes to
 * sign in again, and what was being written is offered back afterwards; otherwise they would be told what strangers are told.
 */
export function commandAction<Answer = unknown>(allowed: Allowed): (args: ActionFunctionArgs) => Promise<{ data: ActionAnswer<Answer>; init: ResponseInit | null; type: string }> {
  return act(async ({ server, params, url, form }) => {
    requireMe(server, url);
    const name = form.get('command');
    if (typeof name !== 'string' || !Object.hasOwn(allowed, name)) throw malformed('command');
    const command = name as CommandName;
    const commandId = commandIdOf(form);
    const execute = server.application.execute as (name: CommandName, input: unknown, caller: RequestContext['caller'], options: { commandId?: string }) => Promise<never>;
    const file = form.get('file');
    const run = allowed[command] as (act: Act<never>) => Promise<Answer>;
    return run({
      input: inputOf(form) as never,
      execute: (input) => execute(command, input, server.caller, { commandId }),
      params,
      server,
      file: file instanceof Blob ? file : null,
    });
  });
}
