import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkAuthorities } from '../../server/transports/cli/doctor-authorities';
import { openAuthorityPeer } from '../support/authority-peer';
import { tool } from '../support/tools';

it.skipIf(!tool('openssl'))('cli D64 each time-stamp authority is asked once, and what is wrong is said; none set is no failure', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'phien-doctor-'));
  const peer = await openAuthorityPeer();
  const check = () => checkAuthorities(dataDir, { timeStamps: [{ url: peer.urls.tsa, policy: null }], insideHosts: [] }, new Date());
  try {
    expect(await checkAuthorities(dataDir, { timeStamps: [], insideHosts: [] }, new Date())).toMatchObject({ id: 'authorities', state: 'ok', value: '' });
    expect(await check()).toMatchObject({ state: 'warn', note: { en: expect.stringContaining('signing/trust/') } });
    mkdirSync(path.join(dataDir, 'signing', 'trust'), { recursive: true });
    writeFileSync(path.join(dataDir, 'signing', 'trust', 'root.pem'), peer.rootPem);
    expect(await check()).toMatchObject({ state: 'ok', value: new URL(peer.urls.tsa).host });
    peer.injuries.tsa = 'other_nonce';
    expect(await check()).toMatchObject({ state: 'warn', value: expect.stringContaining('other_nonce') });
    expect(peer.asked.tsa).toBe(3);
  } finally {
    await peer.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
