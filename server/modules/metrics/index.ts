export { PRINTS_DECLARED } from './events';
export { meeting } from './queries/meeting';
export { recipientsOf, type Recipients } from './account';
