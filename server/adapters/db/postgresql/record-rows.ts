import type pg from 'pg';
import type { RecordColumns } from '../../../kernel/record';

/** Temporary table of the writer's connection in which rows of the record are noted as they are written; empty again after each transaction. */
export const WRITTEN = 'phien_written';

interface Column {
  name: string;
  /** As `information_schema` calls it. */
  type: string;
}

export interface TableShape {
  table: string;
  /** In order of the primary key. */
  key: readonly string[];
  /** Sorted by name. */
  columns: readonly Column[];
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

type Asked = Pick<pg.ClientBase, 'query'>;

/** Shapes of those tables that the database has. */
export async function shapesOf(db: Asked, tables: readonly string[]): Promise<TableShape[]> {
  const { rows } = await db.query<{ table: string; name: string; type: string; place: number | null }>(
    `SELECT c.table_name AS table, c.column_name AS name, c.data_type AS type, array_position(i.indkey::int2[], a.attnum) AS place
       FROM information_schema.columns c
       JOIN pg_attribute a ON a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass AND a.attname = c.column_name
       LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
      WHERE c.table_schema = current_schema() AND c.table_name = ANY ($1)`,
    [tables],
  );
  return tables.flatMap((table) => {
    const columns = rows.filter((row) => row.table === table);
    if (columns.length === 0) return [];
    const key = columns.flatMap(({ name, place }) => (place === null ? [] : [{ name, place }])).sort((a, b) => a.place - b.place);
    const byName = columns.map(({ name, type }) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1));
    return [{ table, key: key.map(({ name }) => name), columns: byName }];
  });
}

export const columnsOf = (shapes: readonly TableShape[]): RecordColumns => Object.fromEntries(shapes.map(({ table, columns }) => [table, columns.map(({ name }) => name)]));

/** SQL of a row's key. @param row alias, `NEW` or `OLD`. */
export const keySql = ({ key }: Pick<TableShape, 'key'>, row: string): string => key.map((name) => `${row}.${quoted(name)}::text`).join(" || '/' || ");

/** A value as the record has it on every engine: as SQLite stores it and writes it into JSON. */
const VALUES: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `to_json(${column})::text`,
  integer: (column) => `${column}::text`,
  bigint: (column) => `${column}::text`,
  boolean: (column) => `${column}::int::text`,
  'timestamp without time zone': (column) => `'"' || to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '+00:00"'`,
  // Up to 15 digits, which is what such numbers have; SQLite writes a point into whole ones, and an exponent where the number is far from one.
  'double precision': (column) =>
    `CASE WHEN ${column} = 0 OR abs(${column}) BETWEEN 1e-4 AND 1e17 THEN CASE WHEN ${column}::text LIKE '%.%' AND ${column}::text NOT LIKE '%e%' THEN ${column}::text WHEN ${column}::numeric::text LIKE '%.%' THEN ${column}::numeric::text ELSE ${column}::numeric::text || '.0' END WHEN ${column}::text LIKE '%.%' THEN ${column}::text ELSE replace(${column}::text, 'e', '.0e') END`,
};

/** SQL of the one text of a row: an object of its columns by name. @throws Error for a type that has no one text yet. */
export function textSql(columns: readonly Column[], row: string): string {
  const pairs = columns.map(({ name, type }) => {
    const value = VALUES[type];
    if (!value) throw new Error(`column ${name} of type ${type} has no place in the record yet`);
    return `'${JSON.stringify(name).replaceAll("'", "''")}:' || coalesce(${value(`${row}.${quoted(name)}`)}, 'null')`;
  });
  return `'{' || ${pairs.join(" || ',' || ")} || '}'`;
}

/** On the writer's connection, once. */
export const WRITTEN_TABLE = `CREATE TEMP TABLE ${WRITTEN} (place bigint GENERATED ALWAYS AS IDENTITY, kind text NOT NULL, id text NOT NULL, text text) ON COMMIT DELETE ROWS`;

/**
 * What a trigger does with a row of the record, whichever statement writes it. What a connection that is not the program's writes is
 * noted nowhere, and found as a difference.
 */
function bodyOf(shape: TableShape): string {
  const { table, columns } = shape;
  const note = (row: string, value: string): string => `INSERT INTO pg_temp.${WRITTEN} (kind, id, text) VALUES (${text(table)}, ${keySql(shape, row)}, ${value});`;
  return `
BEGIN
  IF to_regclass('pg_temp.${WRITTEN}') IS NULL THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' THEN ${note('OLD', 'NULL')} RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' THEN IF ${keySql(shape, 'OLD')} IS DISTINCT FROM ${keySql(shape, 'NEW')} THEN ${note('OLD', 'NULL')} END IF; END IF;
  ${note('NEW', textSql(columns, 'NEW'))}
  RETURN NULL;
END `;
}

interface Found {
  name: string;
  body: string;
  fires: boolean;
}

/**
 * Sees to it that every row of the record is noted. The triggers stand in the database, where the owner of the tables could take
 * them away: each start looks, and makes those anew that are not what they should be.
 * @returns the tables whose triggers were missing or others.
 */
export async function installNotes(client: Asked, shapes: readonly TableShape[]): Promise<string[]> {
  const { rows } = await client.query<Found>(
    `SELECT p.proname AS name, p.prosrc AS body, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgfoid = p.oid AND t.tgenabled = 'O' AND t.tgrelid = to_regclass(format('%I', substr(p.proname, 12)))) AS fires
       FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'phien\\_note\\_%'`,
  );
  const stale = shapes.filter((shape) => !rows.some(({ name, body, fires }) => name === nameOf(shape) && body === bodyOf(shape) && fires));
  for (const shape of stale) {
    const name = quoted(nameOf(shape));
    await client.query(`CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $phien$${bodyOf(shape)}$phien$;
      CREATE OR REPLACE TRIGGER ${name} AFTER INSERT OR UPDATE OR DELETE ON ${quoted(shape.table)} FOR EACH ROW EXECUTE FUNCTION ${name}();
      ALTER TABLE ${quoted(shape.table)} ENABLE TRIGGER ${name};`);
  }
  return stale.map(({ table }) => table);
}

const nameOf = ({ table }: TableShape): string => `phien_note_${table}`;
