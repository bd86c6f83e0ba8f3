export { callerFor } from './caller-for';
export { preparesFor } from './holding';
