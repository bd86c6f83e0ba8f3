/** Where files lie that come in parts, inside of the folder of what is received: these outlive the process. */
export const ARRIVING = 'arriving';

/** Room for what is made and thrown away, on the medium of the stored files. */
export interface Scratch {
  /** A folder of its own for as long as the work takes; what lies in it then is deleted. */
  withRoom<T>(work: (room: ScratchRoom) => Promise<T>): Promise<T>;
}

export interface ScratchRoom {
  /** Absolute path of a file in it, which need not exist. */
  place(name: string): string;
  /** Writes a file in it. @returns its absolute path. */
  fill(name: string, source: AsyncIterable<Uint8Array>, options?: { signal?: AbortSignal }): Promise<string>;
}
