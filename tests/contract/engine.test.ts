import { describe } from 'vitest';
import { hasPostgresql } from '../support/postgresql';
import { describeEngine } from './engine.suite';

describeEngine('sqlite');

describe.runIf(hasPostgresql())('with a server', () => describeEngine('postgresql'));
