export type { Certificate, SigningActions } from './data';
export { documentPage } from './document-page';
export { SigningPanel } from './signing-panel';
export { useSigningActions } from './use-signing-actions';
export { ToSignScreen } from './many/to-sign-screen';
