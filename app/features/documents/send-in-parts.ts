import { unreachedError } from '../../commands';
import { CANCELLED, outcomeOf, taskQuery, type FileToSend, type SendOutcome } from './send-file';

/** Bytes of one part: what a lost network costs at most. */
const PART_BYTES = 4 * 1024 * 1024;
/** A file of more bytes goes in parts; a smaller one is sent again as a whole sooner than it is asked how far it came. */
export const IN_PARTS_FROM = PART_BYTES;

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

interface Answer {
  status: number;
  offset: number;
  body: string;
}

/** One request; XMLHttpRequest, because fetch tells no progress of what goes out. @returns null where no answer came. */
function ask(address: string, headers: Record<string, string>, body: Blob | string | null, signal: AbortSignal, onSent: (bytes: number) => void = () => undefined): Promise<Answer | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    const end = (answer: Answer | null): void => {
      signal.removeEventListener('abort', abort);
      resolve(answer);
    };
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => end({ status: request.status, offset: Number(request.getResponseHeader('upload-offset') ?? NaN), body: request.responseText });
    request.onerror = () => end(null);
    request.onabort = request.onerror;
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    signal.addEventListener('abort', abort, { once: true });
    request.send(body);
  });
}

/**
 * Sends a file in parts, from where an earlier try ended: how far that is, is asked of the server (tus.io). The id of the sending is that of the
 * command in the end, so that a file begun in another window, or before a reload, is gone on with.
 * @param onProgress 0 to 1; 1 means the server is checking it.
 */
export async function sendInParts({ meetingId, itemId, taskId, lineId, documentId, replaces, reason, commandId, file }: FileToSend, onProgress: (share: number) => void, signal: AbortSignal): Promise<SendOutcome> {
  const all = `/upload/arriving/${encodeURIComponent(meetingId)}`;
  const own = `${all}/${commandId}`;
  const failed = (answer: Answer | null): SendOutcome => (signal.aborted ? CANCELLED : answer ? outcomeOf(answer.status, answer.body) : { ok: false, error: unreachedError() });
  const begin = (): Promise<Answer | null> => ask(`${all}${taskQuery(taskId)}`, { 'upload-length': String(file.size), 'upload-metadata': `sendId ${base64(commandId)},filename ${base64(file.name.normalize('NFC'))}` }, null, signal);
  const finish = (): Promise<Answer | null> => ask(`${own}/paper${taskQuery(taskId)}`, { 'content-type': 'application/json' }, JSON.stringify({ itemId: itemId ?? undefined, lineId, documentId, replaces: replaces === undefined ? undefined : String(replaces), reason }), signal);

  // Begun before, the server says how much of it is there: all, where the answer to the last step was lost.
  const begun = await begin();
  if (begun?.status !== 201) return failed(begun);
  let { offset } = begun;
  while (offset < file.size) {
    onProgress(Math.min(offset / file.size, 0.999));
    const from = offset;
    const part = file.slice(from, from + PART_BYTES);
    const headers = { 'x-http-method-override': 'PATCH', 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) };
    const sent = await ask(own, headers, part, signal, (bytes) => onProgress(Math.min((from + bytes) / file.size, 0.999)));
    // It was gone on with elsewhere: how far it is now is asked again.
    if (sent?.status === 409) return { ok: false, error: { code: 'unavailable', reason: 'unreached', params: {} } };
    if (sent?.status !== 204) return failed(sent);
    offset = sent.offset;
  }
  onProgress(1);
  return failed(await finish());
}

/** Lets go of what the server has of a file that is not wanted any more. */
export async function letGo(meetingId: string, commandId: string): Promise<void> {
  await ask(`/upload/arriving/${encodeURIComponent(meetingId)}/${commandId}`, { 'x-http-method-override': 'DELETE' }, null, new AbortController().signal);
}
