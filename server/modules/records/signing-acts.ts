import type { PrepareContext } from '../../kernel/command';
import type { Signer } from '../../kernel/ports/signer';
import { VIETNAM_OFFSET_MINUTES } from '../../shared/rules/date-forms';
import { bodyOf, placeName } from '../organization';
import { drawing } from '../signing';
import type { SigningAct } from './act';
import type { SigningLoaded } from './policy';
import type { SignatureStep } from './repository';

type Context = Pick<PrepareContext, 'db' | 'ports' | 'now'>;

/** A person's own signature (G2). */
export async function personAct(loaded: SigningLoaded, step: SignatureStep, { signer, personId }: { signer: Signer; personId: string }, { db, ports }: Context): Promise<SigningAct> {
  const [fonts, body] = await Promise.all([ports.fonts.administrative(), bodyOf(db, loaded.access.meeting.bodyId)]);
  const name = loaded.names.get(personId) ?? '';
  return { step, signer, location: placeName(body.unitName), signedBy: personId, draw: async (box) => (await drawing()).drawPersonAppearance({ ...box, fonts, testOnly: signer.testOnly, name }) };
}

/** "2026-12-01T16:32:11+07:00" (NĐ 30/2020, Phụ lục I: time of the agency's signature, ISO 8601, Vietnam time). */
const vietnamIso = (at: Date): string => `${new Date(at.getTime() + VIETNAM_OFFSET_MINUTES * 60_000).toISOString().slice(0, 19)}+07:00`;

/** "Ủy ban nhân dân" above "tỉnh Thanh Giang", as the heading of a document has it. */
const nameLines = (name: string): string[] => {
  const rest = /^(Ủy ban nhân dân) (.+)$/u.exec(name.normalize('NFC'));
  return rest ? rest.slice(1) : [name];
};

/** The place of a round seal (38 mm) reaches over the words "Chủ tọa", the name and a third of the signature (40 mm): a text keeps clear of all three. */
const besideSignature = ({ width, height }: { width: number; height: number }) => ({ x: 0, y: height * 0.24, width: width * (1 - 40 / 3 / 38), height: height * 0.5 });

/** The signature of the agency, applied by a clerk of it (G7). */
export async function sealAct(loaded: SigningLoaded, step: SignatureStep, { signer, personId }: { signer: Signer; personId: string }, { db, ports, now }: Context): Promise<SigningAct> {
  const [fonts, { name, unitName }] = await Promise.all([ports.fonts.administrative(), bodyOf(db, loaded.access.meeting.bodyId)]);
  const lines = [...nameLines(name), vietnamIso(now)];
  // Without an image of the seal only words stand there: the program never draws one (NĐ 30/2020).
  const draw = async (box: { width: number; height: number }) => (await drawing()).drawTextAppearance({ ...box, fonts, testOnly: signer.testOnly, lines, area: besideSignature(box) });
  return { step, signer, location: placeName(unitName), signedBy: personId, draw };
}
