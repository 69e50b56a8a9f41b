// Kill -9 in the middle of 300 submissions at once: run by kill_servers_test.sh with a name, the database, the token of the
// office and the number of rounds. Half of them are reports that area clerks send for units, a month of its own each round;
// the others are figures and new projects. On SQLite the one server is killed and started again; on PostgreSQL one of two.
import { Server, board, done, figure, holds, insist, miscounted, query, registration, report, said, wait } from './crowd.mjs';

const [name, data, token, rounds] = process.argv.slice(2);
const PEOPLE = 300, FIRST_YEAR = 2023, PATIENCE_MS = 180000; // a machine may be busy with other things
const two = /^postgres/.test(data);
const projects = query(data, 'SELECT id FROM project WHERE gone = 0 ORDER BY id').map(row => row[0]);
const servers = Array.from({ length: two ? 2 : 1 }, () => new Server(data));
const acknowledged = [], faults = [], apart = [], unclean = [], aside = [];
let reports = 0;

// Projects that still report, each with a token of its area's clerk.
const tokens = new Map();
function clerk(area) {
  if (!tokens.has(area)) tokens.set(area, said('user', 'token', `${area}.clerk`, '--data', data).trim());
  return tokens.get(area);
}
const reporting = query(data, `SELECT p.id, a.key FROM project p JOIN area a ON a.id = p.area_id
  WHERE p.gone = 0 AND p.stage IN ('under_construction', 'preliminary', 'reserve') ORDER BY p.id`).map(([id, area]) => ({ id, token: clerk(area) }));

function wishOf(n, who, key) {
  const month = `${FIRST_YEAR + Math.floor((n - 1) / 12)}-${String((n - 1) % 12 + 1).padStart(2, '0')}`, one = reporting[(who - who % 4) / 2 + who % 2];
  if (who % 4 > 1) return report(one.token, one.id, month, key, n * 1000 + who);
  return who % 4 ? registration(token, key, n * 1000 + who) : figure(token, projects[who % projects.length], key, n * 1000 + who);
}

async function round(n) {
  const victim = servers[n % servers.length], killed_after = (n * 97) % 280; // answers: another number each round
  let answered = 0;
  const crowd = Array.from({ length: PEOPLE }, async (_, who) => {
    const key = `kill-${name}-${n}-${who}`, wish = { ...wishOf(n, who, key), timeout: PATIENCE_MS / 3 };
    const answer = await insist(servers, who, wish, PATIENCE_MS);
    answered++;
    if (answer.status === 200) { acknowledged.push(key); reports += who % 4 > 1; }
    else faults.push(`${key}: ${answer.status} ${answer.body}`);
  });
  while (answered < killed_after) await wait(1);
  await victim.end('SIGKILL');
  if (answered === PEOPLE) aside.push(`round ${n}`);
  await victim.start();
  await Promise.all(crowd);
  const years = Array.from({ length: Math.ceil(n / 12) }, (_, i) => FIRST_YEAR + i);
  const fresh = await new Server(data).start(), truth = await board(fresh, token, years);
  if (truth.length < 1000) apart.push(`round ${n}: a fresh fold says ${truth}`);
  for (const server of servers) if (await board(server, token, years) !== truth) apart.push(`round ${n}: a server's board`);
  await fresh.end();
  const verdict = n % 5 === 0 || n === Number(rounds) ? said('verify', '--json', '--data', data) : '{"clean":true}';
  if (!verdict || !JSON.parse(verdict).clean) unclean.push(`round ${n}: ${verdict}`);
}

await Promise.all(servers.map(server => server.start()));
for (let n = 1; n <= Number(rounds); n++) await round(n);
holds(`${name}: in ${rounds} rounds of ${PEOPLE} at once all were answered in the end`, !faults.length, faults);
holds(`${name}: in each the kill fell among them`, !aside.length, aside);
const wrong = miscounted(data, acknowledged, `kill-${name}-`);
holds(`${name}: each of ${acknowledged.length} acknowledged, ${reports} reports among them, is there once, and nothing twice`,
  !wrong.length && reports > 0, wrong);
holds(`${name}: verify finds nothing`, !unclean.length, unclean);
holds(`${name}: ${two ? "both servers' boards are" : 'its board is'} after each round what a fresh fold gives`, !apart.length, apart);
await Promise.all(servers.map(server => server.end()));
done();
