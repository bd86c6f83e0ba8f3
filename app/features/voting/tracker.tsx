import { useTexts } from '~/ui/i18n';
import { secretTexts } from './secret-texts';

/** The tracker of one's own ballot, large enough to be copied by hand, with what it is for; null: another device has it. */
export function Tracker({ tracker }: { tracker: string | null }) {
  const ts = useTexts(secretTexts);
  if (tracker === null) return <p className="ph-2">{ts('trackerElsewhere')}</p>;
  return (
    <div className="vt-tracker">
      <p className="ph-label">{ts('tracker')}</p>
      <p className="vt-tracker-code ph-num" data-tracker={tracker}>{tracker}</p>
      <p className="ph-sm ph-2">{ts('trackerNote')}</p>
    </div>
  );
}
