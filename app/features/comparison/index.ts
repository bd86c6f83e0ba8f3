export { ComparisonScreen } from './comparison-screen';
export { comparisonTexts } from './texts';
export { ChangePieces, placeWords } from './change-words';
export { useComparison } from './use-comparison';
