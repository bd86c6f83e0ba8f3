/** The house's Socket.IO parser as the server option wants it; the browser imports the same classes from `server/shared/protocol/ink-wire`. */
import { Decoder, Encoder } from '../../shared/protocol/ink-wire';

export const wireParser = { Encoder, Decoder } as const;
