import { hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { TlsOptions } from 'node:tls';
import { BootError } from '../../kernel/boot-error';
import type { Secret } from '../../kernel/place-parts';
import type { StandbyAddress } from '../../kernel/standby-plan';

/** Both machines speak this form of the words below; another one refuses it. */
export const FORM = 1;
const IDENTITY = 'phien-standby';
const LEAST_KEY = 32;
/** TLS 1.3 by a key that both have: encrypted, and either proves to the other who it is. No certificate ends or has to be trusted. */
const TLS = { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' } as const;

/** The text of the key. @throws BootError when its file cannot be read or it is too short. */
export function keyText(secret: Secret): string {
  let text: string;
  try {
    text = ('value' in secret ? secret.value : readFileSync(secret.file, 'utf8')).trim();
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new BootError(`Không đọc được khóa của máy dự phòng (PHIEN_STANDBY_KEY_FILE): ${detail}.`, `The key of the standby cannot be read (PHIEN_STANDBY_KEY_FILE): ${detail}.`, { cause });
  }
  if (text.length < LEAST_KEY) throw new BootError(`Khóa của máy dự phòng phải có ít nhất ${LEAST_KEY} ký tự; tạo: phien standby key TỆP.`, `The key of the standby must have at least ${LEAST_KEY} characters; make one: phien standby key FILE.`);
  return text;
}

const sharedKey = (text: string): Buffer => Buffer.from(hkdfSync('sha256', text, 'phien', IDENTITY, 32));

/** What a server of this channel listens with. */
export function listeningWith(text: string): TlsOptions {
  const psk = sharedKey(text);
  return { ...TLS, pskCallback: (_socket, identity) => (identity === IDENTITY ? psk : null) };
}

/** The first machine said no. */
export class Refused extends Error {
  readonly status: number;
  readonly reason: string;
  constructor(status: number, reason: string) {
    super(`${status} ${reason}`);
    this.name = 'Refused';
    this.status = status;
    this.reason = reason;
  }
}

/** Nobody answered, or not to the end. */
export class Unreached extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'Unreached';
  }
}

export interface Asked {
  method?: 'GET' | 'POST';
  query?: Readonly<Record<string, string | number>>;
  signal?: AbortSignal;
  /** The connection says nothing for so long, ms. */
  silenceMs?: number;
}

const SILENCE_MS = 20_000;

/** Asks the first machine. All of it fail with Refused or Unreached. */
export class Channel {
  readonly #address: StandbyAddress;
  readonly #psk: Buffer;
  readonly #id: string;
  readonly #agent = new https.Agent({ keepAlive: true, maxSockets: 16 });

  /** @param id of this standby. */
  constructor(address: StandbyAddress, key: string, id: string) {
    this.#address = address;
    this.#psk = sharedKey(key);
    this.#id = id;
  }

  /** The answer, its body still to come. */
  open(path: string, { method = 'GET', query = {}, signal, silenceMs = SILENCE_MS }: Asked = {}): Promise<IncomingMessage> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return new Promise((resolve, reject) => {
      const request = https.request({
        ...TLS,
        host: this.#address.host,
        port: this.#address.port,
        agent: this.#agent,
        method,
        path: `${path}?${search.toString()}`,
        headers: { 'phien-standby': this.#id, 'phien-form': FORM },
        pskCallback: () => ({ psk: this.#psk, identity: IDENTITY }),
        // The key is the proof: there is no certificate whose name could be compared.
        checkServerIdentity: () => undefined,
        signal,
      } as https.RequestOptions);
      request.setTimeout(silenceMs, () => request.destroy(new Error(`silent for ${silenceMs} ms`)));
      request.on('error', (error) => reject(new Unreached(error)));
      request.on('response', (response) => {
        const status = response.statusCode ?? 0;
        if (status === 200 || status === 204) return resolve(response);
        bytesOf(response).then((body) => reject(new Refused(status, body.toString('utf8').slice(0, 200))), reject);
      });
      request.end();
    });
  }

  async bytes(path: string, asked?: Asked): Promise<{ body: Buffer; headers: IncomingMessage['headers']; status: number }> {
    const response = await this.open(path, asked);
    return { body: await bytesOf(response), headers: response.headers, status: response.statusCode ?? 0 };
  }

  async json(path: string, asked?: Asked): Promise<unknown> {
    return JSON.parse((await this.bytes(path, asked)).body.toString('utf8')) as unknown;
  }

  close(): void {
    this.#agent.destroy();
  }
}

export async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  try {
    for await (const part of response) parts.push(part as Buffer);
  } catch (error) {
    throw new Unreached(error);
  }
  if (!response.complete) throw new Unreached('cut off');
  return Buffer.concat(parts);
}
