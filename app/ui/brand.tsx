import { Link as AriaLink } from 'react-aria-components';

/** The mark: a page with one vermilion stroke on jade. */
export function BrandMark({ className = 'ph-brand-mark' }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <rect width="36" height="36" rx="9" fill="#0c5c5e" />
      <path d="M11 9.5A1.5 1.5 0 0 1 12.5 8h7.7L25.5 13.3V26.5A1.5 1.5 0 0 1 24 28H12.5A1.5 1.5 0 0 1 11 26.5Z" fill="#ffffff" />
      <path d="M20.2 8 25.5 13.3H21.7a1.5 1.5 0 0 1-1.5-1.5Z" fill="#b9d3d0" />
      <path d="M13.5 23.2c1.6-4.2 2.9-5.2 3.5-4.6.8.8-1.1 3.7-.2 4.2 1 .5 1.9-2.5 2.9-2.1.8.3-.1 1.9.8 2.1.7.2 1.3-.5 2.2-1.3" fill="none" stroke="#b9341c" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** Mark and name; a link home where there is one. */
export function Brand({ href, name = 'Phiên' }: { href?: string; name?: string }) {
  const inside = (
    <>
      <BrandMark />
      <span className="ph-brand-name">{name}</span>
    </>
  );
  return href ? <AriaLink href={href} className="ph-brand">{inside}</AriaLink> : <span className="ph-brand">{inside}</span>;
}
