import { PDFBool, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib';

const NAMESPACE = 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"';
const PART = '<pdfuaid:part>1</pdfuaid:part>';

/** Says what `pdfuaid:part` is: PDF/A allows only properties that a file describes itself (ISO 19005-3, 6.6.2.3.1). */
const SCHEMA =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name>' +
  '<pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';

/** @throws Error where the place is not there exactly once: the compiler writes its metadata otherwise than known. */
function inserted(text: string, before: string, addition: string): string {
  const parts = text.split(before);
  if (parts.length !== 2) throw new Error(`metadata: ${before} occurs ${parts.length - 1} times`);
  return parts.join(addition + before);
}

/**
 * The compiler writes PDF/A-3a or PDF/UA-1, each only alone; a tagged PDF/A-3a meets both once its metadata names the second
 * and the window shows the title (ISO 14289-1, 5 and 7.1).
 * @param archive PDF/A-3a as the compiler wrote it. @returns the file with both claims; equal bytes for equal bytes.
 */
export async function claimAccessible(archive: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(archive, { updateMetadata: false });
  const { catalog, context } = document;
  const target = catalog.get(PDFName.of('Metadata'));
  const metadata = context.lookup(target);
  if (!(target instanceof PDFRef) || !(metadata instanceof PDFRawStream)) throw new Error('metadata: not a stream of its own');
  const xmp = Buffer.from(metadata.contents).toString('utf8');
  const described = inserted(xmp, '</rdf:Bag></pdfaExtension:schemas>', SCHEMA);
  const claimed = inserted(inserted(described, ' ><dc:title>', ` ${NAMESPACE}`), '<pdfaid:part>', PART);
  context.assign(target, context.stream(Buffer.from(claimed, 'utf8'), { Type: 'Metadata', Subtype: 'XML' }));
  const preferences = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? context.obj({});
  preferences.set(PDFName.of('DisplayDocTitle'), PDFBool.True);
  catalog.set(PDFName.of('ViewerPreferences'), preferences);
  return document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
