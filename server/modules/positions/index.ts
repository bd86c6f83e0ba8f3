export { bringWishes } from './bring-wishes';
export { contestedIn, type Contested } from './repository';
export { settleBlocks } from './settle';
