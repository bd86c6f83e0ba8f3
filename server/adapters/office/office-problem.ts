import type { OfficeRefusal } from '../../kernel/ports/office-converter';

/** Why a file is not converted, as its sender is told. */
export class OfficeProblem extends Error {
  constructor(readonly reason: OfficeRefusal, readonly params: Readonly<Record<string, string | number>> = {}) {
    super(reason);
    this.name = 'OfficeProblem';
  }
}
