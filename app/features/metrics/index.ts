export { paperCsv } from './paper-csv';
export { PaperScreen } from './paper-screen';
