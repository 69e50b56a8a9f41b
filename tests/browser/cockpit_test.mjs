// The cockpit in a browser: a figure that is stated is seen by itself; when the server is killed the page says since when it
// hears nothing; when it is there again the page goes on without being touched; when the right to it ends, so does the page.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const program = process.env.QIPAN || new URL('../../build/san/qipan', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'qipan-cockpit-')), data = join(folder, 'city.db');
const run = (...args) => execFileSync(program, [...args, '--data', data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
let server, browser, count = 0, failed = 0;

async function serve(port) {
  server = spawn(program, ['serve', '--data', data, '--port', String(port), '--workers', '2', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const own = server;
  return new Promise((done, no) => {
    let said = '';
    own.stdout.on('data', bytes => { said += bytes; const at = /127\.0\.0\.1:(\d+)/.exec(said); if (at) done(Number(at[1])); });
    own.on('exit', () => no(new Error('the server ended: ' + said)));
  });
}
function ended(signal) {
  const gone = new Promise(done => server.on('exit', (code, by) => done(by || code)));
  server.kill(signal);
  return gone;
}
function result(fault, name) {
  count++;
  if (fault) failed++;
  console.log(`${fault ? 'not ok' : 'ok'} ${count} - ${name}${fault ? '\n# ' + fault : ''}`);
}
async function until(what, ms, name) {
  const end = Date.now() + ms;
  let last = '';
  while (Date.now() < end) {
    last = await what();
    if (last === true) { result('', name); return; }
    await new Promise(done => setTimeout(done, 100));
  }
  result(`after ${ms} ms: ${last}`, name);
}

try {
  run('demo');
  run('user', 'add', 'hall', '--role', 'office');
  const token = run('user', 'token', 'hall', '--label', 'hall').trim();
  const port = await serve(0), base = `http://127.0.0.1:${port}`, headers = { Authorization: `Bearer ${token}` };
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, extraHTTPHeaders: headers, locale: 'zh-CN', reducedMotion: 'reduce' });
  await page.goto(base + '/cockpit');
  await page.evaluate(() => { window.is_untouched = true; });
  const number = () => page.locator('.kpi').nth(1).locator('dd').first().innerText();
  const lost = () => page.locator('[data-lost]').isVisible();

  const list = await (await fetch(base + '/projects.json', { headers })).json();
  const state = async (i, amount) => {
    const r = await fetch(`${base}/projects/${list.rows[i].id}/figures.json`, { method: 'POST', headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ month: '2022-11', span: 'ytd', amount, source: 'report', reason: 'as stated' }) });
    if (r.status >= 400) throw new Error(`${r.status} ${await r.text()}`);
  };
  const before = await number();
  await state(0, '90亿元');
  await until(async () => await number() !== before || `still ${before}`, 20000, 'a figure that is stated changes the screen by itself');
  result(await page.evaluate(() => window.is_untouched) ? '' : 'it was loaded anew', 'the page was not loaded anew for it');
  result(await lost() ? 'marked' : '', 'a page that is heard is not marked');

  await ended('SIGKILL');
  await until(lost, 40000, 'when the server is killed the page says so');
  const mark = await page.locator('[data-lost]').innerText();
  result(/\d\d:\d\d/.test(mark) ? '' : mark, 'and since when');
  const stale = await number();
  await serve(port);
  await state(1, '80亿元');
  await until(async () => await number() !== stale && !await lost() || `${await number()}, marked ${await lost()}`, 40000, 'when it is there again the page goes on by itself, with what is new, unmarked');
  result(await page.evaluate(() => window.is_untouched) ? '' : 'it was loaded anew', 'and was not loaded anew');

  run('user', 'off', 'hall');
  await state(2, '70亿元').catch(() => {});
  await until(async () => await page.evaluate(() => !document.querySelector('[data-live]')) || 'it still shows figures', 90000, 'who is switched off sees nothing more within the minute');
  result(await ended('SIGTERM') === 0 ? '' : 'not 0', 'the server stops with streams open, and nothing was leaked');
} catch (e) {
  console.log(`Bail out! ${e.stack}`);
  failed++;
  server?.kill('SIGKILL');
} finally {
  await browser?.close();
  console.log(`1..${count}`);
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = failed ? 1 : 0;
}
