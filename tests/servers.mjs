// Two servers on one PostgreSQL: run by servers_test.sh with the database's address, a token, a folder for logs.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Server, board, done, figure, holds, insist, miscounted, query, registration, said, send, wait } from './crowd.mjs';

const [data, token, work, password] = process.argv.slice(2);
const name = 'servers_' + process.pid;
const named = data + (data.includes('?') ? '&' : '?') + 'application_name=' + name;
const logs = ['a', 'b'].map(x => `${work}/${x}.log`);
const [a, b] = await Promise.all(logs.map(log => new Server(named, log).start()));
const projects = query(data, 'SELECT id FROM project WHERE gone = 0 ORDER BY id').map(row => row[0]);

// -- one truth --

const late = [];
for (let i = 0; i < 20; i++) {
  const [to, from] = i % 2 ? [a, b] : [b, a], wan = 70000 + i, project = projects[i % 3];
  const told = await send(to, 'POST', `/projects/${project}/figures`, figure(token, project, `seen-${i}`, wan));
  const seen = await send(from, 'GET', `/projects/${project}/figures`, { token, accept: 'text/html' });
  const shown = new RegExp(wan.toLocaleString('en')).test(seen.body) || seen.body.includes(String(wan));
  if (told.status !== 200 || !shown) late.push(`${i}: ${told.status} ${seen.status} ${told.body}`);
}
holds('what is told to one server the next request to the other shows', !late.length, late);
holds('both have the same board', await board(a, token) === await board(b, token));

// -- sessions --

const form = { login: 'clerk', password };
const signIn = server => send(server, 'POST', '/sign-in', { form, accept: 'text/html' });
const cookieOf = answer => (answer.headers['set-cookie'] || []).map(c => c.split(';')[0]).find(c => c.startsWith('session='));
const signed = await signIn(a), cookie = cookieOf(signed);
holds('who signs in on one server is known to the other', cookie && (await send(b, 'GET', '/account', { cookie })).status === 200,
  JSON.stringify(signed));

// Each server has been asked about the session several times, so that it would know it by heart.
const outlived = [];
for (let i = 0; i < 6; i++) {
  const [to, from] = i % 2 ? [a, b] : [b, a], one = cookieOf(await signIn(to)), pages = [];
  for (const server of [from, to, from, to]) pages.push(await send(server, 'GET', '/account', { cookie: one, accept: 'text/html' }));
  const csrf = (pages[3].body.match(/name="csrf" value="([^"]+)"/) || [])[1] || '';
  const out = await send(to, 'POST', '/sign-out', { cookie: one, form: { csrf }, accept: 'text/html' });
  const after = await send(from, 'GET', '/account', { cookie: one, accept: 'text/html' });
  const was = pages.every(page => page.status === 200), to_sign_in = /^\/sign-in/.test(after.headers.location || '');
  if (!was || out.status !== 303 || after.status !== 303 || !to_sign_in) outlived.push(`${pages.map(p => p.status)} ${out.status} ${after.status}`);
}
holds('a session that one server ended is refused by the next request to the other', !outlived.length, outlived);

// -- the same wish twice --

const twice = [];
for (let i = 0; i < 20; i++) {
  const wish = i % 2 ? registration(token, `twice-${i}`, 50000 + i) : figure(token, projects[10 + i % 5], `twice-${i}`, 50000 + i);
  const [one, two] = await Promise.all([send(a, 'POST', wish.path, wish), send(b, 'POST', wish.path, wish)]);
  if (one.status !== 200 || two.status !== 200 || one.body !== two.body) twice.push(`${one.status} ${two.status} ${one.body} ${two.body}`);
}
holds('one wish sent to both at once gets one answer', !twice.length, twice);
holds('and is carried out once', !miscounted(data, Array.from({ length: 20 }, (_, i) => `twice-${i}`), 'twice').length,
  miscounted(data, [], 'twice'));

// -- connections and the database are lost --

// Sixteen people write for as long as `until` is not settled; every wish is insisted on.
async function crowd(prefix, until) {
  const acknowledged = [], odd = [];
  let goes_on = true;
  until.then(() => { goes_on = false; });
  await Promise.all(Array.from({ length: 16 }, async (_, who) => {
    for (let i = 0; goes_on; i++) {
      const key = `${prefix}-${who}-${i}`;
      const told = answer => {
        const calm = [200, 0, 503].includes(answer.status) && (answer.status !== 503 || /ERR_(LOST|UNSURE|BUSY|RETRY)/.test(answer.body));
        if (!calm) odd.push(`${answer.status} ${answer.body}`);
      };
      const wish = i % 2 ? registration(token, key, 1000 + i) : figure(token, projects[20 + who], key, 1000 + i);
      const answer = await insist([a, b], who, wish, 30000, told);
      if (answer.status === 200) acknowledged.push(key);
    }
  }));
  return { acknowledged, odd };
}

async function lost(sentence, prefix, break_things) {
  const breaking = break_things();
  const { acknowledged, odd } = await crowd(prefix, breaking);
  await breaking;
  holds(`${sentence}: everybody is answered in the end, and calmly (${acknowledged.length} wishes)`, !odd.length && acknowledged.length > 16, odd);
  const wrong = miscounted(data, acknowledged, prefix);
  holds(`${sentence}: what was acknowledged is there, and nothing twice`, !wrong.length, wrong);
}

const terminate = () => query(data, `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '${name}'`);
await lost('connections are ended while people write', 'ended', async () => {
  for (let i = 0; i < 30; i++) { await wait(100); terminate(); }
});
await lost('the database is started anew while people write', 'anew', async () => {
  await wait(500);
  execFileSync('script/pg', ['restart'], { stdio: 'ignore' });
  await wait(1000);
});

// -- the database is away --

execFileSync('script/pg', ['halt'], { stdio: 'ignore' });
const page = await send(a, 'GET', '/projects', { token, accept: 'text/html' });
const json = await send(b, 'GET', '/projects.json', { token });
holds('while the database is away a page says so calmly', page.status === 503 && page.headers['retry-after'] &&
  /连接中断/.test(page.body) && !/\.c:/.test(page.body), page.status, page.body);
holds('and so does JSON', json.status === 503 && json.headers['retry-after'] && JSON.parse(json.body).error.name === 'ERR_LOST',
  json.status, json.body);
execFileSync('script/pg', ['resume'], { stdio: 'ignore' });
holds('when it is back the same servers go on', (await send(a, 'GET', '/projects', { token })).status === 200 &&
  (await send(b, 'GET', '/projects', { token })).status === 200);

// -- afterwards --

const fresh = await new Server(data).start();
const truth = await board(fresh, token);
holds('both boards are what a fresh fold gives', await board(a, token) === truth && await board(b, token) === truth);
holds('the servers end when asked to', (await Promise.all([a, b, fresh].map(s => s.end()))).every(how => how === 0));
holds('no request broke', !logs.some(log => / status=500 /.test(readFileSync(log, 'utf8'))),
  logs.flatMap(log => readFileSync(log, 'utf8').split('\n').filter(line => / status=500 /.test(line))));
const verdict = said('verify', '--json', '--data', data);
holds('verify finds nothing', verdict && JSON.parse(verdict).clean === true, verdict);
done();
