export { PositionsScreen } from './positions-screen';
export { positionTexts } from './texts';
export { ContestedCard, PositionsWay } from './ways';
