import { localMoment } from './date-forms';
import { twoDigits } from './numbering';

/** What stands across each page of a download, and of a paper that is read: name, position with the unit, and the time in Viet Nam. */
export function watermarkOf(name: string, position: string | null, at: Date): string {
  const { year, month, day, hour, minute } = localMoment(at);
  const time = `${twoDigits(hour)}:${twoDigits(minute)} ${twoDigits(day)}/${twoDigits(month)}/${year}`;
  return [name, position, time].filter(Boolean).join(' · ');
}
