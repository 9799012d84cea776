// `node local/setup/main.mjs bench/dashboard.ts`: draws the dashboard of the stack Operations, from the JSON of its
// template, into docs/images. Widgets, titles, metrics and red lines are the template's; the curves are examples.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addSubpoint } from '../infra/stacks.ts';
import { runCommand } from '../local/machine/command.ts';
import { type Widget, widgetsOf } from '../test/infra/operations/dashboard.ts';
import { launchBrowser } from '../test/support/browser.ts';

const FILE = join(import.meta.dirname, '../docs/images/dashboard.png');
// Pixels of one unit of the grid.
const UNIT = { width: 54, height: 34 };
const COLOURS = ['#1f77b4', '#ff7f0e', '#2ca02c', '#9467bd', '#8c564b', '#e377c2'];

await runCommand(async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 24 * UNIT.width, height: 800 } });
    await page.setContent(documentOf(widgetsOf(operationsTemplate())));
    writeFileSync(FILE, await page.screenshot({ fullPage: true }));
  } finally {
    await browser.close();
  }
  console.log(FILE);
});

function operationsTemplate(): Template {
  const folder = mkdtempSync(join(tmpdir(), 'subpoint-dashboard-'));
  try {
    const app = new App({
      context: { 'aws:cdk:bundling-stacks': [] },
      outdir: join(folder, 'out'),
      builtinCloudFormationValidation: false,
    });
    const pageDir = join(folder, 'page');
    mkdirSync(join(pageDir, 'assets'), { recursive: true });
    writeFileSync(join(pageDir, 'index.html'), '');
    return Template.fromStack(addSubpoint(app, pageDir, { alarmEmail: 'you@example.org' }).operations);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function documentOf(widgets: readonly Widget[]): string {
  const height = Math.max(...widgets.map((widget) => widget.y + widget.height)) * UNIT.height;
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; height: ${height}px; position: relative; background: #fff; font: 12px sans-serif; color: #16191f }
    section { position: absolute; box-sizing: border-box; padding: 3px }
    section > div { height: 100%; box-sizing: border-box; border: 1px solid #d5dbdb; border-radius: 4px; padding: 6px 8px; overflow: hidden }
    section.text > div { border: 0; padding: 6px 2px }
    h2 { font-size: 16px; margin: 0 0 4px } h3 { font-size: 12px; margin: 0 0 2px } p { margin: 0; color: #545b64 }
    .alarms { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 8px }
    .alarms span { background: #f2fcf3; border-left: 4px solid #1d8102; padding: 6px 10px; width: 190px }
    .legend span { margin-right: 10px; white-space: nowrap } svg { display: block; width: 100%; height: 78px }
    table { border-collapse: collapse; color: #545b64; font-size: 10px } td { padding: 1px 6px 1px 0 }
  </style>${widgets.map(sectionOf).join('')}`;
}

function sectionOf(widget: Widget): string {
  const { x, y, width, height, type } = widget;
  const place = `left:${x * UNIT.width}px;top:${y * UNIT.height}px;width:${width * UNIT.width}px;height:${height * UNIT.height}px`;
  return `<section class="${type}" style="${place}"><div>${contentOf(type, widget.properties)}</div></section>`;
}

type Properties = Widget['properties'];

/** What is in a widget. */
function contentOf(type: Widget['type'], properties: Properties): string {
  const contents: Record<Widget['type'], (properties: Properties) => string> = {
    text: ({ markdown = '' }) => {
      const [name = '', ...what] = markdown.split('\n');
      return `<h2>${name.replace('## ', '')}</h2><p>${what.join(' ')}</p>`;
    },
    alarm: ({ title, alarms = [] }) => {
      const names = alarms.map((alarm) => alarm.replace(/[0-9A-F]{8}\.Arn$/, ''));
      return `<h3>${title}</h3><div class="alarms">${names.map((name) => `<span>${name}</span>`).join('')}</div>`;
    },
    log: ({ title, query = '' }) =>
      `<h3>${title}</h3><table>${query
        .split('\n')
        .map((line) => `<tr><td>${line.replaceAll('&', '&amp;')}</td></tr>`)
        .join('')}</table>`,
    metric: ({ title, metrics = [], annotations }) => {
      const labels = metrics.map((metric) => (metric.at(-1) as { label?: string }).label ?? String(metric[1]));
      const line = annotations?.horizontal[0];
      const curves = labels.map((label, index) => curve(`${title} ${label}`, label, COLOURS[index] as string)).join('');
      const red = line ? `<line x1="0" x2="400" y1="30" y2="30" stroke="${line.color}" stroke-dasharray="4 3"/>` : '';
      const legend = labels.map((label, index) => `<span style="color:${COLOURS[index]}">■ ${label}</span>`).join(' ');
      const of = line ? `<span style="color:${line.color}">┄ ${line.label} above ${line.value}</span>` : '';
      return `<h3>${title}</h3><svg viewBox="0 0 400 78" preserveAspectRatio="none">
      <line x1="0" x2="400" y1="77" y2="77" stroke="#aab7b8"/>${red}${curves}</svg><p class="legend">${legend} ${of}</p>`;
    },
  };
  return contents[type](properties);
}

/** What counts trouble is zero; everything else goes up and down, the same each time. */
function curve(seed: string, label: string, colour: string): string {
  const isTrouble =
    /fail|throttl|behind|left over|refused|xx|quarantine|dead|parts|slow$|times|worst|satellites|age/.test(label);
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  const points = Array.from({ length: 41 }, (_, index) => {
    state = (state * 137 + 29) % 9973;
    return `${index * 10},${isTrouble ? 76 : 50 - (state % 14)}`;
  });
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"/>`;
}
