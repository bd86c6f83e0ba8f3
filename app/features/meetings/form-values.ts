/**
 * The values of a form that travels as one JSON field: numbers stay numbers, lists lists. The shape is only claimed
 * here; the command's own strict schema checks it.
 * @returns an empty object for anything that is no JSON object, which the schema then refuses.
 */
export function valuesOf<Input>(form: FormData): Input {
  const raw = form.get('values');
  try {
    const parsed: unknown = JSON.parse(typeof raw === 'string' ? raw : '');
    return (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Input;
  } catch {
    return {} as Input;
  }
}
