import { extensionValue, nameValues, policies } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { OID } from '../der/oids';
import { child, expectTag, oidText, readDer, sameBytes, smallInteger } from '../der/read';
import type { Der } from '../der/read';

/** Context tags of GeneralName (RFC 5280 §4.2.1.6). */
const MAIL = 1;
const HOST = 2;
const DIRECTORY = 4;

interface GeneralName {
  readonly kind: number;
  readonly der: Der;
}

const generalName = (der: Der): GeneralName => ({ kind: der.tag & 0x1f, der });
const textOf = (der: Der): string => Buffer.from(der.content).toString('latin1').toLowerCase();

/** Attributes of a directory name, comparable whatever string type they were written in. */
function attributes(name: Uint8Array): string[] {
  return nameValues(name).map(([oid, text]) => `${oid}=${text.trim().replace(/\s+/g, ' ').toLowerCase()}`);
}

function within({ kind, der }: GeneralName, base: Der): boolean {
  if (kind === DIRECTORY) {
    const own = attributes(child(der, 0).bytes);
    return attributes(child(base, 0).bytes).every((attribute, i) => own[i] === attribute);
  }
  const limit = textOf(base);
  const text = textOf(der);
  const host = text.slice(text.lastIndexOf('@') + 1);
  if (kind === HOST) return text === limit || text.endsWith(limit.startsWith('.') ? limit : `.${limit}`);
  if (kind === MAIL) return limit.includes('@') ? text === limit : limit.startsWith('.') ? host.endsWith(limit) : host === limit;
  // Kinds that no signer's certificate has: whoever limits them and meets one is not understood, so it is not within.
  return false;
}

function namesOf(certificate: Certificate): GeneralName[] {
  const names: GeneralName[] = [];
  const subject = readDer(certificate.subject);
  if (subject.children.length > 0) names.push({ kind: DIRECTORY, der: { tag: 0xa4, bytes: certificate.subject, content: certificate.subject, children: [subject] } });
  const alternative = extensionValue(certificate, OID.subjectAltName);
  if (alternative) names.push(...expectTag(alternative, 0x30).children.map(generalName));
  return names;
}

/** Name constraints of one authority over everything below it (RFC 5280 §4.2.1.10). */
function namesAllowed(authority: Certificate, below: readonly Certificate[]): boolean {
  const constraints = extensionValue(authority, OID.nameConstraints);
  if (!constraints) return true;
  const bases = (tag: number): Der[] => (constraints.children.find((field) => field.tag === tag)?.children ?? []).map((subtree) => child(subtree, 0));
  const permitted = bases(0xa0);
  const excluded = bases(0xa1);
  const known = [MAIL, HOST, DIRECTORY];
  return below.flatMap(namesOf).every((name) => {
    const alike = (base: Der): boolean => generalName(base).kind === name.kind;
    if (excluded.filter(alike).some((base) => !known.includes(name.kind) || within(name, base))) return false;
    const limits = permitted.filter(alike);
    return limits.length === 0 || limits.some((base) => within(name, base));
  });
}

/** Skip counts of /policyConstraints and inhibitAnyPolicy; null where not stated. */
function skips(certificate: Certificate): { explicit: number | null; mapping: number | null; any: number | null } {
  const constraints = extensionValue(certificate, OID.policyConstraints);
  const count = (tag: number): number | null => {
    const field = constraints?.children.find((candidate) => candidate.tag === tag);
    return field ? smallInteger({ ...field, tag: 0x02 }) : null;
  };
  const any = extensionValue(certificate, OID.inhibitAnyPolicy);
  return { explicit: count(0x80), mapping: count(0x81), any: any ? smallInteger(any) : null };
}

/**
 * Policy processing of RFC 5280 §6.1 for a verifier that accepts any policy, with sets in place of the tree: the path fails
 * where an authority asks for an explicit policy and none runs through.
 * @param path leaf first, the anchor last.
 */
function policiesAllowed(path: readonly Certificate[]): boolean {
  const order = path.slice(0, -1).reverse();
  let [explicit, mapping, any] = [order.length + 1, order.length + 1, order.length + 1];
  /** Null stands for every policy. */
  let valid = null as ReadonlySet<string> | null;
  for (const [i, certificate] of order.entries()) {
    const last = i === order.length - 1;
    const selfIssued = sameBytes(certificate.subject, certificate.issuer);
    const stated = policies(certificate);
    const all = stated.includes(OID.anyPolicy) && (any > 0 || (!last && selfIssued));
    if (!all) {
      const before = valid;
      valid = new Set(stated.filter((policy) => policy !== OID.anyPolicy && (before === null || before.has(policy))));
    }
    if (!last || !selfIssued) {
      explicit = Math.max(0, explicit - (selfIssued ? 0 : 1));
      mapping = Math.max(0, mapping - (selfIssued ? 0 : 1));
      any = Math.max(0, any - (selfIssued ? 0 : 1));
    }
    const stop = skips(certificate);
    explicit = Math.min(explicit, stop.explicit ?? explicit);
    mapping = Math.min(mapping, stop.mapping ?? mapping);
    any = Math.min(any, stop.any ?? any);
    if (!last) valid = mapped(certificate, valid, mapping > 0);
    if (explicit === 0 && valid?.size === 0) return false;
  }
  return true;
}

function mapped(certificate: Certificate, valid: ReadonlySet<string> | null, allowed: boolean): ReadonlySet<string> | null {
  const mappings = extensionValue(certificate, OID.policyMappings);
  if (!mappings || valid === null) return valid;
  const out = new Set(valid);
  for (const pair of mappings.children) out.delete(oidText(child(pair, 0)));
  for (const pair of mappings.children) if (allowed && valid.has(oidText(child(pair, 0)))) out.add(oidText(child(pair, 1)));
  return out;
}

/**
 * Name constraints and policies of a path (RFC 5280 §6.1), the anchor's own included.
 * @param path leaf first, the anchor last.
 * @throws DerError where an extension cannot be read.
 */
export const constraintsMet = (path: readonly Certificate[]): boolean =>
  path.every((authority, i) => namesAllowed(authority, path.slice(0, i))) && policiesAllowed(path);
