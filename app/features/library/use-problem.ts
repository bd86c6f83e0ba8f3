import { describeError, useLanguage, type PresentableError } from '~/ui/i18n';

/** The sentence for one field, where the refusal names it. */
export function useProblem(error: PresentableError | null): (field: string) => string | null {
  const language = useLanguage();
  return (field) => (error?.params?.field === field ? describeError(error, language) : null);
}
