import { useNonce } from '../../nonce';

/** Runs before the program of the page: where that does not arrive, because server or network went while it was coming, the page is loaded anew once the server answers. */
const AGAIN = `(() => {
  let waiting = false;
  const later = () => setTimeout(again, 3000);
  const again = () => fetch(location.href, { cache: 'no-store' }).then((answer) => (answer.ok ? location.reload() : later()), later);
  addEventListener('error', ({ target }) => { if (target instanceof HTMLScriptElement && !waiting) { waiting = true; later(); } }, true);
})()`;

/** For a page that nobody stands at: without its program it would stay as it is for good (L32). */
export function LoadAgain() {
  const nonce = useNonce();
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: AGAIN }} />;
}
