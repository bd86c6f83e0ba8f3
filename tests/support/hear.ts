import { vi } from 'vitest';

export interface Said {
  code: number;
  out: string;
}

/** Runs a command in this process and hears what it says. */
export async function hear(work: () => Promise<number>): Promise<Said> {
  let out = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    return { code: await work(), out };
  } finally {
    spy.mockRestore();
  }
}
