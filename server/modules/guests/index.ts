export { issuePass } from './passes';
export { countPassesOf, endSentPasses, dropPassesOf, oldPasses } from './repository';
