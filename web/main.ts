// The script of the page. Only here does it get the browser's clock, network and timers.
import { startApp } from './app.ts';
import { browserEnv } from './base/env.ts';

startApp(browserEnv);
