import type { Judge } from '../judge';
import { run } from '../run';

/** Digests alone: it cannot be given an anchor, passes over time-stamps, and says of every later increment that there have been edits. */
export const mutool: Judge = {
  name: 'mutool',
  judge: (files) => files.map((file) => {
    const { all } = run('mutool', ['sign', '-v', file]);
    const sound = all.match(/signature is valid|unchanged since signing/giu)?.length ?? 0;
    const wrong = all.match(/Digest error: .*|Signature error: .*|^error: .*/gmu) ?? [];
    return { word: wrong.length > 0 ? 'refused' : sound > 0 ? 'sound' : 'unsigned', said: [...new Set(wrong)].slice(0, 3) };
  }),
};
