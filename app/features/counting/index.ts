export { CountingList, type CountingDocuments } from './counting-list';
export { CountingScreen } from './counting-screen';
