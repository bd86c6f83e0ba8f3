import { createContext, useContext, type ReactNode } from 'react';

const StandingLine = createContext<ReactNode>(null);

/** Puts a line under the top bar of every screen inside; a screen that tells the same itself leaves it out (`ownLine`). */
export const StandingLineProvider = StandingLine.Provider;

/** The line, for a screen with a frame of its own. */
export const useStandingLine = (): ReactNode => useContext(StandingLine);
