import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';
import { namedMail, type MailPlace } from '../../kernel/mail-place';
import type { Delivery, Letter, Mailer, MailProblem } from '../../kernel/ports/mailer';
import type { Secret } from '../../kernel/place-parts';

export interface MailerTimes {
  /** To be connected, ms. */
  connectMs?: number;
  /** Without a word of the server, ms. */
  silentMs?: number;
}

/** Nowhere to send to: letters wait. */
const NO_MAILER: Mailer = {
  place: null,
  send: () => Promise.reject(new Error('no mail server is set')),
  look: () => Promise.reject(new Error('no mail server is set')),
};

const secretOf = (secret: Secret | null): string => (secret === null ? '' : 'file' in secret ? readFileSync(secret.file, 'utf8').trim() : secret.value);

/** Hands letters to one mail server. One connection for each letter: what happens to one is nothing to the next. @param place null: none is set. */
export function createMailer(place: MailPlace | null, { connectMs = 10_000, silentMs = 30_000 }: MailerTimes = {}): Mailer {
  if (place === null) return NO_MAILER;
  /** Files of secrets are read anew: a changed password needs no restart. */
  const open = () =>
    nodemailer.createTransport({
      host: place.host,
      port: place.port,
      secure: place.safety === 'encrypted',
      requireTLS: place.safety === 'upgraded',
      ignoreTLS: place.safety === 'plain',
      ...(place.user === null ? {} : { auth: { user: place.user, pass: secretOf(place.password) } }),
      tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(place.authorityFile === null ? {} : { ca: readFileSync(place.authorityFile) }) },
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      dnsTimeout: connectMs,
      socketTimeout: silentMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });

  /** @returns null when it was done. */
  async function attempt(work: (transport: ReturnType<typeof open>) => Promise<unknown>, signal?: AbortSignal): Promise<{ problem: MailProblem; code: string | null } | null> {
    let transport: ReturnType<typeof open> | null = null;
    const end = (): void => transport?.close();
    try {
      transport = open();
      signal?.addEventListener('abort', end);
      await work(transport);
      return null;
    } catch (error) {
      return meaningOf(error);
    } finally {
      signal?.removeEventListener('abort', end);
      end();
    }
  }

  return {
    place: { name: namedMail(place), from: place.from },
    async send(letter, signal) {
      const refusal = await attempt((transport) => transport.sendMail(formOf(letter, place.from)), signal);
      if (refusal === null) return { taken: true };
      return { taken: false, ...refusal, mayYet: !FINAL.has(refusal.problem) } satisfies Delivery;
    },
    look: () => attempt((transport) => transport.verify()),
  };
}

/** No further try of the same letter mends these; everything else is of the server or of the way to it. */
const FINAL: ReadonlySet<MailProblem> = new Set(['address_refused', 'content_refused']);

function formOf({ messageId, to, subject, text, calendar, pictures }: Letter, from: string) {
  return {
    messageId: `<${messageId}>`,
    from,
    to,
    subject,
    text,
    // No automatic answers, no newsletters' buttons.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ...(calendar && { icalEvent: { method: calendar.method, filename: 'phien-hop.ics', content: calendar.content } }),
    attachments: pictures.map(({ name, png }) => ({ filename: name, content: Buffer.from(png), contentType: 'image/png' })),
  };
}

interface SmtpFault {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  timeoutType?: string;
}

/** TLS that does not hold is named by what OpenSSL or Node calls it; it never falls back to the clear. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/u;

const HANG_UP = /ECONNRESET|EPIPE|closed/u;

/** 550, or with what mail servers add to say it exactly: `550 5.1.1`. */
function answered({ responseCode, response }: SmtpFault): string | null {
  if (!responseCode) return null;
  const exact = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(response ?? '')?.[1];
  return exact ? `${responseCode} ${exact}` : String(responseCode);
}

function meaningOf(error: unknown): { problem: MailProblem; code: string | null } {
  const fault = error as SmtpFault & { cause?: { code?: string }; message?: string };
  const code = answered(fault);
  const { responseCode = 0, command = '' } = fault;
  const is = (problem: MailProblem) => ({ problem, code });
  if (CERTIFICATE.test(`${fault.code ?? ''} ${fault.cause?.code ?? ''}`) || /certificate/iu.test(fault.message ?? '')) return is('certificate');
  if (fault.code === 'EAUTH' || fault.code === 'ENOAUTH') return is('sign_in');
  if (fault.code === 'ETLS') return is('no_encryption');
  if (responseCode >= 400 && responseCode < 500) return is('later');
  if (responseCode >= 500) {
    if (command.startsWith('RCPT')) return is('address_refused');
    if (command.startsWith('MAIL')) return is('sender_refused');
    return is(command === 'DATA' || fault.code === 'EMESSAGE' ? 'content_refused' : 'later');
  }
  if (fault.code === 'ETIMEDOUT') return is(fault.timeoutType === 'CONNECT_TIMEOUT' ? 'unreachable' : 'silent');
  if (fault.code === 'ECONNECTION' || HANG_UP.test(fault.message ?? '')) return is('cut_off');
  return is('unreachable');
}
