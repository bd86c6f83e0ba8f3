/** The sentences of a conclusion, each of which may become an assignment: lines and what stands between full stops and semicolons; numbers and dashes of lists are no part of them. */
export function conclusionSentences(text: string): string[] {
  return text
    .split(/\n+|(?<=[.;])\s+(?=[\p{Lu}\p{Ll}])/u)
    .map((one) => one.trim().replace(/^(?:\d+[.)]|[a-zđ][.)]|[-–•+])\s+/u, '').replace(/[.;]+$/u, '').trim())
    .filter((one) => one.length > 2)
    .map((one) => one.charAt(0).toLocaleUpperCase('vi') + one.slice(1));
}

/** A sentence as an assignment begins: "Giao Sở Tài chính hoàn thiện …" is for that unit, to do the rest. Who leads others is left in its words. */
export function assignmentIn<U extends { id: string; name: string }>(sentence: string, units: readonly U[]): { text: string; unitId: string | null } {
  const [given = ''] = /^(?:giao|yêu cầu|đề nghị) /iu.exec(sentence) ?? [];
  const rest = sentence.slice(given.length);
  const named = given === '' ? [] : units.filter(({ name }) => rest.startsWith(`${name} `)).sort((a, b) => b.name.length - a.name.length);
  const [unit] = named;
  const text = unit ? rest.slice(unit.name.length).trim() : sentence;
  if (!unit || /^(?:chủ trì|và|,)/iu.test(text)) return { text: sentence, unitId: unit?.id ?? null };
  return { text: text.charAt(0).toLocaleUpperCase('vi') + text.slice(1), unitId: unit.id };
}
