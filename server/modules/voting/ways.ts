/** Giơ tay, trên máy, gọi tên từng người, phiếu giấy. */
export const WAYS = ['hands', 'tablets', 'roll', 'paper'] as const;
export type VoteWay = (typeof WAYS)[number];
