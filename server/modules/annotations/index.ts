export { mayAppend, mayDraw, mayRead, NO_RIGHTS, type InkRights } from './rights';
