import { describe, expect, it } from 'vitest';
import { nameOn } from '../../../app/features/rooms/seat-grid';

describe('words on a drawn spot', () => {
  it('rooms RM7 a name is never drawn smaller than 14 pixels: smaller letters, then initials', () => {
    for (const name of ['Vân', 'Trường Vân', 'Thị Ngọc Ước', 'Nguyễn Khương Thượng']) {
      for (const scale of [0.3, 0.5, 0.56, 0.8, 1, 1.6]) {
        const { text, size } = nameOn(name, scale);
        expect(size * scale, `${name} at ${scale}`).toBeGreaterThanOrEqual(14 - 1e-9);
        if (text === name) expect(name.length * 0.56 * size).toBeLessThanOrEqual(88 + 1e-9);
      }
    }
    expect(nameOn('Trường Vân', 1)).toMatchObject({ text: 'Trường Vân' });
    expect(nameOn('Trường Vân', 0.6)).toMatchObject({ text: 'TV' });
  });
});
