export type { Preparation } from './data';
export { PreparationScreen } from './preparation-screen';
export { PreparingScreen } from './preparing-screen';
export { preparingTasks } from './preparing-tasks';
export { TaskScreen } from './task-screen';
export { preparingTexts } from './texts';
export { standingWords } from './standing-words';
