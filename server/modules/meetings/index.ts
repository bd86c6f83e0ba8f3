export { findMeetingAccess, loadMeetingAccess, accessOf, prepares, preparersOnly, runsSitting, type MeetingAccess } from './access';
export { ATTENDEES_CHANGED, MEETING_CANCELLED, MEETING_CREATED, MEETING_PUBLISHED, MEETING_UPDATED } from './events';
export { line, localDateOf, optionalLine, startMinuteOf } from './facts';
export { changeMeeting } from './versions';
export {
  findMeeting,
  findSeat,
  findWallScreen,
  isPresented,
  listSeats,
  setAttendance,
  setContinuation,
  setCurrentItem,
  setSessionState,
  type Attendance,
  type Meeting,
  type MeetingChange,
  type MeetingState,
  type MeetingViewer,
  type Seat,
} from './repository';
export { knownMeetings } from './repository.known';
export { audiencesOf, paperIsSeen, shownAudiences, storeAudience, type Audiences, type AudienceText, type ShownAudience } from './repository.audiences';
export { sessionsOfItems, targetsFor, type Target } from './repository.targets';
export { answersOf } from './repository.answers';
export { presentedItem, peopleRecused, recusalsOf, removeRecusal, storeRecusal, type Recusals } from './repository.recusals';
export { knownPapersOf } from './looks';
export { EVERY_PAPER, readerNames, readerOf, readersOf, sightIn, sightOf, sightOfPerson, sightOfRoom, unseenPapers, type PaperSight } from './sight';
export { spotsOf, seatedNow } from './seat-map';
export { findSeatMap, type SeatMap } from './repository.seating';
export { listSites, seatAt, setSite, type Site } from './repository.sites';
export { viewerOf } from './viewer';
export { importSession, type OldSession } from './import-session';
export { audienceForStore, audienceShape } from './audience-input';
export { loadView, viewInput, type MeetingView } from './view-as';
export { countLooksOf, dropLooksOf, oldLooks } from './repository.looks';
export { calledChairOf, deputiesOf, keepChair, moveChair } from './repository.chair';
export { isThere, type AttendeeRole } from './seats';
