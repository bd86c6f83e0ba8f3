/** Direction marks, zero-width and other format characters, controls, private use and lone surrogates. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const NAME_BYTES = 200;

/**
 * A file name safe to show and to offer for download: the last part of any path, NFC, without characters that hide or
 * turn text around. It is never used as a path here. Empty names become "tai-lieu".
 */
export function cleanFileName(raw: string | undefined): string {
  const last = (raw ?? '').replace(/\0/g, '').split(/[/\\]/).pop() ?? '';
  const shown = last
    .normalize('NFC')
    .replace(UNSHOWABLE, '')
    .replace(/[<>:"|?*\uFFFD]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  return shown === '' ? 'tai-lieu' : shorten(shown);
}

/** Cuts whole characters from the middle, keeping the extension. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  const characters = [...new Intl.Segmenter('vi').segment(name.slice(0, name.length - extension.length))];
  let stem = '';
  for (const { segment } of characters) {
    if (Buffer.byteLength(stem + segment + extension) > NAME_BYTES) break;
    stem += segment;
  }
  return stem.trimEnd() + extension;
}

/** Ends of names that say a kind of file, programs first; what is no kind ("Tờ trình 12.2026") stays. */
const KINDS =
  /[.\s]*\.(?:pdf|exe|com|scr|bat|cmd|msi|msix|pif|cpl|dll|js|jse|mjs|vbs|vbe|wsf|wsh|ps1|lnk|url|hta|jar|apk|app|dmg|sh|py|reg|html?|xhtml|svg|xml|zip|rar|7z|iso|img|docx?|docm|xlsx?|xlsm|pptx?|pptm|odt|ods|rtf|txt|png|jpe?g)$/iu;

/** The name of a file whose content is a PDF: it ends in `.pdf` and in no other kind, whatever it was sent as. */
export function pdfFileName(name: string): string {
  let stem = name;
  while (KINDS.test(stem)) stem = stem.replace(KINDS, '');
  stem = stem.replace(/[.\s]+$/u, '');
  return shorten(`${stem === '' ? 'tai-lieu' : stem}.pdf`);
}
