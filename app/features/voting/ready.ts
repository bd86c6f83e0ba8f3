import { type Choice, opinionFits } from '@shared/rules/ballot-choice';

/** Whether what is marked can be sent. */
export const isReady = (choice: Choice | null): choice is Choice => choice !== null && (choice.kind !== 'opinions' || choice.opinion !== 'other' || opinionFits(choice.words));

/** An opinion in own words that has more than fit on a ballot. */
export const isTooLong = (choice: Choice | null): boolean => choice?.kind === 'opinions' && choice.opinion === 'other' && choice.words !== '' && !isReady(choice);
