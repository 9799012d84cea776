// The script of the demo: the same page, with a recording instead of clock and network.
import { startApp } from './app.ts';
import { find } from './base/dom.ts';
import { browserEnv } from './base/env.ts';
import { formatDateTime } from './base/format.ts';
import { demoEnv } from './demo/env.ts';
import { preparePlayback, type Recording } from './demo/recording.ts';
import { prepareEmbed } from './take/embed.ts';

prepareEmbed(find<HTMLAnchorElement>(document, '[data-part="whole-page"]'));

const note = find(document, '[data-part="demo"]');
note.hidden = false;
// For the style sheet: the demo has no API, and hides the links to it.
document.documentElement.dataset.demo = '';
note.textContent = 'Loading the recording …';

const playback = await loadPlayback().catch((error: unknown) => {
  note.textContent = 'Could not load the recording. Reload the page to try again.';
  throw error;
});
const [from, until] = [formatDateTime(playback.beginMs), formatDateTime(playback.endMs)];
// As in: 25 Nov 2026, 07:28 to 08:26 UTC.
const [day] = from.split(', ');
const end = until.startsWith(`${day}, `) ? until.slice(`${day}, `.length) : until;
note.textContent = `Recorded ${from.replace(' UTC', '')} to ${end}, in a loop`;
startApp(demoEnv(playback, browserEnv));

async function loadPlayback() {
  const answer = await fetch('recording.json');
  if (!answer.ok) throw new Error(`recording.json: HTTP status ${answer.status}`);
  return preparePlayback((await answer.json()) as Recording);
}
