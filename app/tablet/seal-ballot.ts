/** What seals secret ballots, apart from the pages: it is brought when a secret vote opens, before the network may go. */
export { sealBallot, trackerOf } from '../../server/secret-ballot';
