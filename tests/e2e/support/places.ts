import Database from 'better-sqlite3';
import path from 'node:path';

/** Ids of the sample province that addresses are made of. */
export interface Places {
  coming: string;
  past: string;
  paper: string;
  code: string;
  /** A member of the committee, and somebody without any duty. */
  member: string;
  free: string;
  /** Somebody who attends the coming session. */
  seated: string;
  /** That is overdue. */
  assignment: string;
  /** For whom the secretary prepares. */
  leader: string;
  /** A question that was decided, with a counting committee. */
  counted: string;
}

/** The sample province counts its votes without a committee: three of its members are named for one of them. Nobody prepares for anybody either: the secretary does for the chair. */
export function nameCommittee(dataDir: string): void {
  const database = new Database(path.join(dataDir, 'phien.sqlite'));
  try {
    database.exec(`UPDATE VoteQuestion SET counters = (SELECT json_group_array(personId) FROM (SELECT personId FROM Attendee a WHERE a.meetingId = VoteQuestion.meetingId AND role = 'member' ORDER BY protocolOrder LIMIT 3))
      WHERE id = (SELECT q.id FROM VoteQuestion q JOIN Meeting m ON m.id = q.meetingId WHERE q.state = 'closed' AND m.state = 'closed' ORDER BY q.id LIMIT 1)`);
    database.exec(`INSERT INTO Delegation (id, leaderId, assistantId, fromDay, toDay, givenAt) SELECT '0199a000-0000-7000-8000-000000000132', c.id, s.id, '2026-11-01', '2026-12-31', '2026-11-01T00:00:00.000+00:00' FROM Person c, Person s WHERE c.userName = 'chu.tich' AND s.userName = 'thu.ky'`);
  } finally {
    database.close();
  }
}

export function readPlaces(dataDir: string): Places {
  const database = new Database(path.join(dataDir, 'phien.sqlite'), { readonly: true });
  try {
    const one = (sql: string): string => String((database.prepare(sql).pluck().get() as unknown) ?? '');
    const coming = one(`SELECT id FROM Meeting WHERE state = 'published'`);
    return {
      coming,
      past: one(`SELECT id FROM Meeting WHERE state = 'closed'`),
      paper: one(`SELECT d.id FROM Document d JOIN AgendaItem i ON i.id = d.itemId WHERE d.meetingId = '${coming}' AND i.title LIKE 'Điều chỉnh kế hoạch%' ORDER BY d."order" LIMIT 1`),
      code: one('SELECT verifyCode FROM OfficialDocument WHERE verifyCode IS NOT NULL'),
      seated: one(`SELECT personId FROM Attendee WHERE meetingId = '${coming}' AND role = 'member' ORDER BY protocolOrder LIMIT 1`),
      leader: one('SELECT leaderId FROM Delegation'),
      counted: one(`SELECT id FROM VoteQuestion WHERE state = 'closed' AND counters IS NOT NULL ORDER BY id LIMIT 1`),
      assignment: one(`SELECT id FROM Assignment WHERE state = 'open' ORDER BY dueOn LIMIT 1`),
      member: one(`SELECT personId AS id FROM Membership ORDER BY protocolOrder LIMIT 1`),
      free: one(`SELECT id FROM Person p WHERE passwordHash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM GlobalRole r WHERE r.personId = p.id AND r.role = 'admin') AND NOT EXISTS (SELECT 1 FROM Membership m WHERE m.personId = p.id) AND NOT EXISTS (SELECT 1 FROM Attendee a JOIN Meeting m ON m.id = a.meetingId WHERE a.personId = p.id AND m.state <> 'closed') LIMIT 1`),
    };
  } finally {
    database.close();
  }
}
