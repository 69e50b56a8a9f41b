// screens.mjs BASE TOKENS COUNT PID -- that many screens of the cockpit held open at once: each opens its page and its stream,
// and, within a second of each other, asks for the page again, as after a change. Prints how much more memory the server
// holds then, and held at most, in MiB, and how many streams and pages there were.
import { request, Agent } from 'node:http';
import { readFileSync } from 'node:fs';

const [base, tokens_file, count_text, pid] = process.argv.slice(2), count = Number(count_text);
const tokens = readFileSync(tokens_file, 'utf8').trim().split('\n'), agent = new Agent({ keepAlive: false, maxSockets: Infinity });
const status = name => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const headers = i => ({ authorization: `Bearer ${tokens[i % tokens.length]}`, 'hx-request': 'true' });
const pause = ms => new Promise(done => setTimeout(done, ms));
let streams = 0, pages = 0;

const page = i => new Promise(done => request(`${base}/cockpit`, { agent, headers: headers(i) }, r => {
  r.on('data', () => {}).on('end', () => { if (r.statusCode === 200) pages++; done(); });
}).on('error', done).end());
const stream = i => new Promise(done => {
  const r = request(`${base}/cockpit/live`, { agent, headers: headers(i) }, reply => {
    if (reply.statusCode !== 200) { done(); return; }
    let is_first = true;
    reply.on('data', () => { if (is_first) { is_first = false; streams++; done(); } }).on('close', () => { streams--; }).on('error', () => {});
  });
  r.on('error', done).end();
});

for (let i = 0; i < 20; i++) await page(i);
pages = 0;
await pause(300);
const before = status('VmRSS'), most_before = status('VmHWM');
for (let i = 0; i < count; i += 50) await Promise.all(Array.from({ length: Math.min(50, count - i) }, (_, k) => stream(i + k)));
await Promise.all(Array.from({ length: count }, (_, i) => pause(Math.random() * 1000).then(() => page(i))));
await pause(1500);
console.log(`${Math.max(0, status('VmRSS') - before).toFixed(1)} ${Math.max(0, status('VmHWM') - Math.min(most_before, before)).toFixed(1)} ${streams} ${pages}`);
process.exit(0);
