/** What people have open of a meeting and may change with an event of its history. */
export interface Touched {
  /** Who may watch, and as whom. */
  seats: boolean;
  /** Who may draw and read what. */
  ink: boolean;
  /** Who presents what. */
  presentation: boolean;
}

const SEATS = /^(meetings\.|sitting\.chair_)/;
const INK = /^((meetings|documents|agenda)\.|sitting\.(session_|item_|chair_|presentation_|paper_presented$))/;
const PRESENTATION = /^sitting\.(presentation_|paper_presented$)/;

export const touchedBy = (types: readonly string[]): Touched => ({
  seats: types.some((type) => SEATS.test(type)),
  ink: types.some((type) => INK.test(type)),
  presentation: types.some((type) => PRESENTATION.test(type)),
});
