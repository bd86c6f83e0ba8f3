export { LiveEndNotice } from './live-end';
export { RouteError } from './route-error';
