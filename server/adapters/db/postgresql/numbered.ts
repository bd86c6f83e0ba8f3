/** Plain SQL with `?` for each value, as PostgreSQL takes it; a `?` within quotes is a letter. */
export function numbered(sql: string): string {
  let next = 0;
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/gu, (found) => (found === '?' ? `$${++next}` : found));
}
