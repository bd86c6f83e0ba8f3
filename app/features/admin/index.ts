export { BodiesScreen } from './bodies-screen';
export { FirstStepsScreen } from './first-steps-screen';
export { type ImportAnswer, ImportScreen } from './import-screen';
export { PeopleScreen } from './people-screen';
export { PinsScreen } from './pins-screen';
export { SlipsScreen } from './slips-screen';
export { UnitsScreen } from './units-screen';
export { WatchScreen } from './watch-screen';
