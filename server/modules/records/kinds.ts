import { COUNTING_ANCHORS } from '../../shared/protocol/counting-document';
import { MINUTES_ANCHORS } from '../../shared/protocol/minutes-document';
import { NOTICE_ANCHORS } from '../../shared/protocol/notice-document';
import { documentTypes, notation, twoDigits, type DocumentType } from '../../shared/rules/numbering';

/** Who a step is for: by office, not by name. */
export type StepRole = 'secretary' | 'chair' | 'counter' | 'counting_head' | 'signatory' | 'seal';

/** One signature a kind of document needs; with `isEach` one of each person of the office, in order, in fields `…_1`, `…_2` (G23). */
export interface SignerRule {
  role: StepRole;
  /** Signature field of the file. */
  field: string;
  required: boolean;
  isEach?: boolean;
  /** What the empty field is read out as. */
  tooltip: string;
  /** `/Reason` of the signature. */
  reason: string;
}

/** What one kind of official document is, whoever writes its text (NĐ 30/2020/NĐ-CP, Phụ lục I and III). */
export interface RecordKind {
  /** Abbreviation of its type in the notation. */
  type: DocumentType;
  /** What it is called, where that is more than its type. */
  name?: string;
  /** Who issues it, in the notation; absent: the agency. */
  issuer?: string;
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
  counting: {
    type: 'BB',
    name: 'Biên bản kiểm phiếu',
    issuer: 'TKP',
    signers: [
      { role: 'counter', field: COUNTING_ANCHORS.counter, required: true, isEach: true, tooltip: 'Chữ ký số của tổ viên tổ kiểm phiếu', reason: 'Tổ viên tổ kiểm phiếu ký biên bản kiểm phiếu' },
      { role: 'counting_head', field: COUNTING_ANCHORS.head, required: true, tooltip: 'Chữ ký số của tổ trưởng tổ kiểm phiếu', reason: 'Tổ trưởng tổ kiểm phiếu ký biên bản kiểm phiếu' },
      { role: 'seal', field: COUNTING_ANCHORS.seal, required: false, tooltip: 'Chữ ký số của cơ quan', reason: 'Đóng dấu cơ quan' },
    ],
  },
  notice: {
    type: 'TB',
    name: 'Thông báo kết luận',
    signers: [
      { role: 'signatory', field: NOTICE_ANCHORS.signatory, required: true, tooltip: 'Chữ ký số của người ký thông báo', reason: 'Ký thông báo kết luận' },
      { role: 'seal', field: NOTICE_ANCHORS.seal, required: false, tooltip: 'Chữ ký số của cơ quan', reason: 'Đóng dấu cơ quan' },
    ],
  },
} as const satisfies Readonly<Record<string, RecordKind>>;

export type KindName = keyof typeof KINDS;

const ruleOf = (kind: KindName): RecordKind => KINDS[kind];

/** Who signs a document, by office; the seal is nobody's own. */
export type Signers = Readonly<Partial<Record<StepRole, readonly string[]>>>;

/** A signature that is wanted: of whom, in which field. */
export interface WantedSignature extends SignerRule {
  personId: string | null;
}

/** The signatures of a kind by these people, in order. */
export const signaturesOf = (kind: KindName, people: Signers): WantedSignature[] =>
  ruleOf(kind).signers.flatMap((rule): WantedSignature[] => {
    if (rule.role === 'seal') return [{ ...rule, personId: null }];
    return (people[rule.role] ?? []).map((personId, index) => ({ ...rule, personId, field: rule.isEach ? `${rule.field}_${index + 1}` : rule.field, tooltip: rule.isEach ? `${rule.tooltip} ${index + 1}` : rule.tooltip }));
  });

/** `/Reason` of a signature. */
export const reasonOf = (kind: KindName, role: StepRole): string => ruleOf(kind).signers.find((rule) => rule.role === role)?.reason ?? '';

/** "Biên bản", "Biên bản kiểm phiếu". */
export const typeName = (kind: KindName): string => ruleOf(kind).name ?? documentTypes[ruleOf(kind).type];

/** "Biên bản 05-BB-UBND.pdf". */
export const fileNameOf = ({ kind, number, notation: of }: { kind: KindName; number: number; notation: string }): string => `${typeName(kind)} ${twoDigits(number)}-${of}.pdf`;

/** Kinds whose number has this abbreviation of a type ("BB"), however it is written. */
export const kindsOfType = (type: string): KindName[] => (Object.keys(KINDS) as KindName[]).filter((kind) => ruleOf(kind).type.toLowerCase() === type.toLowerCase());

/** "BB-UBND" from the short name of the body; "BB-TKP" where the document is somebody else's. */
export function notationOf(kind: KindName, bodyShort: string): string {
  const { type, issuer } = ruleOf(kind);
  if (issuer) return notation(type, issuer);
  const [first = ''] = bodyShort.split(' ');
  const agency = /^\p{Lu}{2,}$/u.test(first) ? first : bodyShort.split(/\s+/).map((word) => word.charAt(0).toUpperCase()).join('');
  return notation(type, agency);
}
