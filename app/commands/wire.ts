import type { PublicError } from '@shared/protocol/public-error';
import type { CommandInput, CommandName } from '../../server/application';

/** What an action tells the form it came from; errors to be mended stay on the page. */
export type ActionAnswer<T> = { ok: true; value: T } | { ok: false; error: PublicError };

/** Commands about one session. Which one stands in the address of the page, and is never sent beside it. */
export type MeetingCommand = { [N in CommandName]: CommandInput<N> extends { meetingId: string } ? N : never }[CommandName];

type WithoutMeeting<Input> = Input extends unknown ? Omit<Input, 'meetingId'> : never;

/** What a page says of a command. */
export type PageInput<N extends CommandName> = N extends MeetingCommand ? WithoutMeeting<CommandInput<N>> : CommandInput<N>;

/** A command on its way to a page's action: the fields of a form (docs/decisions/066). Numbers stay numbers and lists lists, because the input is JSON. */
export const commandFields = <N extends CommandName>(command: N, input: PageInput<N>, commandId: string) => ({ command, commandId, input: JSON.stringify(input) });
