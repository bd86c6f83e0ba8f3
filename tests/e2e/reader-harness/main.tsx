/** A page around the reader for its tests: who I am, which paper and how it looks come from the address; following is set by the test. */
import '~/ui/styles/index.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { io } from 'socket.io-client';
import { Decoder, Encoder } from '@shared/protocol/ink-wire';
import { Reader } from '~/features/reader/reader';
import type { ReaderFollow } from '~/features/reader/reader-props';
import { SocketInkTransport } from '~/tablet/ink/socket-transport';
import { UiProvider } from '~/ui/provider';
import { liveDiffers } from './live-differs';

const query = new URLSearchParams(location.search);
const me = query.get('me') ?? '0193b3a0-0000-7000-8000-000000000001';
const doc = query.get('doc') ?? '0193b3a0-0000-7000-8000-00000000d0c1';
const pages = Number(query.get('pages') ?? '8');
const [theme = 'light', scale = '100', hand = 'right'] = (query.get('display') ?? '').split('.');
Object.assign(document.documentElement.dataset, { theme: theme || 'light', scale, hand });

const NAMES = {
  '0193b3a0-0000-7000-8000-000000000001': 'Lại Quốc Khiêm',
  '0193b3a0-0000-7000-8000-000000000002': 'Cù Minh Thạc',
};

const socket = io({ parser: { Encoder, Decoder }, auth: { person: me }, transports: ['websocket'] });
const transport = new SocketInkTransport(socket);

type Shown = Pick<ReaderFollow, 'presenterName' | 'docId' | 'page' | 'following' | 'presenting'>;

declare global {
  interface Window {
    harness: { follow: (change: Partial<Shown>) => void; state: Shown; disconnect: () => void; connect: () => void };
    liveDiffers: typeof liveDiffers;
  }
}

window.liveDiffers = liveDiffers;

function Harness() {
  const [follow, setFollow] = useState<Shown>({
    presenterName: query.has('follow') ? query.get('presenter') ?? 'Cù Minh Thạc' : null, docId: doc, page: Number(query.get('follow') ?? '1'), following: query.has('follow'), presenting: query.has('presenting'),
  });
  useEffect(() => {
    window.harness = {
      follow: (change) => setFollow((before) => ({ ...before, ...change })), state: follow, disconnect: () => socket.disconnect(), connect: () => socket.connect(),
    };
  }, [follow]);
  return (
    <Reader
      document={{ id: doc, inkId: doc, title: query.get('title') ?? 'Tờ trình', pages, url: `/papers/${query.get('paper') ?? String(pages)}.pdf`, pictured: query.get('pictured')?.split(',').map(Number) }}
      siblings={[
        { id: doc, title: 'Tờ trình', pages },
        { id: '0193b3a0-0000-7000-8000-00000000d0c2', title: 'Dự thảo Nghị quyết', pages: 5 },
        { id: '0193b3a0-0000-7000-8000-00000000d0c3', title: 'Phụ lục danh mục dự án', pages: 32 },
        { id: '0193b3a0-0000-7000-8000-00000000d0c4', title: 'Báo cáo tổng hợp, tiếp thu ý kiến', pages: 6, note: 'Có bản mới' },
      ]}
      session={{
        item: 'Nội dung 3', title: query.get('title') ?? 'Đầu tư công năm 2026', backHref: '#', onSpeak: () => undefined,
        pulse: [
          { icon: 'clock', title: 'Còn 27 phút', detail: 'Nội dung 3, đến 09:55' },
          { icon: 'speak', title: '4 người chờ phát biểu', detail: 'Chưa đăng ký' },
          { icon: 'vote', title: 'Biểu quyết', detail: 'Chưa mở' },
        ],
      }}
      permissions={{ annotate: true, share: true, present: true }}
      transport={transport}
      me={{ id: me, name: 'Lại Quốc Khiêm', deviceKey: '0123456789abcdefghijklmnopqrstuvwxyzABCDEFG' }}
      names={NAMES}
      follow={{
        ...follow, docTitle: query.get('title') ?? undefined,
        onFollow: () => setFollow((before) => ({ ...before, following: true })),
        onLeave: () => setFollow((before) => ({ ...before, following: false })),
        onPresentedPage: (page) => setFollow((before) => ({ ...before, page })),
        onStopPresenting: () => setFollow((before) => ({ ...before, presenting: false, presenterName: null })),
      }}
      onOpenDocument={() => undefined}
    />
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<UiProvider language={query.get('language') === 'en' ? 'en' : 'vi'}><Harness /></UiProvider>);
