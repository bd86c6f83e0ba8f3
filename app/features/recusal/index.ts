export { RecusalDialog } from './recusal-dialog';
export { OwnRecusal } from './own-recusal';
export { recusalTexts } from './texts';
