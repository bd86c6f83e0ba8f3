/**
 * Initials of a Vietnamese name: the first letters of its last two words ("Lục Thị Quế Chi" gives "QC"),
 * because the given name comes last and the family name says little.
 */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/u).filter(Boolean);
  return words.slice(-2).map((word) => Array.from(word)[0] ?? '').join('').toLocaleUpperCase('vi');
}

/** A person's initials; decoration, since the name always stands beside it or in the label of its button. */
export function Avatar({ name, size = 'm' }: { name: string; size?: 's' | 'm' | 'l' }) {
  return <span className="ph-avatar" data-size={size} aria-hidden="true">{initialsOf(name)}</span>;
}
