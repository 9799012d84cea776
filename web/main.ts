// The script of the page: the browser's clock, network and timers go in here, and nowhere else.
import { startApp } from './app.ts';
import { browserEnv } from './base/env.ts';

startApp(browserEnv);
