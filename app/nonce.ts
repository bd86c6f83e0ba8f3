import { createContext, useContext } from 'react';

/** Nonce of the response being rendered; empty in the browser, where scripts are running already. */
export const NonceContext = createContext('');
export const useNonce = (): string => useContext(NonceContext);
