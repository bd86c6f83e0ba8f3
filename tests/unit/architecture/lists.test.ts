import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sourcesIn } from './sources';

/** Lists that are read whole, by the function that reads them, and what bounds them: a rule of a SPEC, or what they are. */
const BOUND: Readonly<Record<string, string>> = {
  'server/adapters/db/schema-state.ts schemaState': 'one for each migration of the program',
  'server/adapters/db/copy-session.ts copySession': 'one session with its seats (meetings M32), agenda (A21) and papers; units and memberships by organization O13',
  'server/adapters/db/database.ts databaseOn': 'what one transaction has written',
  'server/kernel/repository.ts insertRows': 'rows given',
  'server/kernel/repository.history.ts eventsOf': 'one session of one day: what its minutes and account are made of, all of it or they are wrong',
  'server/kernel/repository.consumers.ts failingConsumers': 'one row for each consumer that a module declares',
  'server/modules/agenda/repository.ts listItems': 'agenda A21',
  'server/modules/agenda/repository.ts useOfItems': 'documents D34',
  'server/modules/meetings/repository.targets.ts sessionsOfItems': 'one for each moved item of a session: agenda A21',
  'server/modules/meetings/repository.audiences.ts audiencesOf': 'one row for each item and paper of a session, and for each of its people that one names: agenda A21, documents D34, meetings M32',
  'server/modules/meetings/repository.audiences.ts shownAudiences': 'as audiencesOf',
  'server/modules/meetings/repository.answers.ts answersOf': 'one for each seat: meetings M32',
  'server/modules/meetings/repository.chair.ts deputiesOf': 'deputies of one body: organization O13',
  'server/modules/sitting/repository.chair.ts chairClaimsOf': 'one of each deputy of a body at most: organization O13',
  'server/modules/imports/repository.ts listAllBodies': 'organization O13',
  'server/modules/meetings/repository.sites.ts listSites': 'meetings M59',
  'server/modules/organization/repository.names.ts communesToday': 'organization O13',
  'server/modules/meetings/repository.rooms.ts bookingsOf': 'ids given: of a list that has its own limit',
  'server/modules/meetings/repository.recusals.ts recusalsOf': 'members of a body, at the items of a session: meetings M32, agenda A21',
  'server/modules/meetings/repository.audiences.ts placesOfPapers': 'documents D34',
  'server/modules/annotations/prepared/repository.ts preparedInks': 'ids given: papers of one page; who prepares for whom on them, delegations DG1',
  'server/modules/exports/repository.people.ts preparedAmong': 'ids given: streams of one page of an archive',
  'server/modules/positions/repository.ts positionsOf': 'members of a body, at the items of a session: meetings M32, agenda A21',
  'server/modules/positions/repository.ts papersChangedAt': 'one for each item of a session: agenda A21',
  'server/modules/positions/repository.ts contestedIn': 'one for each item of a session: agenda A21',
  'server/modules/rooms/repository.ts listRooms': 'rooms RM1',
  'server/modules/rooms/repository.ts roomsInUse': 'rooms RM1',
  'server/modules/organization/repository.names.ts unitsOfPeople': 'ids given: seats of one session (meetings M32), and the units above each',
  'server/modules/assignments/repository.ts assignmentsOf': 'assignments TK1',
  'server/modules/assignments/repository.ts lastNotesOf': 'ids given: of one report (assignments TK12), reports of each by hand',
  'server/modules/assignments/repository.ts unitsToChoose': 'organization O13',
  'server/modules/agenda/repository.ts unitsOn': 'organization O13',
  'server/modules/agenda/repository.ts unitNames': 'ids given: of the rows of one agenda',
  'server/modules/annotations/carrying/repository.ts carriedOf': 'marks of one person on one paper: the amounts of ink bound them (decision 044), and each has to be answered',
  'server/modules/annotations/carrying/repository.ts carriedForAll': 'marks for all on one paper: the amounts of ink bound them (decision 044)',
  'server/modules/annotations/carrying/repository.ts cursorsOf': 'two for each version of one paper (documents D34)',
  'server/modules/documents/intake/repository.ts listLive': 'what came in for one session within a day (documents D22) and is no paper; all of it has to go',
  'server/modules/documents/pictures/repository.ts listPictures': 'one per page of one file',
  'server/modules/documents/repository.files.ts listVersionFiles': 'documents D34',
  'server/modules/documents/preparing/repository.ts listTasks': 'one for each item of a session: agenda A21',
  'server/modules/documents/preparing/repository.ts submissionsOf': 'items given: of one agenda, or of a list that has its own limit; 2,000 of a session (shared/rules/limits)',
  'server/modules/documents/preparing/repository.ts papersOfItems': 'items given, as submissionsOf; documents D34',
  'server/modules/documents/repository.files.ts listSignedVersions': 'documents D34',
  'server/modules/documents/repository.files.ts listVersionsAmong': 'versions of the papers that were shown in one session',
  'server/modules/documents/repository.ts listDocuments': 'documents D34',
  'server/modules/documents/repository.ts listPlaced': 'documents D34',
  'server/modules/documents/repository.ts listWithdrawn': 'documents D34',
  'server/modules/documents/repository.ts listVersions': 'documents D34',
  'server/modules/documents/repository.ts findTwin': 'documents D34',
  'server/modules/documents/repository.ts placesOf': 'ids given: papers of one session, ten places of a person in each (documents D16)',
  'server/modules/documents/repository.ts savePlace': 'documents D16',
  'server/modules/floor/repository.ts requestsOf': 'seats of one session (meetings M32), 20 of each on an item (floor FL3)',
  'server/modules/floor/repository.ts pausesOf': 'pauses of one session by hand',
  'server/modules/floor/repository.ts spokenOn': 'turns of one session, one after the other by hand',
  'server/modules/identity/repository.people.ts setRoles': 'roles of one person: there are four',
  'server/modules/identity/repository.slips.ts slipAccounts': 'ids given: 200 people at most (identity I24)',
  'server/modules/identity/repository.slips.ts findSlipBatch': 'identity I24',
  'server/modules/identity/repository.slips.ts waitingBatches': 'nobody in two that wait (identity I24), people as in organization O13',
  'server/modules/identity/repository.ts listSignIns': 'identity I14',
  'server/modules/identity/repository.ts endSignIns': 'identity I14',
  'server/modules/identity/repository.ts activePasswordHashes': 'organization O13; asked once, of a sample',
  'server/modules/identity/repository.ts listDevices': 'kept at a number when one is added (trustDevice)',
  'server/modules/identity/repository.ts trustDevice': 'what is beyond that number goes',
  'server/modules/identity/repository.ts waitingRequests': 'one that waits for each person (identity I11), people as in organization O13',
  'server/modules/identity/repository.ts administratorIds': 'all have to be told; a few of organization O13',
  'server/modules/identity/repository.ts chairsOver': 'seats of one person: one in a body at a time, bodies as in organization O13',
  'server/modules/identity/repository.ts chairsOf': 'one chair of a body at a time, bodies as in organization O13',
  'server/modules/identity/repository.ts peopleNames': 'ids given, of a list that has a bound',
  'server/modules/meetings/repository.looks.ts picturesOf': 'ids given: announced sessions of one page; agenda A21, documents D34',
  'server/modules/meetings/repository.looks.ts notifiedOf': 'ids given: announced sessions of one page',
  'server/modules/meetings/repository.looks.ts looksOf': 'ids given: announced sessions of one page',
  'server/modules/meetings/repository.looks.ts storeFirstLooks': 'meetings M32',
  'server/modules/meetings/repository.ts listSeats': 'meetings M32',
  'server/modules/meetings/repository.ts listBodies': 'organization O13',
  'server/modules/meetings/repository.ts membersOn': 'organization O13',
  'server/modules/meetings/repository.ts listPeople': 'organization O13; searched without regard to marks, which SQLite does not know',
  'server/modules/meetings/repository.ts listOfficers': 'organization O13',
  'server/modules/meetings/repository.ts findPeople': 'ids given: seats of one session (meetings M32)',
  'server/modules/meetings/repository.ts presentedBy': 'agenda A21',
  'server/modules/meetings/repository.ts itemPlace': 'agenda A21',
  'server/modules/metrics/repository.ts listDeclarations': 'metrics P10',
  'server/modules/metrics/repository.ts newestFactors': 'versions of a dozen numbers, changed once in years',
  'server/modules/minutes/repository.ts listRevisions': 'one in ten minutes at most (minutes N4)',
  'server/modules/packs/repository.ts printedPages': 'one for each paper of a session (documents D34)',
  'server/modules/organization/repository.names.ts unitNames': 'ids given, of a list that has a bound',
  'server/modules/organization/repository.ts unitsOfMember': 'bodies one person is a member of',
  'server/modules/organization/repository.ts listUnits': 'organization O13',
  'server/modules/organization/repository.ts listSuccessions': 'organization O13, 50 successors of a unit',
  'server/modules/organization/repository.ts listPeople': 'organization O13',
  'server/modules/organization/repository.ts listBodies': 'organization O13',
  'server/modules/organization/repository.ts listMemberships': 'organization O13',
  'server/modules/organization/repository.ts unitsBelow': 'organization O13',
  'server/modules/organization/repository.ts bodiesOfUnits': 'organization O13',
  'server/modules/records/repository.ts listSteps': 'signers of one kind of document (records G1, voting V63)',
  'server/modules/records/repository.ts officialsOf': 'one for each question of a session (voting V15)',
  'server/modules/search/repository.ts dropSource': 'takes away, gives nothing back',
  'server/modules/search/repository.ts papersNow': 'documents D34',
  'server/modules/search/repository.ts sourcesOf': 'agenda A21, documents D34',
  'server/modules/search/repository.ts shortTextsOf': 'ids given: of one session; paragraphs of minutes are 2,000 at most',
  'server/modules/search/repository.ts putTexts': 'ids given: texts that are put at once',
  'server/modules/records/repository.runs.ts itemsOf': 'records G43',
  'server/modules/minutes/repository.writing.ts writingOfVersions': 'versions of one draft, one in ten minutes of writing (minutes N4); read once, before it has a log',
  'server/modules/signing/repository.ts pinResetsOf': 'acts of an administrator for one person, each with a reason; counted, so all of them',
  'server/modules/sitting/repository.screens.ts bindScreen': 'one browser',
  'server/modules/sitting/repository.screens.ts listScreens': 'six of a session (sitting R21), and codes that nobody confirmed for minutes',
  'server/modules/sitting/repository.hall.ts listCalls': 'one of each of three kinds for each seat of a session (sitting L31)',
  'server/modules/sitting/repository.hall.ts hallSigns': 'one of each of three kinds (sitting L30)',
  'server/modules/sitting/repository.ts listItems': 'agenda A21',
  'server/modules/sitting/repository.ts listPapers': 'documents D34',
  'server/modules/sitting/repository.ts paperTitles': 'documents D34',
  'server/modules/voting/repository.ts listBallots': 'one for each voting member of a session: meetings M32, voting V30',
  'server/modules/voting/repository.secret.ts sealedOf': 'one ballot of each seat of one session (meetings M32)',
  'server/modules/voting/repository.secret.ts votersWithBallots': 'as sealedOf',
  'server/modules/voting/repository.secret.ts openedOf': 'as sealedOf',
  'server/modules/voting/repository.secret.ts boxesWithKeys': 'one open question of each session that runs (voting V5), and those counted whose key is being destroyed',
  'server/modules/voting/repository.ts listQuestions': 'voting V15',
  'server/modules/voting/repository.ts votersWhoCast': 'one for each voting member of a session: meetings M32, voting V30',
};

interface List {
  at: string;
  hasLimit: boolean;
}

/** Every `findMany` and every plain statement of more than one row, with the function it stands in. */
function listsIn(file: string, tree: ts.SourceFile): List[] {
  const lists: List[] = [];
  const known = new Map<string, ts.Expression>();
  const meant = (node: ts.Expression): ts.Expression => {
    const bare = ts.isAsExpression(node) ? node.expression : node;
    return ts.isIdentifier(bare) && known.has(bare.text) ? meant(known.get(bare.text) as ts.Expression) : bare;
  };
  /** Of its own: a `take` of what it includes says nothing of the list. */
  const hasTake = (node: ts.Expression | undefined): boolean => {
    const given = node && meant(node);
    if (!given || !ts.isObjectLiteralExpression(given)) return false;
    return given.properties.some((one) => (ts.isSpreadAssignment(one) ? hasTake(one.expression) : one.name?.getText(tree) === 'take'));
  };
  const visit = (node: ts.Node, owner: string): void => {
    const isArrow = ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer);
    const within = owner === '' && (ts.isFunctionDeclaration(node) || isArrow) ? (node.name?.getText(tree) ?? '') : owner;
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) known.set(node.name.text, node.initializer);
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText(tree);
      if (called.endsWith('.findMany')) lists.push({ at: `${file} ${within}`, hasLimit: hasTake(node.arguments[0]) });
      const isOne = ts.isAwaitExpression(node.parent) && ts.isVariableDeclaration(node.parent.parent) && ts.isArrayBindingPattern(node.parent.parent.name);
      const statement = called === 'rowsOf' && !isOne ? node.arguments[1] : undefined;
      if (statement) lists.push({ at: `${file} ${within}`, hasLimit: /\bLIMIT\b/u.test(meant(statement).getText(tree)) });
    }
    ts.forEachChild(node, (child) => visit(child, within));
  };
  visit(tree, '');
  return lists;
}

describe('lists', () => {
  const lists = sourcesIn('server').flatMap(({ file, tree }) => listsIn(file, tree));

  it('are read in pages, or what bounds them is said', () => {
    expect(lists.length).toBeGreaterThan(60);
    const open = lists.filter(({ hasLimit }) => !hasLimit).map(({ at }) => at);
    expect([...new Set(open)].filter((at) => !(at in BOUND))).toEqual([]);
    expect(Object.keys(BOUND).filter((at) => !open.includes(at))).toEqual([]);
  });
});
