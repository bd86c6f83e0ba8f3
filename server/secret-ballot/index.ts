export { BUNDLE_FORM, countBallots, bundleText, makeBundle, type BallotBundle, type BallotCounts } from './bundle';
export { makeBoxKeys, openBallots, type BoxKeys, type OpenedChoice } from './open';
export { isSealed, readTracker, sealBallot, trackerOf } from './seal';
export { CHOICE_BYTES, SEALED_LETTERS, type BallotBox } from './suite';
