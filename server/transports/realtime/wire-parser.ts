/** The installation's Socket.IO parser as the server option wants it; the browser imports `Encoder` and `Decoder` from `server/shared/protocol/ink-wire`. */
import { Encoder, ServerDecoder } from '../../shared/protocol/ink-wire';

export const wireParser = { Encoder, Decoder: ServerDecoder } as const;
