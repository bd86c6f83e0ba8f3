import { readPublicError, type PublicError } from '@shared/protocol/public-error';
import { newCommandId, unreachedError } from '../../commands';

/** Sends one file for the library; it waits there for what is said of it. @returns what was refused, or null. */
export async function sendLibraryFile(file: File, onProgress: (share: number) => void): Promise<PublicError | null> {
  const form = new FormData();
  form.set('commandId', newCommandId());
  form.set('file', file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => resolve(request.status === 202 ? null : refusalOf(request.responseText));
    request.onerror = () => resolve(unreachedError());
    request.open('POST', '/upload/library');
    request.send(form);
  });
}

function refusalOf(body: string): PublicError {
  try {
    const answer: unknown = JSON.parse(body);
    const error = typeof answer === 'object' && answer !== null && 'error' in answer ? readPublicError(answer.error) : null;
    if (error) return error;
  } catch {
    // Not an answer of this program.
  }
  return { code: 'internal', reason: 'internal', params: {} };
}
