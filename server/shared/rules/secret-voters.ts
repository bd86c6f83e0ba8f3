/** Voters of a secret ballot, at least: fewer would tell each other's choices by what they know of their own (voting V52). */
export const LEAST_VOTERS = 5;

/** Whether a chair is told that a result of so few may show how somebody voted (V52). */
export const isSmallElectorate = (members: number): boolean => members <= 10;
