export type { Certificate, SigningActions } from './data';
export { documentPage } from './document-page';
export { SigningPanel } from './signing-panel';
export { signingTexts } from './texts';
export { ToSignScreen } from './many/to-sign-screen';
