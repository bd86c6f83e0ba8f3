export { ComparisonScreen } from './comparison-screen';
export { ChangePieces, placeWords } from './change-words';
