import ICAL from 'ical.js';
import { openCommittee, type Committee } from '../meetings/committee';
import { openMailPeer, type MailPeer, type TakenLetter } from '../../support/mail-peer';

/** A committee whose people have addresses, and the mail server of their installation. */
export interface Post {
  committee: Committee;
  peer: MailPeer;
  /** Everything that follows and everything that is due is done. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openPost(options: { withServer?: boolean } = {}): Promise<Post> {
  const peer = await openMailPeer();
  const committee = await openCommittee(options.withServer === false ? {} : { mail: peer.place });
  const { application } = committee.installation;
  await application.database.transaction(async (db) => {
    for (const key of ['chair', 'deputy', 'member', 'secretary', 'assistant', 'guest'] as const) {
      await db.person.update({ where: { id: committee[key].personId }, data: { email: `${key}@thanhgiang.example`, userName: `${key}.nguoi` } });
    }
  });
  const following = application.followHistory();
  return {
    committee,
    peer,
    async settle() {
      await following.settled();
      await application.jobs.drain();
      await following.settled();
    },
    async close() {
      await committee.installation.close();
      await peer.close();
    },
  };
}

export interface ReadLetter {
  to: string;
  subject: string;
  messageId: string;
  text: string;
  method: string | null;
  uid: unknown;
  sequence: unknown;
  summary: unknown;
}

const unfold = (head: string): string => head.replace(/\r\n[ \t]+/gu, ' ');

/** Words of a header in RFC 2047. */
const decoded = (value: string): string =>
  value.replace(/\?=\s+=\?/gu, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/giu, (_all, kind: string, body: string) =>
    kind.toLowerCase() === 'b' ? Buffer.from(body, 'base64').toString('utf8') : Buffer.from(body.replace(/_/gu, ' ').replace(/=([0-9A-F]{2})/giu, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16))), 'latin1').toString('utf8'));

const header = (head: string, name: string): string => decoded(new RegExp(`^${name}: (.*)$`, 'imu').exec(unfold(head))?.[1]?.trim() ?? '');

function bodyOf(part: string): string {
  const at = part.indexOf('\r\n\r\n');
  const [head, body] = [part.slice(0, at), part.slice(at + 4)];
  const encoding = header(head, 'content-transfer-encoding').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding === 'quoted-printable') return Buffer.from(body.replace(/=\r\n/gu, '').replace(/=([0-9A-F]{2})/giu, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16))), 'latin1').toString('utf8');
  return body;
}

/** A letter as its reader's program takes it apart. */
export function readLetter({ to, raw }: TakenLetter): ReadLetter {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  const boundaries = [...raw.matchAll(/boundary="([^"]+)"/gu)].map((match) => match[1] ?? '');
  const parts = boundaries.length === 0 ? [raw] : raw.split(new RegExp(`\\r\\n--(?:${boundaries.map((one) => one.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('|')})(?:--)?\\r\\n`, 'u'));
  const ofType = (type: string) => parts.find((part) => new RegExp(`^content-type: ${type}`, 'imu').test(unfold(part.slice(0, Math.max(0, part.indexOf('\r\n\r\n'))))));
  const plain = ofType('text/plain');
  const calendar = ofType('text/calendar');
  const component = calendar ? new ICAL.Component(ICAL.parse(bodyOf(calendar)) as never) : null;
  const event = component?.getFirstSubcomponent('vevent');
  return {
    to: to[0] ?? '',
    subject: header(head, 'subject'),
    messageId: header(head, 'message-id'),
    text: plain ? bodyOf(plain) : '',
    method: component ? String(component.getFirstPropertyValue('method')) : null,
    uid: event?.getFirstPropertyValue('uid') ?? null,
    sequence: event?.getFirstPropertyValue('sequence') ?? null,
    summary: event?.getFirstPropertyValue('summary') ?? null,
  };
}

/** Letters taken since, in the order of their addresses. */
export function takeLetters(peer: MailPeer): ReadLetter[] {
  return peer.taken.splice(0).map(readLetter).sort((a, b) => a.to.localeCompare(b.to));
}
