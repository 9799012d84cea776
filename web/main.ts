// The script of the page. Only here does it get the browser's clock, network and timers.
import { startApp } from './app.ts';
import { find } from './base/dom.ts';
import { browserEnv } from './base/env.ts';
import { prepareEmbed } from './take/embed.ts';
import { offerInstallation, serveInstalled } from './take/installed.ts';

prepareEmbed(find<HTMLAnchorElement>(document, '[data-part="whole-page"]'));
startApp(browserEnv);
serveInstalled();
offerInstallation(find(document, '[data-part="install"]'));
