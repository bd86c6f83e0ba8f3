import { X509Certificate } from 'node:crypto';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { Application, QueryResult } from '../../application';
import { anonymous, system, type Caller } from '../../kernel/actor';
import { NO_METER } from '../../kernel/ports/meter';
import type { Config } from '../../kernel/config';
import type { TlsMaterial } from '../../kernel/ports/tls';
import type { Health, Readiness } from '../../kernel/ports/vitals';
import { createDownloadNotes } from './downloads';
import { forgetEndedSignIn } from './ended-sign-in';
import { errorResponse, whose } from './errors';
import { fairTurn } from './fair-turn';
import { fileRoutes, type FileDoors } from './files';
import { securityHeaders } from './headers';
import { languageCookie, languageOfDevice } from './language';
import { loopbackOnly } from './loopback-only';
import { originCheck } from './origin-check';
import { limitConnections, SERVER_LIMITS } from './connections';
import { announcedBody, pageBody } from './page-body';
import { bringsKey, sendMetrics, type MetricsPage } from './metrics-door';
import { builtPages, type Pages } from './pages';
import { rehearsalDoors, type RehearsalEntry } from './rehearsal-door';
import { requestEnd } from './request-end';
import { requestHead } from './request-head';
import { requestId, requestOf } from './request-id';
import type { ResolvedSignIn, SignIns } from './sign-ins';
import { describeAuthority } from './trust-facts';
import type { UploadDoors } from './take-in';
import { uploadRoutes } from './uploads';

declare module 'express-serve-static-core' {
  interface Locals {
    signIn?: ResolvedSignIn | null;
    lock?: QueryResult<'identity.lock'>;
    caller?: Caller;
  }
}

export interface HttpTransport {
  server: Server;
  app: Express;
  /** Serves over TLS with another certificate from the next handshake on; connections stay. */
  useTls(material: TlsMaterial): void;
  /** As `/health` and `/ready` answer: what is known of the installation, and of this door. */
  health(): Promise<Health>;
  ready(): Promise<Readiness>;
  /** When the certificate served ends; null without one. */
  certificateEnd(): Date | null;
  /** From here on `/ready` says that this program is about to stop; everything else is answered as before. */
  leave(): void;
  stop(): Promise<void>;
}

/** What requests need of the installation. */
export type HttpDoors = FileDoors & UploadDoors & Pick<Application, 'execute' | 'query' | 'clock' | 'health' | 'ready' | 'noteRefusal' | 'receivingFolder'> & Partial<Pick<Application, 'meter'>>;

export interface HttpOptions {
  application: HttpDoors;
  config: Config;
  signIns: SignIns;
  tls: TlsMaterial | null;
  log: Logger;
  /** Absent: what was built. */
  pages?: Pages;
  sample: boolean;
  /** Refuses whoever comes through a proxy or by another name than this machine's. */
  loopbackOnly?: boolean;
  /** Lets people into rehearsals; absent: there are none. */
  rehearsals?: RehearsalEntry | null;
  /** It answers in a rehearsal, until then. */
  rehearsal?: { endsAt: Date; meetingId: string } | null;
  /** Shown at `/metrics` to who brings the configured key. */
  metrics?: MetricsPage | null;
}

const secureContext = ({ cert, key }: TlsMaterial) => ({ cert, key, minVersion: 'TLSv1.2' as const });

const callerOf = (req: Request): Caller => (req.res?.locals.caller as Caller | undefined) ?? anonymous(req.ip);

/**
 * Express with everything in front of the pages, the cheap refusals first: headers, health, origin, what the head of the
 * request says, sign-in, files, uploads, bodies, pages.
 */
export async function createHttpTransport({ application, config, signIns, tls, log, pages = builtPages, sample, loopbackOnly: atThisMachine = false, metrics = null, rehearsals = null, rehearsal = null }: HttpOptions): Promise<HttpTransport> {
  const https = tls !== null || config.origin.startsWith('https:');
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustedProxies.length > 0 ? config.trustedProxies : false);
  const isProxy = app.get('trust proxy fn') as (address: string) => boolean;
  app.use(requestId(isProxy));
  let pageAt: (pathname: string) => string | null = () => null;
  app.use(requestEnd({ meter: application.meter ?? NO_METER, log, pageAt: (pathname) => pageAt(pathname) }));
  app.use(securityHeaders({ origin: config.origin, https, inlineStyles: pages.inlineStyles }));
  const endOf = (material: TlsMaterial | null): Date | null => material && new Date(new X509Certificate(material.cert).validTo);
  let certificateEnd = endOf(tls);
  let isLeaving = false;
  const health = async (): Promise<Health> => {
    const { problems, warnings } = await application.health();
    const found: Health['problems'] = certificateEnd && certificateEnd < application.clock.now() ? [...problems, 'certificate_ended'] : problems;
    return { ok: found.length === 0, problems: found, warnings };
  };
  const ready = async (): Promise<Readiness> => {
    const found = await application.ready();
    return isLeaving ? { ...found, ready: false, reasons: ['stopping', ...found.reasons] } : found;
  };
  app.get('/health', (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    health().then(({ ok, problems, warnings }) => res.status(ok ? 200 : 503).json({ ok, ...(!ok && { problems }), ...(warnings.length > 0 && { warnings }) }), next);
  });
  app.get('/ready', (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    ready().then(({ ready, reasons, warnings }) => res.status(ready ? 200 : 503).json({ ready, ...(!ready && { reasons }), ...(warnings.length > 0 && { warnings }) }), next);
  });
  const { metricsKey } = config;
  // Without the key it is not there: visitors meet what every other unknown address shows them.
  if (metrics && metricsKey !== null) app.get('/metrics', (req, res, next) => (bringsKey(req, metricsKey) ? void sendMetrics(res, metrics).catch(next) : next()));
  // Numbers only: whose papers they are is told to the operator (`phien doctor`).
  app.get('/health/files', (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    application.query('storage.state', {}, system('health')).then(({ complete, findings }) => res.json({ ok: findings.length === 0, damaged: findings.length, lastComplete: complete?.endedAt ?? null }), next);
  });
  if (atThisMachine) app.use(loopbackOnly);
  pages.mountFirst?.(app);
  app.use(originCheck(config.origin));
  app.use(requestHead);
  app.use(announcedBody);
  app.use((req: Request, res: Response, next: NextFunction) => {
    const identify = async (): Promise<void> => {
      const signIn = await signIns.resolve(req);
      res.locals.signIn = signIn;
      res.locals.caller = signIns.callerOf(signIn, req.ip, signIn ? null : await signIns.screenOf(req));
      // The page that asks whether it is locked is not the person at work.
      if (signIn && req.path !== '/locked') signIns.touch(signIn.signInId);
      if (signIn || !signIns.isNamed(req)) return;
      res.locals.lock = await signIns.lockOf(req);
      forgetEndedSignIn(req, res, signIns, res.locals.lock !== null);
    };
    identify().then(() => next(), next);
  });
  app.use(fairTurn(signIns.shares));
  let authority = tls?.ca ? describeAuthority(tls.ca) : null;
  app.get('/trust/authority.crt', (_req, res, next) => {
    if (authority) res.type('application/x-x509-ca-cert').send(authority.certificate);
    else next();
  });
  const downloads = createDownloadNotes(application, log);
  app.use('/files', fileRoutes(application, callerOf, downloads));
  // What a killed server was receiving; only one server at a time has this folder.
  const tmpDir = application.receivingFolder;
  app.use('/upload', uploadRoutes({ application, callerOf, tmpDir }));
  app.use(pageBody());
  app.use(compression());
  const mounted = await pages.mount(app, {
    origin: config.origin,
    contextOf: (req, res) => {
      const signIn = (res.locals.signIn as ResolvedSignIn | null | undefined) ?? null;
      return {
        server: {
          application,
          caller: callerOf(req),
          me: signIn,
          lock: (res.locals.lock as QueryResult<'identity.lock'> | undefined) ?? null,
          signInToken: signIns.tokenOf(req),
          screenToken: signIns.screenTokenOf(req),
          locale: languageOfDevice(req.headers.cookie) ?? signIn?.locale ?? 'vi',
          now: application.clock.now(),
          nonce: res.locals.nonce as string,
          requestId: requestOf(req)?.id ?? '',
          origin: config.origin,
          sample,
          rehearsal,
          doors: rehearsalDoors(rehearsals, https, req),
          noteDownload: (download) => {
            if (signIn) downloads.note({ personId: signIn.personId, ...download });
          },
          report: (error, at) => log.error({ ...whose(req), at, err: error }, 'page failed'),
          authority: authority && { name: authority.name, fingerprint: authority.fingerprint, validTo: authority.validTo },
          device: signIns.deviceOf(req),
          cookies: {
            signIn: (token) => signIns.signInCookie(token),
            signOut: () => signIns.signOutCookie(),
            device: (token) => signIns.deviceCookie(token),
            screen: (token) => signIns.screenCookie(token),
            locale: (locale) => languageCookie(locale, https),
          },
        },
      };
    },
  });
  pageAt = mounted.pageAt ?? pageAt;
  app.use(errorResponse(log, application));
  const secured = tls && createHttps({ ...SERVER_LIMITS, ...secureContext(tls) }, app);
  const server = secured ?? createHttp(SERVER_LIMITS, app);
  limitConnections(server, isProxy);
  return {
    server,
    app,
    useTls(material) {
      secured?.setSecureContext(secureContext(material));
      certificateEnd = endOf(material);
      authority = material.ca ? describeAuthority(material.ca) : null;
    },
    health,
    ready,
    certificateEnd: () => certificateEnd,
    leave() {
      isLeaving = true;
    },
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Requests under way get a moment to finish; keep-alive connections must not hold the process.
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      });
      await mounted.stop();
      await downloads.stop();
    },
  };
}
