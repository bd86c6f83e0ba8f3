const KEY = 'phien.device';

/** A name for this device, kept in its storage: reading places are remembered per device. Empty where storage is off. */
export function deviceId(): string {
  try {
    const known = localStorage.getItem(KEY);
    if (known) return known;
    const made = crypto.randomUUID();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    return '';
  }
}
