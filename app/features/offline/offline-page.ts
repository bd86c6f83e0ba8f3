/**
 * The page a load gets when the server cannot be reached, put there by the worker (`app/tablet/offline/offline-worker.ts`). A program of its own:
 * it has no data, and knows the person's language and display from their cookies. It loads what was asked for once the server is back.
 */
import '~/ui/styles/layers.css';
import '~/ui/styles/index.css';
import './offline.css';
import { isFromProxy, obstacleNow } from '~/tablet/offline/patient-fetch';
import { waitingHere } from '~/tablet/offline/waiting-here';
import { decodeDisplay, displayAttributes, DISPLAY_COOKIE } from '~/ui/display-preferences';
import { languageOf } from '~/ui/i18n/languages';
import { translator } from '~/ui/i18n/texts';
import { askedPage } from './asked-page';
import { offlineTexts, pageNames } from './texts';

const AGAIN_MS = 4_000;

const cookie = (name: string): string | undefined => document.cookie.split(/;\s*/u).find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);

const root = document.documentElement;
const isSent = root.dataset.sent === 'true';
const language = languageOf(cookie('phien_locale'));
root.lang = language;
for (const [name, value] of Object.entries(displayAttributes(decodeDisplay(cookie(DISPLAY_COOKIE))))) root.setAttribute(name, value);
const t = translator(offlineTexts, language);
const names = translator(pageNames, language);

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...inside);
  return made;
}

const name = names(isSent ? 'other' : askedPage(location.pathname).kind);
const title = t('title', { name });
document.title = `${title} · Phiên`;

const why = element('p', '');
why.role = 'status';
const waits = element('div', 'off-part');
waits.hidden = true;
const again = element('button', 'ph-button', t('retry'));
again.type = 'button';
again.dataset.look = 'pri';
again.dataset.size = '56';

const part = (heading: string, ...lines: string[]): HTMLElement => element('div', 'off-part', element('h2', 'ph-strong', heading), ...lines.map((line) => element('p', '', line)));
const main = element('main', 'ph-stack', element('h1', 'ph-h2', title), why, ...(isSent ? [element('p', 'ph-strong', t('notSent'))] : []), waits, part(t('notHere'), t('nothing')), element('p', '', t('itself')), element('div', 'ph-row', again));
main.id = 'main';
main.dataset.gap = '5';
const mark = element('img', 'ph-brand-mark');
mark.src = '/icons/phien.svg?offline';
mark.alt = '';
document.body.append(element('div', 'ph-screen off-page', element('header', 'ph-top', element('span', 'ph-brand', mark, element('span', 'ph-brand-name', 'Phiên'))), main));

function sayWhy(): void {
  const text = t(obstacleNow());
  if (why.textContent !== text) why.textContent = text;
}

async function sayWhatWaits(): Promise<void> {
  const waiting = await waitingHere(null);
  const kinds = (['marks', 'texts', 'files'] as const).filter((kind) => waiting[kind] > 0);
  if (kinds.length === 0) return;
  waits.replaceChildren(element('h2', 'ph-strong', t('here')), element('ul', '', ...kinds.map((kind) => element('li', '', t(kind, { count: waiting[kind] })))), element('p', '', t('waits')));
  waits.hidden = false;
}

/** Opens what was asked for when the server answers; what was sent as a form is not sent again. */
async function tryAgain(): Promise<void> {
  sayWhy();
  const answer = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(AGAIN_MS) }).catch(() => null);
  // Whatever its health says, it is the server that says it; a proxy in its place does not.
  if (answer === null || isFromProxy(answer)) return;
  if (isSent) location.replace('/');
  else location.reload();
}

async function keepTrying(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS * (0.5 + Math.random())));
    await tryAgain();
  }
}

sayWhy();
void sayWhatWaits();
void keepTrying();
again.addEventListener('click', () => void tryAgain());
window.addEventListener('online', () => void tryAgain());
window.addEventListener('offline', sayWhy);
