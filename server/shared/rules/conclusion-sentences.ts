/** The sentences of a conclusion, each of which may become an assignment: lines and what stands between full stops and semicolons; numbers and dashes of lists are no part of them. */
export function conclusionSentences(text: string): string[] {
  return text
    .split(/\n+|(?<=[.;])\s+(?=[\p{Lu}\p{Ll}])/u)
    .map((one) => one.trim().replace(/^(?:\d+[.)]|[a-zđ][.)]|[-–•+])\s+/u, '').replace(/[.;]+$/u, '').trim())
    .filter((one) => one.length > 2)
    .map((one) => one.charAt(0).toLocaleUpperCase('vi') + one.slice(1));
}
