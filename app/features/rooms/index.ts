export { PlanEditor } from './plan-editor';
export { RoomField, type RoomOffer } from './room-field';
export { SeatGrid, shortName } from './seat-grid';
export { roomTexts } from './texts';
export { sitesTexts } from './sites-texts';
