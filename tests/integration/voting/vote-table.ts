import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { DomainError } from '../../../server/kernel/errors';
import { sealBallot } from '../../../server/secret-ballot';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { openTestInstallation, TEST_ENGINE, type TestInstallation } from '../../support/installation';
import { openAssembly, type Assembly } from '../sitting/assembly';
import { HALF, LAST, QUORUM, SIDES, SIZE, type Mode, type Outcome, type Paper, type Sent, type Side, type Step } from './vote-steps';

/** The same vote in the program and on paper; every step is taken on both, and `compare` holds one against the other. */
export class VoteTable {
  installation: TestInstallation;
  readonly paper: Paper = { there: new Set([0, 1, 2, 3, 4, 5]), recused: new Set(), substitutes: new Map(), question: null, ballots: new Map(), entered: new Set(), trackers: new Map(), due: null, published: [], acknowledged: 0 };
  readonly #sent: Sent[] = [];
  readonly #folders: string[] = [];

  private constructor(private readonly room: Assembly) {
    this.installation = room.installation;
    this.paper.substitutes.set(LAST, { who: room.substitute, isThere: false });
  }

  static async open(): Promise<VoteTable> {
    const room = await openAssembly({ members: SIZE, present: SIZE - 1 });
    const { meetingId } = room;
    await room.installation.application.database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { policy: JSON.stringify({ ...provincialCommitteePolicy, substitutesVote: true }) } }));
    await room.execute('sitting.start-item', { meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
    return new VoteTable(room);
  }

  async close(): Promise<void> {
    await this.installation.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  get #meeting() {
    return { meetingId: this.room.meetingId };
  }

  get #execute() {
    return this.installation.application.execute;
  }

  #member(index: number): PersonCaller {
    return this.room.members[index] ?? this.room.stranger;
  }

  /** Why a member has no vote to give; null: there is one. */
  #refused(index: number): string | null {
    if (this.paper.recused.has(index)) return 'voting.recused';
    return this.paper.there.has(index) ? null : 'voting.not_there';
  }

  #substituteRefused(index: number, isThere: boolean): string | null {
    if (this.paper.recused.has(index)) return 'voting.recused';
    if (!isThere) return 'voting.not_there';
    return this.paper.there.has(index) ? 'voting.member_is_here' : null;
  }

  #could(): number[] {
    const { there, recused, substitutes, ballots } = this.paper;
    return Array.from({ length: SIZE }, (_, index) => index).filter((index) => !recused.has(index) && (there.has(index) || substitutes.get(index)?.isThere || ballots.has(index)));
  }

  #outcome(): Outcome {
    const could = this.#could();
    const sides = could.flatMap((index) => this.paper.ballots.get(index) ?? []);
    const of = (side: Side): number => sides.filter((one) => one === side).length;
    return { present: could.length, for: of('for'), against: of('against'), abstain: of('abstain'), noBallot: could.length - sides.length, absent: SIZE - could.length - this.paper.recused.size, recused: this.paper.recused.size, passed: of('for') > HALF };
  }

  /** @returns the reason of a refusal; null: it was done. */
  async #refusal(work: Promise<unknown>): Promise<string | null> {
    return work.then(() => null, (error: unknown) => {
      if (error instanceof DomainError && error.code !== 'internal') return error.reason;
      throw error;
    });
  }

  async #key(questionId: string): Promise<string> {
    return (await this.installation.application.query('voting.secret-ballot', { ...this.#meeting, questionId }, this.room.chair)).publicKey ?? '';
  }

  #send({ questionId, who, words, commandId }: Pick<Sent, 'questionId' | 'who' | 'words' | 'commandId'>, mode: Mode): Promise<{ tracker: string | null }> {
    const options = { commandId };
    if (mode !== 'secret') return this.#execute('voting.cast-ballot', { ...this.#meeting, questionId, choice: words }, who, options).then(() => ({ tracker: null }));
    return this.#execute('voting.cast-secret', { ...this.#meeting, questionId, ballot: words }, who, options);
  }

  async #wordsFor({ id, mode }: NonNullable<Paper['question']>, side: Side): Promise<string> {
    return mode === 'secret' ? sealBallot({ questionId: id, publicKey: await this.#key(id) }, side) : side;
  }

  /** The vote of `voter` given by `who`, who has no right to it where `because` says so. */
  async #cast(voter: number, who: PersonCaller, side: Side, because: string | null): Promise<void> {
    const { question } = this.paper;
    // What was never put has no box and no key.
    if (!question || (question.state === 'draft' && question.mode === 'secret')) return;
    const sent = { questionId: question.id, who, voter, words: await this.#wordsFor(question, side), commandId: randomUUID() };
    const given = this.#send(sent, question.mode);
    const expected = because ?? (question.state === 'open' ? (question.isRoll && question.called !== voter ? 'voting.not_called' : null) : question.state === 'frozen' ? 'voting.vote_closed' : 'voting.not_open');
    expect(await this.#refusal(given)).toBe(expected);
    if (expected === null) this.#note({ ...sent, tracker: (await given).tracker }, side);
  }

  #note(sent: Sent, side: Side): void {
    const isNew = this.paper.ballots.get(sent.voter) !== side;
    this.paper.ballots.set(sent.voter, side);
    // Said again it is still what the keeper entered.
    if (isNew) this.paper.entered.delete(sent.voter);
    this.#answered(sent.voter);
    if (sent.tracker !== null) this.paper.trackers.set(sent.voter, sent.tracker);
    this.paper.acknowledged += 1;
    this.#sent.push(sent);
  }

  /** Who answered is called no more. */
  #answered(voter: number): void {
    const { question } = this.paper;
    if (question?.isRoll && question.called === voter) question.called = this.#nextAfter(voter);
  }

  #nextAfter(called: number | null): number | null {
    return this.#could().find((index) => index > (called ?? -1) && !this.paper.ballots.has(index)) ?? null;
  }

  async #answer(who: number, side: Side): Promise<void> {
    const { question, ballots, entered } = this.paper;
    if (!question) return;
    const isOwn = ballots.has(who) && !entered.has(who) && ballots.get(who) !== side;
    const expected = question.state === 'draft' ? 'voting.not_open' : question.mode === 'secret' ? 'voting.secret_elsewhere' : !question.isRoll ? 'voting.own_hand_only' : !this.#could().includes(who) ? 'voting.cannot_vote_now' : isOwn ? 'voting.own_hand_stays' : null;
    expect(await this.#refusal(this.#execute('voting.enter-answer', { ...this.#meeting, questionId: question.id, voterId: this.#member(who).personId, choice: side }, this.room.secretary))).toBe(expected);
    if (expected !== null) return;
    if (!ballots.has(who)) entered.add(who);
    ballots.set(who, side);
    this.#answered(who);
  }

  async #call(step: 'next' | 'back', isOld: boolean): Promise<void> {
    const { question, ballots, entered } = this.paper;
    if (!question) return;
    const idOf = (index: number | null): string | null => (index === null ? null : this.#member(index).personId);
    const calledId = isOld ? idOf(question.called === null ? 0 : null) : idOf(question.called);
    const before = this.#could().filter((index) => index < (question.called ?? SIZE)).at(-1) ?? null;
    const isOwn = before !== null && ballots.has(before) && !entered.has(before);
    const refusedBack = before === null ? 'voting.nobody_before' : isOwn ? 'voting.own_hand_stays' : null;
    const expected = question.state === 'draft' ? 'voting.not_open' : !question.isRoll ? 'voting.no_roll' : isOld ? 'voting.called_meanwhile' : step === 'back' ? refusedBack : null;
    expect(await this.#refusal(this.#execute(step === 'next' ? 'voting.call-next' : 'voting.recall-name', { ...this.#meeting, questionId: question.id, calledId }, this.room.secretary))).toBe(expected);
    if (expected !== null) return;
    if (step === 'next') question.called = this.#nextAfter(question.called);
    else if (before !== null) {
      ballots.delete(before);
      entered.delete(before);
      question.called = before;
    }
  }

  async take(one: Step): Promise<void> {
    this.installation.clock.advance(1_000);
    const { paper, room } = this;
    const { question } = paper;
    switch (one.do) {
      case 'put':
        return this.#put(one.mode, false);
      case 'call':
        return this.#put('open', true);
      case 'answer':
        return this.#answer(one.who, one.side);
      case 'next':
      case 'back':
        return this.#call(one.do, one.isOld);
      case 'cast':
        return this.#cast(one.who, this.#member(one.who), one.side, this.#refused(one.who));
      case 'substitute': {
        const substitute = paper.substitutes.get(one.who);
        if (!substitute) return;
        // The first time they come.
        if (!substitute.isThere) await this.#execute('sitting.mark-attendance', { ...this.#meeting, marks: [{ personId: substitute.who.personId, attendance: 'room' }] }, room.secretary);
        substitute.isThere = true;
        return this.#cast(one.who, substitute.who, one.side, this.#substituteRefused(one.who, true));
      }
      case 'tabs':
        return this.#tabs(one.who, one.sides);
      case 'again':
      case 'reused':
      case 'copied':
        return this.#repeated(one);
      case 'foreign':
        // Of no session, or of another one: as if there were none.
        expect(await this.#refusal(this.#send({ questionId: randomUUID(), who: this.#member(0), words: one.side, commandId: randomUUID() }, 'open'))).toBe('not_found');
        if (question) expect(await this.#refusal(this.#execute('voting.cast-ballot', { ...this.#meeting, questionId: question.id, choice: one.side }, room.guest))).toBe('voting.no_vote');
        return;
      case 'name': {
        const isPossible = one.who !== 0 && !paper.there.has(one.who) && !paper.substitutes.has(one.who) && ![...paper.substitutes.values()].some(({ who }) => who === room.stranger);
        const named = this.#refusal(this.#execute('meetings.substitute', { ...this.#meeting, memberId: this.#member(one.who).personId, personId: room.stranger.personId }, room.secretary));
        expect((await named) === null).toBe(isPossible);
        if (isPossible) paper.substitutes.set(one.who, { who: room.stranger, isThere: false });
        return;
      }
      case 'recuse':
      case 'take part':
        return this.#takePart(one.who, one.do === 'take part');
      case 'leave':
        expect(await this.#refusal(this.#execute('sitting.leave', { ...this.#meeting, personId: this.#member(one.who).personId }, this.#member(one.who)))).toBe(paper.there.has(one.who) ? null : 'sitting.not_there');
        paper.there.delete(one.who);
        return;
      case 'come':
        await this.#execute('sitting.mark-attendance', { ...this.#meeting, marks: [{ personId: this.#member(one.who).personId, attendance: 'room' }] }, room.secretary);
        paper.there.add(one.who);
        return;
      case 'withdraw': {
        if (!question) return;
        const expected = question.state === 'draft' ? 'voting.not_open' : paper.ballots.size > 0 ? 'voting.ballots_cast' : null;
        if (question.state === 'frozen') return;
        expect(await this.#refusal(this.#execute('voting.withdraw-question', { ...this.#meeting, questionId: question.id }, room.chair))).toBe(expected);
        if (expected === null) Object.assign(question, { state: 'draft', isRoll: false, called: null });
        return;
      }
      case 'close':
        return this.#close(one.twice);
      case 'count':
        await this.installation.application.jobs.drain();
        return this.#counted();
      case 'kill':
        return this.#kill();
    }
  }

  async #put(mode: Mode, isCalled: boolean): Promise<void> {
    const { paper, room } = this;
    paper.question ??= { id: (await this.#execute('voting.create-question', { ...this.#meeting, itemId: room.items.first, text: 'Thông qua?', mode }, room.secretary)).questionId, mode, state: 'draft', isRoll: false, called: null };
    const { question } = paper;
    const isRoll = isCalled && question.mode === 'open';
    const present = this.#could().length;
    const expected = question.state !== 'draft' ? 'voting.already_open' : present < QUORUM ? 'voting.no_quorum' : null;
    expect(await this.#refusal(this.#execute('voting.open-question', { ...this.#meeting, questionId: question.id, way: isRoll ? 'roll' : 'tablets' }, room.chair))).toBe(expected);
    if (expected === null) Object.assign(question, { state: 'open', isRoll, called: isRoll ? this.#nextAfter(null) : null });
  }

  async #tabs(voter: number, sides: [Side, Side]): Promise<void> {
    const { question } = this.paper;
    // In a roll call the first of the two is answered, and the second comes after the next name was called.
    if (question?.state !== 'open' || question.isRoll || this.#refused(voter) !== null) return;
    const who = this.#member(voter);
    const [one, two] = await Promise.all(sides.map(async (side) => ({ questionId: question.id, who, voter, words: await this.#wordsFor(question, side), commandId: randomUUID(), side })));
    if (!one || !two) return;
    const [first, second, repeated] = await Promise.allSettled([one, two, one].map((sent) => this.#send(sent, question.mode)));
    if (second?.status !== 'fulfilled') throw new Error('the second tablet was refused', { cause: second });
    // Of two that are the same one does it; the other is answered the same, or told that a later one has taken its place.
    const answers = [first, repeated].flatMap((answer) => (answer?.status === 'fulfilled' ? [answer.value.tracker] : []));
    for (const answer of [first, repeated]) if (answer?.status === 'rejected') expect(answer.reason).toMatchObject({ reason: 'command.id_reused' });
    expect(answers.length).toBeGreaterThan(0);
    expect(new Set(answers).size).toBe(1);
    const { reader } = this.installation.application.database;
    const where = { questionId: question.id, voterId: who.personId };
    const kept = question.mode === 'secret' ? (await reader.sealedBallot.findMany({ where })).map(({ tracker }) => tracker) : (await reader.ballot.findMany({ where })).map(({ choice }) => choice);
    expect(kept).toHaveLength(1);
    const sealed = { one: { ...one, tracker: answers[0] ?? null }, two: { ...two, tracker: second.value.tracker } };
    const isFirstKept = question.mode === 'secret' ? kept[0] === sealed.one.tracker : kept[0] === one.side;
    if (!isFirstKept) expect(kept[0]).toBe(question.mode === 'secret' ? sealed.two.tracker : two.side);
    const order = isFirstKept ? [sealed.two, sealed.one] : [sealed.one, sealed.two];
    for (const { side, ...sent } of order) this.#note(sent, side);
  }

  /** Somebody has only a part of what was sent before: it does nothing a second time. */
  async #repeated(one: Extract<Step, { do: 'again' | 'reused' | 'copied' }>): Promise<void> {
    const sent = this.#sent[one.which % Math.max(1, this.#sent.length)];
    const { question, trackers } = this.paper;
    const mode = question?.id === sent?.questionId ? question?.mode : this.paper.published.find(({ id }) => id === sent?.questionId)?.mode;
    if (!sent || !mode) return;
    if (one.do === 'again') {
      const lies = mode !== 'secret' || question?.id !== sent.questionId || trackers.get(sent.voter) === sent.tracker;
      const answer = await this.#send(sent, mode).catch((error: unknown) => error);
      if (!(answer instanceof Error)) return void expect(answer).toEqual({ tracker: sent.tracker });
      // What a later one has replaced, or was taken out at closing, is answered no more.
      expect({ lies: lies && question?.id === sent.questionId, mode, reason: (answer as DomainError).reason }).toEqual({ lies: false, mode: 'secret', reason: 'command.id_reused' });
      return;
    }
    if (one.do === 'reused') {
      if (mode === 'secret' || sent.words === one.side) return;
      expect(await this.#refusal(this.#send({ ...sent, words: one.side }, mode))).toBe('command.id_reused');
      return;
    }
    // A sealed ballot of somebody else, read on its way.
    if (mode !== 'secret' || question?.id !== sent.questionId || question.state !== 'open' || one.who === sent.voter || this.#refused(one.who) !== null || trackers.get(sent.voter) !== sent.tracker) return;
    expect(await this.#refusal(this.#send({ ...sent, who: this.#member(one.who), commandId: randomUUID() }, mode))).toBe('voting.ballot_copied');
  }

  async #takePart(who: number, isBack: boolean): Promise<void> {
    const { recused } = this.paper;
    const itemId = this.room.items.first;
    const { personId } = this.#member(who);
    const done = this.#refusal(isBack ? this.#execute('agenda.end-recusal', { itemId, personId }, this.room.secretary) : this.#execute('agenda.recuse', { itemId, personId, reason: 'Có người thân được xét' }, this.room.secretary));
    expect((await done) === null).toBe(recused.has(who) === isBack);
    if (isBack) recused.delete(who);
    else recused.add(who);
  }

  async #close(isTwice: boolean): Promise<void> {
    const { paper, room } = this;
    const { question } = paper;
    if (!question) return;
    const close = (): Promise<unknown> => this.#execute('voting.close-question', { ...this.#meeting, questionId: question.id }, room.chair);
    if (question.state !== 'open') return void expect(await this.#refusal(close())).toBe(question.state === 'draft' ? 'voting.not_open' : 'voting.box_not_open');
    paper.due = this.#outcome();
    // Chair and secretary at once: one of them does it.
    const refusals = await Promise.all([close(), ...(isTwice ? [close()] : [])].map((work) => this.#refusal(work)));
    expect(refusals.filter((refusal) => refusal === null)).toHaveLength(1);
    for (const refusal of refusals) expect([null, 'voting.already_closed', 'voting.box_not_open']).toContain(refusal);
    if (question.mode === 'secret') {
      question.state = 'frozen';
      for (const index of paper.recused) {
        paper.ballots.delete(index);
        paper.trackers.delete(index);
      }
    } else this.#publish();
  }

  /** A box that was closed is counted now. */
  #counted(): void {
    if (this.paper.question?.state === 'frozen') this.#publish();
  }

  #publish(): void {
    const { paper } = this;
    if (!paper.question || !paper.due) throw new Error('nothing was closed');
    paper.published.push({ id: paper.question.id, mode: paper.question.mode, outcome: paper.due });
    paper.question = null;
    paper.due = null;
    paper.ballots.clear();
    paper.entered.clear();
    paper.trackers.clear();
  }

  /** What a disk has after kill -9: a copy of the folder as it lies there, opened by a program that knows nothing. */
  async #kill(): Promise<void> {
    const { installation } = this;
    const at = installation.clock.now().toISOString();
    if (TEST_ENGINE === 'postgresql') {
      await installation.application.stop();
      this.installation = await openTestInstallation({ dataDir: installation.dataDir, at });
      return;
    }
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-vote-'));
    this.#folders.push(dataDir);
    cpSync(installation.dataDir, dataDir, { recursive: true, filter: (file) => !file.endsWith('.lock') });
    this.installation = await openTestInstallation({ dataDir, at });
    await installation.close();
  }

  async compare(): Promise<void> {
    const { paper, room } = this;
    const { application } = this.installation;
    const { reader } = application.database;
    const { view } = await application.query('sitting.live-snapshot', this.#meeting, room.secretary);
    for (const { id, mode, outcome: { passed, present, ...counts } } of paper.published) {
      expect(view.questions.find((one) => one.id === id), mode).toMatchObject({ state: 'closed', present, passed, members: SIZE, result: { ...counts, invalid: 0 } });
    }
    expect(await reader.auditEntry.count({ where: { action: { in: ['voting.cast-ballot', 'voting.cast-secret'] } } })).toBe(paper.acknowledged);
    const { question } = paper;
    if (!question) return;
    const shown = view.questions.find(({ id }) => id === question.id);
    expect(shown?.state).toBe(question.state === 'draft' ? 'draft' : 'open');
    if (question.state === 'open') expect(shown?.cast).toBe([...paper.ballots.keys()].filter((index) => !paper.recused.has(index)).length);
    const numberOf = (personId: string): number => room.members.findIndex((one) => one.personId === personId);
    if (question.mode === 'secret') {
      const rows = await reader.sealedBallot.findMany({ where: { questionId: question.id } });
      expect(new Map(rows.map(({ voterId, tracker }) => [numberOf(voterId), tracker]))).toEqual(paper.trackers);
    } else {
      const rows = await reader.ballot.findMany({ where: { questionId: question.id } });
      expect(new Map(rows.map(({ voterId, choice }) => [numberOf(voterId), choice]))).toEqual(paper.ballots);
      const row = await reader.voteQuestion.findUniqueOrThrow({ where: { id: question.id } });
      expect(row.calledId && numberOf(row.calledId)).toBe(question.called);
      expect(new Set(rows.filter(({ castById }) => castById === room.secretary.personId).map(({ voterId }) => numberOf(voterId)))).toEqual(paper.entered);
    }
  }

  /** Closes what is open, has it counted, and looks at everything that was published once more. */
  async end(): Promise<void> {
    if (this.paper.question?.state === 'open') await this.#close(false);
    await this.take({ do: 'count' });
    await this.compare();
    const { application } = this.installation;
    for (const { id, mode, outcome } of this.paper.published) {
      const sides = Object.fromEntries(SIDES.filter((side) => outcome[side] > 0).map((side) => [side, outcome[side]]));
      if (mode === 'secret') expect((await application.query('voting.ballot-bundle', { ...this.#meeting, questionId: id }, this.room.chair)).counts).toMatchObject({ ballots: outcome.for + outcome.against + outcome.abstain, invalid: 0, choices: sides });
      else if (mode === 'open') expect((await application.query('voting.roll', { ...this.#meeting, questionId: id }, this.room.chair)).length).toBeGreaterThanOrEqual(outcome.for + outcome.against + outcome.abstain);
    }
    const keys = path.join(this.installation.dataDir, 'ballot-keys');
    expect(existsSync(keys) ? readdirSync(keys) : []).toEqual([]);
  }
}
