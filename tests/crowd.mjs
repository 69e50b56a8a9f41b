// Many people at once before one or several servers of the program, for tests that end servers and connections.
//
// A wish is one POST under a key of its own. Whoever gets no answer, or is told to come again, sends the same wish
// with the same key once more, to whichever server is there: as a browser's form with its key does.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import http from 'node:http';

export const program = process.env.QIPAN || 'build/san/qipan';
const agent = new http.Agent({ keepAlive: true, maxSockets: 400 });
export const wait = ms => new Promise(done => setTimeout(done, ms));

// What the program prints; null if it refuses.
export function said(...args) {
  try { return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 }); } catch { return null; }
}

// A server on a free port; `log` keeps its log lines; `more` are options of its own.
export class Server {
  constructor(data, log, more = []) { this.data = data; this.log = log; this.more = more; }
  async start() {
    const log = this.log ? openSync(this.log, 'a') : 'ignore';
    this.process = spawn(program, ['serve', '--lang', 'en', '--workers', '4', '--port', '0', '--data', this.data, ...this.more],
      { stdio: ['ignore', 'pipe', log] });
    if (this.log) closeSync(log);
    this.ended = new Promise(done => this.process.on('exit', (code, signal) => { this.base = null; done(signal || code); }));
    let text = '';
    this.base = await new Promise((done, failed) => {
      this.process.stdout.on('data', chunk => {
        text += chunk;
        const at = text.match(/http:\/\/127[^/\s]*/);
        if (at) done(at[0]);
      });
      this.ended.then(how => failed(new Error(`the server ended with ${how}`)));
    });
    return this;
  }
  end(signal = 'SIGTERM') { this.process.kill(signal); return this.ended; }
}

// { status, headers, body }; status 0: no answer.
export function send(server, method, path, { token, cookie, key, form, accept = 'application/json', timeout = 20000 } = {}) {
  return new Promise(done => {
    const none = { status: 0, headers: {}, body: '' };
    if (!server.base) return done(none);
    const headers = { accept };
    if (token) headers.authorization = `Bearer ${token}`;
    if (cookie) headers.cookie = cookie;
    if (key) headers['idempotency-key'] = key;
    const body = form ? new URLSearchParams(form).toString() : '';
    if (form) headers['content-type'] = 'application/x-www-form-urlencoded';
    if (method === 'POST') headers['content-length'] = Buffer.byteLength(body);
    const request = http.request(server.base + path, { method, headers, agent, timeout }, reply => {
      const parts = [];
      reply.on('data', part => parts.push(part));
      reply.on('end', () => done({ status: reply.statusCode, headers: reply.headers, body: Buffer.concat(parts).toString() }));
      reply.on('error', () => done(none));
      reply.on('aborted', () => done(none));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => done(none));
    request.end(body);
  });
}

// A person at the sign-in page: the session's cookie, and the token its forms need.
export async function sign_in(server, login, password) {
  const answer = await send(server, 'POST', '/sign-in', { form: { login, password }, accept: 'text/html' });
  const cookie = (answer.headers['set-cookie'] || []).map(c => c.split(';')[0]).find(c => c.startsWith('session='));
  if (!cookie) throw new Error(`${login} does not come in`);
  const page = await send(server, 'GET', '/account', { cookie, accept: 'text/html' });
  return { cookie, csrf: page.body.match(/name="csrf" value="([^"]+)"/)[1] };
}

// Sends the wish until it is answered for good, at most `patience_ms`; resolves to the last answer. Servers are asked
// in turn, beginning with the n-th.
export async function insist(servers, n, wish, patience_ms = 30000, told = () => {}) {
  const until = Date.now() + patience_ms;
  for (let at = n; ; at++) {
    const answer = await send(servers[at % servers.length], 'POST', wish.path, wish);
    told(answer);
    if ((answer.status && answer.status !== 503) || Date.now() > until) return answer;
    await wait(answer.status ? 100 : 20);
  }
}

// A figure of one project, with the key as its reason, so that the journal tells how often it was written.
export const figure = (token, project, key, wan) => ({ path: `/projects/${project}/figures`, token, key,
  form: { month: '2022-11', span: 'month', amount: String(wan), reason: key, seen: '9000000000000000' } });

// A new project of that name. Twice the same figure changes nothing, but twice the same name is two projects: what is
// carried out twice shows here.
export const registration = (token, key, wan) => ({ path: '/projects/new', token, key,
  form: { name: key, area: 'huancui', department: 'gxj', field: 'mfg', stage: 'under_construction',
    planned_start: '2022-03-01', counts_as: 'itself', total: String(wan), remark: '' } });

// A report of a month that nobody has begun, filled in and sent at once, with the key as what it says of the works.
export const report = (token, project, month, key, wan) => ({ path: `/desk/reports/${project}/${month}`, token, key,
  form: { version: '0', do: 'send', month: String(wan), progress: key, cause: key, help: 'none' } });

// What a board shows, as text that is equal if the boards are: every project's row, the figures by area, and of further
// years who has reported what.
export async function board(server, token, years = []) {
  const shown = [await send(server, 'GET', '/projects.csv?month=2022-11', { token, accept: 'text/csv' }),
    await send(server, 'GET', '/figures.json?month=2022-11', { token })];
  for (const year of years)
    shown.push(await send(server, 'GET', `/duty.json?level=platform&by=unit&state=all&month=${year}-01`, { token }));
  return shown.every(one => one.status === 200) ? shown.map(one => one.body).join() : shown.map(one => one.status).join();
}

// Rows of a query, as lists of texts.
export function query(data, sql) {
  const postgres = /^postgres/.test(data);
  const text = postgres ? execFileSync('psql', ['-qXAt', '-F', '\t', data, '-c', sql], { encoding: 'utf8' })
    : execFileSync('sqlite3', ['-separator', '\t', '-cmd', '.timeout 5000', data, sql], { encoding: 'utf8' });
  return text.split('\n').filter(line => line).map(line => line.split('\t'));
}

// Keys that were acknowledged but are not there once, and keys that are there more than once.
export function miscounted(data, acknowledged, prefix) {
  const times = new Map(query(data, `SELECT reason, count(*) FROM journal WHERE reason LIKE '${prefix}%' GROUP BY reason
    UNION ALL SELECT name, count(*) FROM project WHERE gone = 0 AND name LIKE '${prefix}%' GROUP BY name
    UNION ALL SELECT r.progress, count(*) FROM report r LEFT JOIN report_step s ON s.report_id = r.id AND s.action = 'send'
      WHERE r.gone = 0 AND r.state = 'at_area' AND r.progress LIKE '${prefix}%' GROUP BY r.progress`));
  const wrong = acknowledged.filter(key => times.get(key) !== '1').map(key => `${key}: ${times.get(key) || 0} times`);
  for (const [key, n] of times) if (n !== '1' && !acknowledged.includes(key)) wrong.push(`${key}: ${n} times`);
  return wrong;
}

let count = 0, failed = 0;
export function holds(sentence, is, ...about) {
  count++;
  if (!is) failed++;
  console.log(`${is ? 'ok' : 'not ok'} ${count} - ${sentence}`);
  if (!is) for (const what of about.flat().slice(0, 5)) console.log('# ' + String(what).slice(0, 600).replace(/\n/g, '\n# '));
}
export function done() {
  console.log(`1..${count}`);
  process.exit(failed ? 1 : 0);
}
