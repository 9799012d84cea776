// The script of the demo: the page as it is, on a recording in the place of clock and network.
import { startApp } from './app.ts';
import { find } from './base/dom.ts';
import { browserEnv } from './base/env.ts';
import { formatDateTime } from './base/format.ts';
import { demoEnv } from './demo/env.ts';
import { type Recording, readRecording } from './demo/recording.ts';

const note = find(document, '[data-part="demo"]');
note.hidden = false;
// A recording has no API to lead to.
document.documentElement.dataset.demo = '';
note.textContent = 'A recording, which is on its way.';

const tape = await readTape().catch((error: unknown) => {
  note.textContent = 'The recording cannot be read: load the page again.';
  throw error;
});
note.textContent = `A recording, in a loop: ${formatDateTime(tape.beginMs)}, to ${formatDateTime(tape.endMs)}.`;
startApp(demoEnv(tape, browserEnv));

async function readTape() {
  const answer = await fetch('recording.json');
  if (!answer.ok) throw new Error(`recording.json: HTTP status ${answer.status}`);
  return readRecording((await answer.json()) as Recording);
}
