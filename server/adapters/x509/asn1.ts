import * as asn1js from 'asn1js';

/** Short names for the ASN.1 values certificates and key files are made of. */
export type Block = asn1js.BaseBlock;

export const toDer = (block: Block): Buffer => Buffer.from(block.toBER());

/** A block from finished DER. */
export function fromDer(bytes: Uint8Array): Block {
  const parsed = asn1js.fromBER(bytes);
  if (parsed.offset === -1) throw new TypeError('not DER');
  return parsed.result as Block;
}

export const sequence = (...value: Block[]): Block => new asn1js.Sequence({ value });
export const setOf = (...value: Block[]): Block => new asn1js.Set({ value });
export const oid = (value: string): Block => new asn1js.ObjectIdentifier({ value });
export const integer = (value: number): Block => new asn1js.Integer({ value });
export const nothing = (): Block => new asn1js.Null();
export const truth = (): Block => new asn1js.Boolean({ value: true });
export const octets = (value: Uint8Array): Block => new asn1js.OctetString({ valueHex: value });
export const bits = (value: Uint8Array, unusedBits = 0): Block => new asn1js.BitString({ valueHex: value, unusedBits });
/** Names in NFC: verifiers compare them byte by byte. */
export const utf8 = (value: string): Block => new asn1js.Utf8String({ value: value.normalize('NFC') });
export const printable = (value: string): Block => new asn1js.PrintableString({ value });
export const bmp = (value: string): Block => new asn1js.BmpString({ value });
/** Whole seconds, UTC; UTCTime before 2050, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export function time(value: Date): Block {
  const valueDate = new Date(Math.floor(value.getTime() / 1000) * 1000);
  return valueDate.getUTCFullYear() < 2050 ? new asn1js.UTCTime({ valueDate }) : new asn1js.GeneralizedTime({ valueDate });
}
export const tagged = (tagNumber: number, ...value: Block[]): Block => new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
export const taggedOctets = (tagNumber: number, valueHex: Uint8Array): Block =>
  new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber }, valueHex });

/** INTEGER from unsigned big-endian octets whose first bit is clear. */
export const serialNumber = (valueHex: Uint8Array): Block => new asn1js.Integer({ valueHex });

/** DER of the name a certificate was made for. */
export function subjectOf(certificate: Uint8Array): Buffer {
  const partsOf = (block: Block | undefined): Block[] => (block as unknown as { valueBlock: { value: Block[] } } | undefined)?.valueBlock.value ?? [];
  // [0] version, serial, algorithm, issuer, validity, subject (RFC 5280 §4.1).
  const subject = partsOf(partsOf(fromDer(certificate))[0])[5];
  if (!subject) throw new TypeError('not a certificate');
  return toDer(subject);
}
