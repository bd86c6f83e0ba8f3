import type { CommandName } from '../../../server/application';
import type { RequestHouse } from '../../context.server';
import { text } from '../../data.server';
import { SITTING_COMMANDS } from './commands';

const refused = (): Error => Object.assign(new Error('not an act of this page'), { code: 'invalid', reason: 'input.invalid', params: { field: 'command' } });

function parsed(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw refused();
  }
  throw refused();
}

/** Carries out one act of the sitting's pages: fields `command`, `input` (JSON without the meeting) and `commandId`. The bus checks the input. */
export async function runSittingCommand(house: RequestHouse, meetingId: string, form: FormData): Promise<unknown> {
  const name = SITTING_COMMANDS.find((known) => known === text(form, 'command'));
  if (!name) throw refused();
  const input = { ...parsed(text(form, 'input')), meetingId };
  const execute = house.application.execute as (name: CommandName, input: unknown, caller: RequestHouse['caller'], options: { commandId?: string }) => Promise<unknown>;
  return execute(name, input, house.caller, { commandId: text(form, 'commandId') || undefined });
}
