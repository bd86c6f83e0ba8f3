import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import path from 'node:path';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { Application, QueryResult } from '../../application';
import { anonymous, system, type Caller } from '../../kernel/actor';
import type { Config } from '../../kernel/config';
import type { TlsMaterial } from '../../kernel/ports/tls';
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
import { builtPages, type Pages } from './pages';
import { requestHead } from './request-head';
import type { ResolvedSignIn, SignIns } from './sign-ins';
import { describeAuthority } from './trust-facts';
import { uploadRoutes, type UploadDoors } from './uploads';

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
  stop(): Promise<void>;
}

/** What requests need of the installation. */
export type HttpDoors = FileDoors & UploadDoors & Pick<Application, 'execute' | 'query' | 'clock' | 'health' | 'noteRefusal'>;

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
}

const secureContext = ({ cert, key }: TlsMaterial) => ({ cert, key, minVersion: 'TLSv1.2' as const });

const callerOf = (req: Request): Caller => (req.res?.locals.caller as Caller | undefined) ?? anonymous(req.ip);

/**
 * Express with everything in front of the pages, the cheap refusals first: headers, health, origin, what the head of the
 * request says, sign-in, files, uploads, bodies, pages.
 */
export async function createHttpTransport({ application, config, signIns, tls, log, pages = builtPages, sample, loopbackOnly: atThisMachine = false }: HttpOptions): Promise<HttpTransport> {
  const https = tls !== null || config.origin.startsWith('https:');
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustedProxies.length > 0 ? config.trustedProxies : false);
  app.use(securityHeaders({ origin: config.origin, https, inlineStyles: pages.inlineStyles }));
  app.get('/health', (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    application.health().then(({ ok, problems, warnings }) => res.status(ok ? 200 : 503).json({ ok, ...(!ok && { problems }), ...(warnings.length > 0 && { warnings }) }), next);
  });
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
  const tmpDir = path.join(config.dataDir, 'uploads');
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
          origin: config.origin,
          sample,
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
  app.use(errorResponse(log, application));
  const secured = tls && createHttps({ ...SERVER_LIMITS, ...secureContext(tls) }, app);
  const server = secured ?? createHttp(SERVER_LIMITS, app);
  limitConnections(server, app.get('trust proxy fn') as (address: string) => boolean);
  return {
    server,
    app,
    useTls(material) {
      secured?.setSecureContext(secureContext(material));
      authority = material.ca ? describeAuthority(material.ca) : null;
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
