// What the tests of the running program share: a fresh practice city in a folder of its own, the
// server on a free port, Debian's Chromium, results as TAP. All of it is gone afterwards.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const program = process.env.QIPAN || new URL('../../build/san/qipan', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'qipan-browser-'));
const data = join(folder, 'city.db');
export const run = (...args) => execFileSync(program, [...args, '--data', data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
// A test that asks before it imports this may have people with a password in the city, and its clock.
const asked = globalThis.qipan_asked ?? { demo: [], serve: [] };
const made = run('demo', '--json', ...asked.demo);
export const people = JSON.parse(made).people ?? [];

const server = spawn(program, ['serve', '--lang', 'zh', '--data', data, '--port', '0', '--workers', '2', '--quiet', ...asked.serve], { stdio: ['ignore', 'pipe', 'inherit'] });
const server_ended = new Promise(done => server.on('exit', (code, signal) => done(signal || code)));
const said = await new Promise((done, failed) => {
  let text = '';
  server.stdout.on('data', bytes => { text += bytes; if (/127\.0\.0\.1:\d+/.test(text)) done(text); });
  server.on('exit', () => failed(new Error('the server ended: ' + text)));
});
export const base = /http:\/\/127\.0\.0\.1:\d+/.exec(said)[0];
export const one_time = /[a-z0-9]{5}(-[a-z0-9]{5}){3}/.exec(said)?.[0]; // admin's first password; a city with people has no admin
export const password = 'sea-wind-chess-42';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });

export const patience_ms = 10000; // the sanitized program is slow, a missing element should not be waited for long
export async function sign_in(page, login = 'admin', secret = password) {
  await page.goto(base + '/sign-in');
  await page.fill('#f-login', login);
  await page.fill('#f-password', secret);
  await page.click('main button.p');
}
// Signed in with the one-time password: it is to be changed before anything else.
export async function password_choose(page) {
  await page.goto(base + '/account');
  await page.fill('#f-present', one_time);
  await page.fill('#f-password', password);
  await page.fill('#f-again', password);
  await page.click('main button.p');
  await page.waitForURL('**/board');
}
// Everything the browser complains about, policy violations among it. `refused` are the 4xx a test asks for,
// or words of what else it does on purpose.
export function listen(page, refused = []) {
  const faults = [];
  page.on('console', m => {
    if (m.type() !== 'error' && m.type() !== 'warning') return;
    if (!refused.some(what => m.text().includes(typeof what === 'number' ? `status of ${what}` : what))) faults.push(m.text());
  });
  page.on('pageerror', e => faults.push(e.message));
  page.on('response', r => { if (r.status() >= 500) faults.push(`${r.status()} ${r.url()}`); });
  return faults;
}

let count = 0, failed = 0;
export function result(faults, name) {
  count++;
  if (faults.length) failed++;
  console.log(`${faults.length ? 'not ok' : 'ok'} ${count} - ${name}`);
  for (const fault of faults.slice(0, 12)) console.log('# ' + String(fault).replace(/\n/g, '\n# '));
}

export async function finish() {
  await browser.close();
  server.kill();
  const ended = await server_ended;
  result(ended === 0 ? [] : [`it ended with ${ended}`], 'the server stops when told to, and nothing was leaked');
  console.log(`1..${count}`);
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = failed ? 1 : 0;
}
process.on('uncaughtException', e => { // a server of ours is never left behind
  console.log(`Bail out! ${e.stack}`);
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
});
