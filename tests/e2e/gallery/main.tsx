import { createRoot } from 'react-dom/client';
import '~/ui/styles/index.css';
import './gallery.css';
import { UiProvider, decodeDisplay, displayAttributes } from '~/ui';
import { languageOf } from '~/ui/i18n';
import { galleryViews } from './views';

const query = new URLSearchParams(window.location.search);
for (const [name, value] of Object.entries(displayAttributes(decodeDisplay(query.get('display'))))) document.documentElement.setAttribute(name, value);
const language = languageOf(query.get('language'));
document.documentElement.lang = language;
const View = galleryViews[(query.get('view') ?? 'controls') as keyof typeof galleryViews] ?? galleryViews.controls;

createRoot(document.getElementById('root') ?? document.body).render(
  <UiProvider language={language}>
    <View />
  </UiProvider>,
);
