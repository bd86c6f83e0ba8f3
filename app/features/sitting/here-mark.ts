/** The code of the room as a picture: squares of a box of `size` units. */
export interface HereMark {
  size: number;
  path: string;
}
