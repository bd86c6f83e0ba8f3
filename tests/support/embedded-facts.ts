import { PdfFile } from '../../server/pades/pdf/document';
import { decodeStream } from '../../server/pades/pdf/filters';
import { isObjectKind, type PdfDict } from '../../server/pades/pdf/objects';

/** The one file within a PDF: what it is called and related as, and the JSON in it. @throws Error where there is not exactly one, or the catalog does not name it as associated. */
export function embeddedFacts(pdf: Uint8Array): { name: string; relation: string; facts: Record<string, unknown> } {
  const file = PdfFile.open(pdf);
  const view = file.latest;
  const dict = (value: Parameters<typeof view.dict>[0]): PdfDict => {
    const found = view.dict(value);
    if (!found) throw new Error('no dictionary where the file should be');
    return found;
  };
  const names = view.items(dict(dict(view.catalog.entries.get('Names')).entries.get('EmbeddedFiles')).entries.get('Names')) ?? [];
  const associated = view.items(view.catalog.entries.get('AF')) ?? [];
  if (names.length !== 2 || associated.length !== 1) throw new Error(`${names.length / 2} files, ${associated.length} associated`);
  const specification = dict(associated[0]);
  const [name, relation] = [view.resolve(specification.entries.get('UF')), view.resolve(specification.entries.get('AFRelationship'))];
  const stream = view.resolve(dict(specification.entries.get('EF')).entries.get('UF'));
  if (!isObjectKind(stream, 'stream') || !isObjectKind(name, 'string') || !isObjectKind(relation, 'name')) throw new Error('the file is not as ISO 32000 has it');
  return { name: Buffer.from(name.bytes).toString('latin1'), relation: relation.value, facts: JSON.parse(Buffer.from(decodeStream(stream, file.budget)).toString('utf8')) };
}
