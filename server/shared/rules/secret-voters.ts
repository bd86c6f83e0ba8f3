/** Voters of a secret ballot, at least: fewer would tell each other's choices by what they know of their own (voting V52). */
export const LEAST_VOTERS = 5;

/** Up to here a chair is told that a result may show how somebody voted (V52). */
export const SMALL_ELECTORATE = 10;
