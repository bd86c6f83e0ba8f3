/**
 * The key of the ink stream of one version of a paper: marks belong to the version they were made on (K12, decision 035). That of
 * the first is the paper's id, as logs and tablets have it from before versions were told apart; that of every later one the version's.
 */
export const inkStreamOf = (documentId: string, version: { id: string; number: number }): string => (version.number === 1 ? documentId : version.id);
