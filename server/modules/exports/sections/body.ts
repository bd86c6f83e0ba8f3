import { bodyRow, membershipRows, registerRows } from '../repository.people';
import { ID, type Section } from '../section';

/** Of a body itself; its sessions lie in folders of their own. */
export const BODY_SECTIONS: readonly Section[] = [
  {
    name: 'body',
    title: { vi: 'Ủy ban', en: 'The body' },
    viewers: ['officer', 'administrator', 'console'],
    columns: { id: ID, name: 'name', shortName: 'short name', unitId: 'unit, id', unit: 'unit by name', policy: 'rules of quorum and majority', validFrom: 'first day', validTo: 'last day' },
    page: (db, id) => bodyRow(db, id),
  },
  {
    name: 'memberships',
    title: { vi: 'Thành viên', en: 'Members' },
    viewers: ['officer', 'administrator', 'console'],
    columns: { id: ID, bodyId: 'body, id', body: 'body by name', personId: 'person, id', fullName: 'name', position: 'position', role: 'chair, member …', voting: 'whether with a vote', protocolOrder: 'order of protocol', validFrom: 'first day', validTo: 'last day' },
    page: (db, bodyId, after) => membershipRows(db, { bodyId }, after),
  },
  {
    name: 'register',
    title: { vi: 'Sổ đăng ký văn bản', en: 'Register of documents' },
    viewers: ['officer', 'console'],
    columns: { bodyId: 'body, id', kind: 'kind', year: 'year', number: 'number', officialId: 'official document, id', givenAt: 'given, UTC (ISO 8601)' },
    page: registerRows,
  },
];
