export { GuestScreen } from './guest-screen';
export { PassScreen } from './pass-screen';
export { PassSheet, type PrintedPass } from './pass-sheet';
export { PassesSection } from './passes-section';
