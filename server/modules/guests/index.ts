export { issuePass } from './passes';
export { countPassesOf, dropPassesOf, oldPasses } from './repository';
