export { AgendaEditor } from './agenda-editor';
