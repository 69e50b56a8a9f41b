// A month of two servers on one database, by the practice clock: run by month_servers_test.sh with the database and the
// password of its people. Each day both are told the evening; each job is to be done once. On some days a server is killed with -9
// while a job is running, until one was killed in the middle of its own, and started again.
import { Server, done, holds, query, send, sign_in, wait } from './crowd.mjs';

const [data, password] = process.argv.slice(2);
const DAYS = 31, PATIENCE_MS = 120000, KILL_FROM = 5;
const evening = n => `2023-01-${String(n).padStart(2, '0')}T20:00`;
const dayNumber = n => Math.floor(Date.UTC(2023, 0, n) / 86400000);
const servers = [0, 1].map(() => new Server(data, null, ['--quiet', '--practice-day', '2023-01-01T07:00']));
await Promise.all(servers.map(server => server.start()));
const system = await sign_in(servers[0], 'system', password);
const jobs = JSON.parse((await send(servers[0], 'GET', '/jobs.json', { cookie: system.cookie })).body).rows.map(row => row.key);
const runs = n => query(data, `SELECT job, state, tries FROM job_run WHERE due_day = ${dayNumber(n)} AND number = 0 ORDER BY job`);
const faults = [];
let killed = 0, in_the_middle = 0;

// A session does not last through the night.
async function tell(server, n) {
  const office = await sign_in(server, 'office', password);
  const answer = await send(server, 'POST', '/practice', { cookie: office.cookie, form: { to: evening(n), csrf: office.csrf } });
  if (answer.status !== 200 && answer.status !== 303) faults.push(`day ${n}: the clock: ${answer.status} ${answer.body.slice(0, 200)}`);
}

async function kill(n) {
  const victim = servers[n % 2];
  for (let i = 0; i < 400 && !runs(n).some(r => r[1] === 'running'); i++) await wait(1);
  await victim.end('SIGKILL');
  killed++;
  victim.more = ['--quiet', '--practice-day', evening(n).replace('20:00', '20:01')];
  await victim.start();
}

async function day(n) {
  await Promise.all(servers.map(server => tell(server, n)));
  if (n >= KILL_FROM && !in_the_middle) await kill(n);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = runs(n);
    if (found.length === jobs.length && found.every(r => r[1] === 'done')) {
      in_the_middle += found.filter(r => Number(r[2]) > 1).length;
      return;
    }
    if (Date.now() > until) return faults.push(`day ${n}: ${JSON.stringify(found)}`);
    await wait(20);
  }
}

for (let n = 2; n <= DAYS; n++) await day(n);
const all = query(data, `SELECT job, due_day, COUNT(*) FROM job_run WHERE number = 0 AND state = 'done' AND due_day >= ${dayNumber(2)} GROUP BY job, due_day`);
holds(`each of ${jobs.length} jobs was done on each of ${DAYS - 1} days, and once`,
  !faults.length && all.length === jobs.length * (DAYS - 1) && all.every(r => Number(r[2]) === 1), faults.concat(JSON.stringify(all.length)));
holds(`a server was killed in the middle of a job (${killed} kills), and the other took it up`, in_the_middle > 0, [`${killed} kills`]);
const accounts = Number(query(data, "SELECT COUNT(*) FROM account WHERE gone = 0 AND is_off = 0")[0][0]);
const reminded = query(data, `SELECT on_day, COUNT(*), COUNT(DISTINCT account_id) FROM digest WHERE on_day >= ${dayNumber(2)} GROUP BY on_day ORDER BY on_day`);
const odd = reminded.filter(r => Number(r[1]) !== accounts || r[1] !== r[2]).map(r => r.join(' '));
holds(`each of ${accounts} people was looked at once on each day`, reminded.length === DAYS - 1 && !odd.length,
  [`${reminded.length} days`, ...odd]);
await Promise.all(servers.map(server => server.end()));
done();
