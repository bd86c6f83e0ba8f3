import type { Authorities } from './authorities';
import type { BallotKeys } from './ballot-keys';
import type { Backups } from './backups';
import type { StandbyCondition } from '../standby-plan';
import type { BlobStore, StagingStore } from './blob';
import type { Clock, Ids } from './clock';
import type { Archives } from './archives';
import type { Fonts } from './fonts';
import type { Mailer } from './mailer';
import type { MarkCarrier } from './mark-carrier';
import type { OfficeConverter } from './office-converter';
import type { OpStore } from './op-store';
import type { PackMaker } from './pack-maker';
import type { PagePainter } from './page-painter';
import type { PageReader } from './page-reader';
import type { PageRecognizer } from './page-recognizer';
import type { PasswordHasher } from './password-hasher';
import type { PdfCleaner } from './pdf-cleaner';
import type { PdfInspector } from './pdf-inspector';
import type { Sandbox } from './sandbox';
import type { Rehearsals } from './rehearsals';
import type { Scratch } from './scratch';
import type { SignerStore } from './signer';
import type { Tallies } from './tallies';
import type { Throttle } from './throttle';
import type { TrustStore } from './trust';
import type { Typesetter } from './typesetter';
import type { VersionComparer } from './version-comparer';

/** Everything that depends on the outside and that commands, queries and jobs may use. */
export interface Ports {
  backups: Backups;
  /** How the second machine is doing that follows this one; null: none is planned. */
  standby(): StandbyCondition | null;
  clock: Clock;
  ids: Ids;
  blobs: BlobStore;
  /** Files that have come in and are no papers yet. */
  staging: StagingStore;
  scratch: Scratch;
  passwords: PasswordHasher;
  throttle: Throttle;
  tallies: Tallies;
  inspector: PdfInspector;
  cleaner: PdfCleaner;
  converter: OfficeConverter;
  painter: PagePainter;
  packs: PackMaker;
  carrier: MarkCarrier;
  mailer: Mailer;
  comparer: VersionComparer;
  pageReader: PageReader;
  recognizer: PageRecognizer;
  sandbox: Sandbox;
  typesetter: Typesetter;
  signers: SignerStore;
  ballotKeys: BallotKeys;
  trust: TrustStore;
  authorities: Authorities;
  fonts: Fonts;
  archives: Archives;
  /** Marks as they lie in the log, for what is done with all of a person or a paper; drawing has a lane of its own, which is told of what is added here. */
  ink: Pick<OpStore, 'append' | 'read' | 'head' | 'snapshot' | 'privateStreams' | 'forgetPrivate'>;
  rehearsals: Rehearsals;
  /** The one origin people reach this server by, e.g. `https://hop.thanhgiang.example`. */
  origin: string;
}
