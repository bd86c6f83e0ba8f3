import { createContext, useContext, type ReactNode } from 'react';

export interface Me {
  personId: string;
  fullName: string;
  title: string;
  roles: readonly string[];
  /** Seals what this device keeps for the person. */
  deviceKey: string;
}

const MeContext = createContext<Me | null>(null);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext.Provider value={me}>{children}</MeContext.Provider>;
}

/** The signed-in person. @throws Error outside the signed-in pages. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is used outside the signed-in pages');
  return me;
}
