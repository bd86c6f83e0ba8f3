import { tool } from '../../support/tools';
import { openFirefox } from './firefox';
import { journey } from './journey';

journey('Firefox', tool('firefox-esr'), async () => ({ open: openFirefox, close: () => undefined }));
