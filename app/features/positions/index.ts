export { PositionsScreen } from './positions-screen';
export { positionTexts } from './texts';
export { ContestedCard, ItemPosition, PositionsWay } from './ways';
