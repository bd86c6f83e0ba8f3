import { MINUTES_ANCHORS } from '../../shared/protocol/minutes-document';
import { documentTypes, notation, twoDigits, type DocumentType } from '../../shared/rules/numbering';

/** Who a step is for: by office, not by name. */
export type StepRole = 'secretary' | 'chair' | 'seal';

/** One signature a kind of document needs. */
export interface SignerRule {
  role: StepRole;
  /** Signature field of the file. */
  field: string;
  required: boolean;
  /** What the empty field is read out as. */
  tooltip: string;
  /** `/Reason` of the signature. */
  reason: string;
}

/** What one kind of official document is, whoever writes its text (NĐ 30/2020/NĐ-CP, Phụ lục I and III). */
export interface RecordKind {
  /** Abbreviation of its type in the notation. */
  type: DocumentType;
  /** In signing order; the organisation's signature ends changes (G20). */
  signers: readonly SignerRule[];
}

export const KINDS = {
  minutes: {
    type: 'BB',
    signers: [
      { role: 'secretary', field: MINUTES_ANCHORS.secretary, required: true, tooltip: 'Chữ ký số của thư ký', reason: 'Thư ký ký biên bản' },
      { role: 'chair', field: MINUTES_ANCHORS.chair, required: true, tooltip: 'Chữ ký số của chủ tọa', reason: 'Chủ tọa ký biên bản' },
      { role: 'seal', field: MINUTES_ANCHORS.seal, required: false, tooltip: 'Chữ ký số của cơ quan', reason: 'Đóng dấu cơ quan' },
    ],
  },
} as const satisfies Readonly<Record<string, RecordKind>>;

export type KindName = keyof typeof KINDS;

export const signersOf = (kind: KindName): readonly SignerRule[] => KINDS[kind].signers;

/** "Biên bản". */
export const typeName = (kind: KindName): string => documentTypes[KINDS[kind].type];

/** "Biên bản 05-BB-UBND.pdf". */
export const fileNameOf = ({ kind, number, notation: of }: { kind: KindName; number: number; notation: string }): string => `${typeName(kind)} ${twoDigits(number)}-${of}.pdf`;

/** "BB-UBND" from the short name of the body. */
export function notationOf(kind: KindName, bodyShort: string): string {
  const [first = ''] = bodyShort.split(' ');
  const agency = /^\p{Lu}{2,}$/u.test(first) ? first : bodyShort.split(/\s+/).map((word) => word.charAt(0).toUpperCase()).join('');
  return notation(KINDS[kind].type, agency);
}
