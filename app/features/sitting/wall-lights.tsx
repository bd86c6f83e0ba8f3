import { useTexts } from '~/ui/i18n';
import { roomTexts } from '../rooms';
import { sitesTexts } from '../rooms';
import type { SittingView } from './sitting-view';

type Lights = NonNullable<SittingView['lights']>;

/** Lights that the room is told the number of, in this order. */
const TOLD = ['present', 'online', 'absent', 'expected', 'asks', 'speaking'] as const;

/** The seats of the hall on the wall, lights alone: whose seat it is everybody sees in the room (L76). The signs differ by their shape too. */
export function WallSeats({ lights: { spots, counts } }: { lights: Lights }) {
  const t = useTexts(roomTexts);
  const xs = spots.map(({ x }) => x);
  const ys = spots.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const told = TOLD.filter((light) => counts[light] > 0);
  return (
    <div className="rs-lights">
      <svg className="rs-plan" role="img" aria-label={told.map((light) => `${t(`light_${light}`)}: ${counts[light]}`).join(', ')} viewBox={`${left * 100} ${top * 100 - 30} ${(Math.max(...xs) - left + 1) * 100} ${(Math.max(...ys) - top + 1) * 100 + 30}`}>
        <line className="rs-front" x1={left * 100 + 10} x2={(Math.max(...xs) + 1) * 100 - 10} y1={top * 100 - 20} y2={top * 100 - 20} />
        {spots.map(({ x, y, light }) => <g key={`${x} ${y}`} className="rs-light" data-light={light ?? 'free'} transform={`translate(${x * 100} ${y * 100})`}><Sign light={light} /></g>)}
      </svg>
      <ul className="rs-legend">
        {told.map((light) => (
          <li key={light}><svg viewBox="0 0 100 100" aria-hidden="true"><g className="rs-light" data-light={light}><Sign light={light} /></g></svg><span>{t(`light_${light}`)}</span> <strong className="ph-num">{counts[light]}</strong></li>
        ))}
      </ul>
    </div>
  );
}

/** Full, half, ring, dashed ring, hand, star: told apart without colour, from the back of the hall. */
function Sign({ light }: { light: Lights['spots'][number]['light'] }) {
  if (light === 'asks') return <path d="M50 10 L90 84 L10 84 Z" />;
  if (light === 'speaking') return <><rect x="4" y="4" width="92" height="92" rx="14" /><circle className="rs-inner" cx="50" cy="50" r="22" /></>;
  if (light === 'online') return <><circle cx="50" cy="50" r="36" /><path className="rs-half" d="M50 14 A36 36 0 0 1 50 86 Z" /></>;
  return <circle cx="50" cy="50" r="36" />;
}

/** As many characters of names as leave the lights their room: two lines with what stands around them. */
const NAMES_MOST = 70;

/** How the sites are connected, in two lines at most: of long names fewer, and how many more (L74, L90). */
export function WallSites({ sites }: { sites: NonNullable<SittingView['sites']> }) {
  const t = useTexts(sitesTexts);
  const names = sites.lostNames.filter((_name, index, all) => index === 0 || all.slice(0, index + 1).join(', ').length <= NAMES_MOST);
  const more = sites.lost - names.length;
  const lost = sites.lost > 0 ? `; ${t('wallLost', { names: names.join(', ') })}${more > 0 ? t('wallMore', { n: more }) : ''}` : '';
  return <p className="rs-sites ph-num" data-lost={sites.lost > 0 || undefined}>{`${t('wallLine', { ...sites })}${lost}`}</p>;
}
