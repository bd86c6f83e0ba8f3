export { countCarriedOf, dropCarriedFrom, dropCarriedOf } from './carrying/repository';
export { mayAppend, mayDraw, mayRead, NO_RIGHTS, type InkRights } from './rights';
