// What the browser tests share: the gallery built and served under the program's own policy on a
// free port, Debian's Chromium, results as TAP.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
const dir = join(root, 'build/gallery');
execFileSync('make', ['-s', 'VARIANT=' + (process.env.VARIANT || 'san'), 'gallery'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json' };

export const asked = []; // path and query of every request that is no file
const server = createServer((request, reply) => {
  const url = new URL(request.url, 'http://x');
  let file = join(dir, url.pathname);
  if (!file.startsWith(dir) || !existsSync(file) || !statSync(file).isFile()) {
    asked.push(request.url);
    // /projects answers with the empty list, whole or as the part inside the frame.
    file = join(dir, request.headers['hx-request'] ? 'list-empty-fragment-zh.html' : 'list-empty-zh.html');
    // A page that looks again at how far something is (every second) is left as it is.
    if (request.headers['hx-request'] && url.pathname !== '/projects') { reply.writeHead(204); reply.end(); return; }
    if (url.pathname !== '/projects') { reply.writeHead(404, { 'content-type': 'text/html' }); reply.end('none'); return; }
  }
  reply.writeHead(200, { 'content-type': types[extname(file)] || 'application/octet-stream', 'content-security-policy': policy });
  reply.end(readFileSync(file));
});
await new Promise(done => server.listen(0, '127.0.0.1', done));

export const gallery = `http://127.0.0.1:${server.address().port}/`;
export const pages = () => readdirSync(dir).filter(f => /(?<!fragment-..)\.html$/.test(f)).map(f => f.replace('.html', '')).sort();
export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

let count = 0, failed = 0;
export function result(faults, name) {
  count++;
  if (faults.length) failed++;
  console.log(`${faults.length ? 'not ok' : 'ok'} ${count} - ${name}`);
  for (const fault of faults.slice(0, 12)) console.log('# ' + String(fault).replace(/\n/g, '\n# '));
}

export function left_out(why, name) {
  count++;
  console.log(`ok ${count} - ${name} # SKIP ${why}`);
}

export async function finish() {
  console.log(`1..${count}`);
  await browser.close();
  server.close();
  process.exitCode = failed ? 1 : 0;
}
