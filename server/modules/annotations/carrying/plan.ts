import { copyId, PARTS_AT_MOST } from './copies';
import type { LoggedMark, LoggedStream } from './logged-marks';
import type { CarriedRow, Layer } from './repository';

/** What one person has on one version of a paper, in both layers. */
export interface OwnVersion {
  versionId: string;
  number: number;
  inkId: string;
  private: LoggedStream;
  /** Of the marks in it only the person's own count. */
  shared: LoggedStream;
}

/** A mark to be placed on the newest version. */
export interface Source {
  mark: LoggedMark;
  layer: Layer;
  /** The version it is read from, and the one it was first made on. */
  from: OwnVersion;
  fromNumber: number;
  /** Its owner had put it away: it is not placed, it goes to the tray. */
  isPutAway: boolean;
}

/** Copies that follow their mark: taken away with it, or back again. */
export interface Following {
  row: CarriedRow;
  version: OwnVersion;
  ids: { private: string[]; shared: string[] };
}

export interface Plan {
  sources: Source[];
  withdrawn: Following[];
  restored: Following[];
}

const LAYERS = ['private', 'shared'] as const;

/**
 * What is to be done for one person so that every mark of earlier versions has one answer on the newest. Pure; the streams are brought up
 * to what follows (a copy whose mark was taken away is not live any more).
 * @param versions oldest first, the newest last. @param rows of that person, of all versions. @param withShared false: the layer for all is left as it is.
 */
export function planFor(owner: string, versions: readonly OwnVersion[], rows: readonly CarriedRow[], withShared: boolean): Plan {
  const target = versions.at(-1);
  const plan: Plan = { sources: [], withdrawn: [], restored: [] };
  if (!target) return plan;
  const layers = withShared ? LAYERS : (['private'] as const);
  const known = new Map(rows.map((row) => [`${row.versionId} ${row.sourceId}`, row]));
  follow(owner, versions, rows.filter(({ layer }) => withShared || layer === 'private'), plan);
  const questions = questionsOn(versions, rows, known);
  for (const [rank, from] of versions.entries()) {
    if (from === target) break;
    const later = versions.slice(rank + 1);
    for (const layer of layers) {
      for (const mark of from[layer].marks.values()) {
        if (!mark.live || mark.authorId !== owner || questions.has(mark.id)) continue;
        const told = later.flatMap((version) => known.get(`${version.versionId} ${mark.id}`) ?? []);
        if (told.some(({ versionId }) => versionId === target.versionId)) continue;
        const latest = told.at(-1);
        if (latest && (latest.decision !== null || latest.verdict === 'moved')) continue;
        const before = rows.find(({ versionId, opIds }) => versionId === from.versionId && opIds.includes(mark.id));
        plan.sources.push({ mark, layer, from, fromNumber: before?.fromNumber ?? from.number, isPutAway: latest !== undefined && isPutAway(latest, later) });
      }
    }
  }
  return plan;
}

const find = (version: OwnVersion | undefined, id: string): LoggedMark | undefined => version?.private.marks.get(id) ?? version?.shared.marks.get(id);

function isPutAway({ versionId, opIds }: CarriedRow, versions: readonly OwnVersion[]): boolean {
  const copies = opIds.flatMap((id) => find(versions.find((version) => version.versionId === versionId), id) ?? []);
  return copies.length > 0 && copies.every(({ live }) => !live);
}

/** Marks that only ask where another one belongs: those nobody has answered, and those a program that ended left without a row. */
function questionsOn(versions: readonly OwnVersion[], rows: readonly CarriedRow[], known: ReadonlyMap<string, CarriedRow>): Set<string> {
  const asking = new Set(rows.filter(({ verdict, decision }) => verdict === 'check' && decision === null).flatMap(({ opIds }) => opIds));
  versions.slice(1).forEach((version, rank) => {
    if (version.private.marks.size + version.shared.marks.size === 0) return;
    for (const earlier of versions.slice(0, rank + 1)) {
      for (const id of [...earlier.private.marks.keys(), ...earlier.shared.marks.keys()]) {
        if (known.has(`${version.versionId} ${id}`) || !find(version, copyId(id, version.versionId, 0))) continue;
        for (let part = 0; part < PARTS_AT_MOST; part += 1) asking.add(copyId(id, version.versionId, part));
      }
    }
  });
  return asking;
}

/** What was taken away on an earlier version after it was carried goes along, unless its owner has said something of it since. */
function follow(owner: string, versions: readonly OwnVersion[], rows: readonly CarriedRow[], plan: Plan): void {
  for (const version of versions) {
    for (const row of rows) {
      if (row.versionId !== version.versionId || row.decision !== null) continue;
      const source = find(versions.find(({ inkId }) => inkId === row.sourceInk), row.sourceId);
      if (!source || source.live !== row.withdrawn) continue;
      const ids = { private: [] as string[], shared: [] as string[] };
      for (const layer of LAYERS) {
        for (const id of row.opIds) {
          const copy = version[layer].marks.get(id);
          if (copy?.authorId !== owner || copy.live === source.live) continue;
          copy.live = source.live;
          ids[layer].push(id);
        }
      }
      (source.live ? plan.restored : plan.withdrawn).push({ row, version, ids });
    }
  }
}
