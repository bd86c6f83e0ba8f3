import { parentPort, workerData } from 'node:worker_threads';
import { verifyPdf, type VerifyOptions } from './modules/signing/core';

/** One verification in a thread of its own: a file somebody brings must not hold up the sitting. */
const { bytes, options } = workerData as { bytes: Uint8Array; options: VerifyOptions };
parentPort?.postMessage(verifyPdf(bytes, options));
