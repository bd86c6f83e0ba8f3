import QRCode from 'qrcode';
import { defineJob } from '../../../kernel/jobs/job';
import { beginTry } from '../commands/begin-try';
import { recordOutcome } from '../commands/record-outcome';
import { entryIn, messageIdOf, wordsOf } from '../letter';
import { sendLetter as kind } from './send-letter-kind';

/** Hands one letter in: begun, sent, noted (ML5, ML7). A server that is away is no failure of the job: the letter waits, and says so. */
export const sendLetter = defineJob({
  ...kind,
  attempts: 5,
  limits: { timeMs: 3 * 60_000 },
  parallel: 4,
  async run({ letterId }, { execute, ports: { mailer, origin }, signal, log }) {
    if (mailer.place === null) return undefined;
    const { facts } = await execute(beginTry, { letterId });
    if (!facts) return undefined;
    const pictures = facts.passUrl === null ? [] : [{ name: 'ma-vao-hop.png', png: new Uint8Array(await QRCode.toBuffer(facts.passUrl, { errorCorrectionLevel: 'M', margin: 4, scale: 8 })) }];
    const delivery = await mailer.send({ messageId: messageIdOf(facts, origin), to: facts.to, ...wordsOf(facts), calendar: entryIn(facts), pictures }, signal);
    const { againMs } = await execute(recordOutcome, { letterId, edition: facts.edition, delivery });
    if (!delivery.taken) log({ letterId, problem: delivery.problem, code: delivery.code, againMs }, 'a letter did not leave');
    return againMs === null ? undefined : { again: againMs };
  },
});
