import type { Logger } from 'pino';
import type { Application } from '../application';
import type { Config } from '../kernel/config';
import type { RunningRehearsal } from '../kernel/ports/rehearsals';
import { createHttpTransport } from '../transports/http/server';
import { createSignIns } from '../transports/http/sign-ins';
import { createRealtime } from '../transports/realtime/gateway';
import type { Served } from './hall';

export interface ServeRehearsal {
  application: Application;
  about: RunningRehearsal;
  config: Config;
  log: Logger;
}

/** Pages, files and sockets of a rehearsal, as of any installation, on a server that listens nowhere. */
export async function serveRehearsal({ application, about, config, log }: ServeRehearsal): Promise<Served> {
  const signIns = createSignIns(application, { https: config.origin.startsWith('https:'), rehearsal: true });
  const { endsAt, meetingId } = about;
  const http = await createHttpTransport({ application, config, signIns, tls: null, log, sample: false, rehearsal: { endsAt, meetingId } });
  const realtime = createRealtime({ application, signIns, server: http.server, origin: config.origin, log });
  return {
    server: http.server,
    async stop() {
      await realtime.stop();
      await http.stop();
      await signIns.stop();
    },
  };
}
