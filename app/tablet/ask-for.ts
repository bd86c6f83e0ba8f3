/** Asks an address of this server once. Null: nobody answered. */
export async function askFor<Answer>(address: string, signal: AbortSignal): Promise<Answer | null> {
  const response = await fetch(address, { headers: { Accept: 'application/json' }, cache: 'no-store', signal }).catch(() => null);
  if (!response?.ok || signal.aborted) return null;
  return (await response.json().catch(() => null)) as Answer | null;
}
