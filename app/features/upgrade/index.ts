export { LostModules, useModulesLost, useWayThere } from './lost-modules';
export { upgradeTexts } from './texts';
export { useProgramOf } from './use-program-of';
