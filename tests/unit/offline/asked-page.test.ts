import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { askedPage } from '~/features/offline/asked-page';

describe('what was asked for has a name', () => {
  it('every page of the installation', () => {
    const pages = readdirSync('app/routes').filter((file) => file.endsWith('.tsx') && !/^(_app|language|sign-out|trust|welcome\.\$token|_app\.meetings\.people)\.tsx$/u.test(file));
    const addressOf = (file: string): string => `/${file.replace(/\.tsx$/u, '').split('.').filter((part) => !part.startsWith('_')).map((part) => part.replace('$', 'id-')).join('/')}`;
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.map(addressOf).filter((address) => askedPage(address).kind === 'other')).toEqual([]);
  });

  it('with the title the open page knows', () => {
    const known = [{ me: { id: 'p1' } }, { items: [{ id: 'i1', title: 'Mục', papers: [{ id: 'd1', title: 'Tờ trình số 5' }] }] }];
    expect(askedPage('/meetings/m1/read/d1', known)).toEqual({ kind: 'paper', title: 'Tờ trình số 5' });
    expect(askedPage('/meetings/m1/read/d2', known)).toEqual({ kind: 'paper', title: null });
    expect(askedPage('/meetings/m1/minutes', [{ id: 'm1', title: 'Phiên họp tháng 11' }])).toEqual({ kind: 'minutes', title: 'Phiên họp tháng 11' });
  });
});
