import styles from './ui/styles/index.css?url';
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import vietnamese from '@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2?url';

const font = (href: string) => ({ rel: 'preload', as: 'font', type: 'font/woff2', href, crossOrigin: 'anonymous' }) as const;

/** Links of the document head: the two faces every screen needs, the styles, icon and manifest. Spread into the router's `links`. */
export const rootLinks = [
  font(latin),
  font(vietnamese),
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/icons/phien.svg', type: 'image/svg+xml' },
  { rel: 'apple-touch-icon', href: '/icons/phien-180.png' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
] as const;
