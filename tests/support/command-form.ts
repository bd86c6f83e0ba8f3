/** A command as a page's form carries it (app/commands/wire.ts). */
export const commandForm = (command: string, input: unknown = {}, commandId?: string): URLSearchParams =>
  new URLSearchParams({ command, input: JSON.stringify(input), ...(commandId === undefined ? {} : { commandId }) });
