import type { Assembly } from '../integration/sitting/assembly';

/** Makes members of an assembly, by their places in protocol order, deputies of its body. */
export async function appointDeputies({ installation, meetingId, members }: Pick<Assembly, 'installation' | 'meetingId' | 'members'>, ...places: number[]): Promise<void> {
  const { database, ports } = installation.application;
  const { bodyId } = await database.reader.meeting.findUniqueOrThrow({ where: { id: meetingId } });
  await database.transaction(async (db) => {
    for (const place of places) {
      const personId = members[place]?.personId ?? '';
      await db.membership.create({ data: { id: ports.ids.next(), bodyId, personId, position: 'Phó Chủ tịch UBND tỉnh', role: 'vice_chair', protocolOrder: place + 1, validFrom: '2026-01-01' } });
      await db.attendee.updateMany({ where: { meetingId, personId }, data: { position: 'Phó Chủ tịch UBND tỉnh' } });
    }
  });
}
