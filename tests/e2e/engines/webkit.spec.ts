import { tool } from '../../support/tools';
import { journey } from './journey';
import { openWebKit, startDisplay } from './webkit';

journey('WebKit', tool('WebKitWebDriver') && tool('Xvfb'), async () => {
  const display = await startDisplay();
  return { open: () => openWebKit(display.name), close: () => display.stop() };
});
