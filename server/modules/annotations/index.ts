export { countCarriedOf, dropCarriedFrom, dropCarriedOf } from './carrying/repository';
export { dropPreparedFor, preparedInks } from './prepared/repository';
export { mayAppend, mayDraw, mayRead, NO_RIGHTS, type InkRights } from './rights';
