import type { PublicError } from '@shared/protocol/public-error';
import { obstacleNow } from '~/tablet/offline/patient-fetch';

/** What is told of something sent for which no answer of the server came: without a network it was not sent, otherwise nobody knows. */
export const unreachedError = (): PublicError => ({ code: 'unavailable', reason: obstacleNow() === 'network' ? 'network' : 'unreached', params: {} });
