import { defineModule } from '../../kernel/module';
import { noteClock } from './commands/note-clock';
import { noteCounts } from './commands/note-counts';
import { noteStep } from './commands/note-step';
import { recent } from './queries/recent';

export const watch = defineModule({ name: 'watch', dependsOn: [], tables: [], commands: [noteClock, noteStep, noteCounts], queries: [recent], liveViews: [] });
