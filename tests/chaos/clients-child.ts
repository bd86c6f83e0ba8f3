/**
 * A process of drawing tablets. Argument: JSON of {@link ClientsOptions}. Messages from the parent: `stop` ends drawing and
 * lets the outboxes drain. Messages to the parent: histories of what every tablet sent, was told and saw.
 */
import { InkClient } from '../support/ink-client';
import { sampleStroke, seededRandom } from '../support/ink-samples';
import type { ClientMessage, ClientsOptions, History } from './history';

const options = JSON.parse(process.argv[2] ?? '{}') as ClientsOptions;
const random = seededRandom(options.seed);
const send = (message: ClientMessage): void => void process.send?.(message);
let drawing = true;

const tablets = options.people.map((person) => {
  const history: History = { person, sent: [], acked: [], seen: [] };
  let synced = false;
  const client: InkClient = new InkClient({
    url: options.url,
    person,
    doc: options.doc,
    headers: options.headers[person],
    onAck: (ack) => {
      if (ack.outcome === 'committed' || ack.outcome === 'duplicate') history.acked.push({ opId: ack.opId, seq: ack.seq });
    },
    onApply: (layer, record) => {
      if (layer === 'shared') history.seen.push({ opId: record.opId, seq: record.seq });
    },
    onSynced: () => {
      if (synced) return;
      synced = true;
      send({ type: 'synced', person });
    },
  });
  client.socket.on('disconnect', () => {
    synced = false;
    send({ type: 'lost', person });
  });
  // A Poisson stream of strokes; the outbox is bounded as a hand would be when nothing goes through.
  const draw = (): void => {
    if (!drawing) return;
    if (client.replica.outbox.length < 100) history.sent.push(client.draw(sampleStroke(random, 4 + Math.floor(random() * 12))));
    setTimeout(draw, (-Math.log(1 - random()) / options.strokesPerSecond) * 1_000);
  };
  client.until(() => client.welcome !== null, 'first welcome', 60_000).then(draw, (error: unknown) => send({ type: 'failed', reason: String(error) }));
  return { client, history };
});

process.on('message', (message) => {
  if (message !== 'stop') return;
  drawing = false;
  const settle = async (): Promise<void> => {
    const inStep = Promise.all(tablets.map(({ client }) => client.until(() => client.synced, 'empty outbox', options.promiseKept ? 60_000 : 5_000)));
    // Where numbers were promised and never came, the room closes the document: nobody gets in step again, and what was lost is counted.
    await (options.promiseKept ? inStep : inStep.catch(() => undefined));
    send({ type: 'drained' });
  };
  settle().catch((error: unknown) => send({ type: 'failed', reason: String(error) }));
});
process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('head' in message)) return;
  const { head } = message as { head: number };
  // Everything in the log must reach every tablet; how long it may take is judged by the parent.
  Promise.all(tablets.map(({ client }) => client.until(() => client.applied.shared.length >= head, `all ${head}`, 20_000)))
    .catch(() => undefined)
    .finally(() => {
      for (const { client } of tablets) client.close();
      send({ type: 'histories', histories: tablets.map(({ history }) => history) });
    });
});
process.on('disconnect', () => process.exit(0));
