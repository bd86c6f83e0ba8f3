import type { NextFunction, Request, Response } from 'express';
import { isLoopback } from '../../kernel/config';

const PROXIED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/**
 * In front of a sample province with its published password: a proxy, a tunnel or a name that others type leads in here, though
 * the settings say that nobody but the people at this machine can come.
 */
export function loopbackOnly(req: Request, res: Response, next: NextFunction): void {
  const host = /^(\[[^\]]*\]|[^:]*)/u.exec(req.headers.host ?? '')?.[0] ?? '';
  if (isLoopback(host) && !PROXIED.some((name) => req.headers[name] !== undefined)) {
    next();
    return;
  }
  res
    .status(403)
    .type('text/plain')
    .send(
      'Đây là tỉnh mẫu với mật khẩu đã công bố, chỉ mở trên chính máy này (http://localhost). Muốn mở cho máy khác: tạo tỉnh mẫu trong thư mục trống với PHIEN_SAMPLE=1 và PHIEN_SAMPLE_PASSWORD.\n' +
      'This is the sample province with its published password: it opens on this machine only (http://localhost). To open it to others, fill an empty folder with PHIEN_SAMPLE=1 and PHIEN_SAMPLE_PASSWORD.\n',
    );
}
