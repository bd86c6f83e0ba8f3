export { PRINTS_DECLARED } from './events';
export { recipientsOf, type Recipients } from './account';
