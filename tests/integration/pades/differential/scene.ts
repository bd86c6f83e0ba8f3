import { sign } from 'node:crypto';

import { createTypstTypesetter } from '../../../../server/adapters/pdf/typesetter';
import type { Signer } from '../../../../server/kernel/ports/signer';
import { addSignatureFields, signPdf } from '../../../../server/pades';
import { drawTextAppearance } from '../../../../server/modules/signing/appearance/draw';
import { MINUTES_ANCHORS } from '../../../../server/shared/protocol/minutes-document';
import type { VerifyOptions } from '../../../../server/pades';
import { previousMinutes } from '../../../support/previous-minutes';
import { EXTENSIONS, certify, revocationList } from '../hostile-authority';
import type { Party } from '../hostile-authority';
import { NOW } from '../now';

/** Two of three signatures stand; the place of the third is still empty. */
export interface Stage {
  readonly base: Uint8Array;
  readonly trust: VerifyOptions;
  readonly seal: Signer;
  readonly fonts: { readonly regular: Uint8Array; readonly italic: Uint8Array };
  /** A certificate for validation data. */
  readonly certificate: Uint8Array;
}

const asSigner = (party: Party): Signer => ({
  chain: [party.der],
  algorithm: 'ecdsa-p256-sha256',
  testOnly: false,
  sign: (data) => Promise.resolve(sign('sha256', data, party.key)),
  close: () => Promise.resolve(),
});

/** Minutes as the product sets them, signed by secretary and chair of an authority made here. */
export async function signedMinutes(fonts: Stage['fonts']): Promise<Stage> {
  const typesetter = createTypstTypesetter();
  const set = await typesetter.render('minutes', previousMinutes('2026-11-26'), { createdAt: NOW, title: 'Biên bản phiên họp', author: 'Ủy ban nhân dân tỉnh Thanh Giang' });
  await typesetter.stop();
  const names: readonly string[] = Object.values(MINUTES_ANCHORS);
  const fields = set.anchors.filter(({ name }) => names.includes(name)).map(({ name, page, rect }) => ({ name, page, rect, tooltip: name }));
  const { authority, usage } = EXTENSIONS;
  const root = certify({ name: 'CA gốc', extensions: [authority(), usage(5, 6)] });
  const [secretary, chair, seal] = ['Thư ký', 'Chủ tọa', 'Cơ quan'].map((name) => certify({ name, issuer: root, extensions: [usage(0, 1)] }));
  if (!secretary || !chair || !seal) throw new Error('three parties sign');
  let base = addSignatureFields(set.pdf, fields);
  for (const [field, party] of [[MINUTES_ANCHORS.secretary, secretary], [MINUTES_ANCHORS.chair, chair]] as const) {
    const appearance = await drawTextAppearance({ width: 150, height: 80, fonts, testOnly: true, lines: [field] });
    base = await signPdf(base, { field, signer: asSigner(party), signedAt: NOW, appearance });
  }
  return { base, trust: { trustAnchors: [root.der], crls: [revocationList({ issuer: root })], now: NOW }, seal: asSigner(seal), fonts, certificate: chair.der };
}
