import { parentPort } from 'node:worker_threads';
import { verifyPdf, type VerifyOptions } from './modules/signing/core';

/** Verifications beside the event loop, one after the other: a file somebody brings must not hold up the sitting. */
parentPort?.on('message', ({ bytes, options }: { bytes: Uint8Array; options: VerifyOptions }) => {
  parentPort?.postMessage(verifyPdf(bytes, options));
});
