// Kill -9 in the middle of 300 submissions at once: run by kill_servers_test.sh with a name, the database, a token and
// the number of rounds. On SQLite the one server is killed and started again; on PostgreSQL one of two.
import { Server, board, done, figure, holds, insist, miscounted, query, registration, said, wait } from './crowd.mjs';

const [name, data, token, rounds] = process.argv.slice(2);
const PEOPLE = 300;
const two = /^postgres/.test(data);
const projects = query(data, 'SELECT id FROM project WHERE gone = 0 ORDER BY id').map(row => row[0]);
const servers = Array.from({ length: two ? 2 : 1 }, () => new Server(data));
const acknowledged = [], faults = [], apart = [], unclean = [];
let unanswered = 0;

// Another moment each round, from before the first answer to near the last.
const moment = round => wait(20 + (round * 337) % 1500);

async function round(n) {
  const victim = servers[n % servers.length];
  const crowd = Array.from({ length: PEOPLE }, async (_, who) => {
    const key = `kill-${name}-${n}-${who}`;
    const wish = who % 2 ? registration(token, key, n * 1000 + who) : figure(token, projects[who % projects.length], key, n * 1000 + who);
    const answer = await insist(servers, who, wish, 60000);
    if (answer.status === 200) acknowledged.push(key);
    else faults.push(`${key}: ${answer.status} ${answer.body}`);
  });
  await moment(n);
  await victim.end('SIGKILL');
  const before = acknowledged.length;
  await victim.start();
  await Promise.all(crowd);
  unanswered += acknowledged.length - before;
  const fresh = await new Server(data).start(), truth = await board(fresh, token);
  for (const server of servers) if (await board(server, token) !== truth) apart.push(`round ${n}: a server's board`);
  await fresh.end();
  const verdict = n % 5 === 0 || n === Number(rounds) ? said('verify', '--json', '--data', data) : '{"clean":true}';
  if (!verdict || !JSON.parse(verdict).clean) unclean.push(`round ${n}: ${verdict}`);
}

await Promise.all(servers.map(server => server.start()));
for (let n = 1; n <= Number(rounds); n++) await round(n);
holds(`${name}: in ${rounds} rounds of ${PEOPLE} at once all were answered in the end`, !faults.length, faults);
holds(`${name}: the kill fell among them: ${unanswered} were answered after it`, unanswered > 0 && unanswered < acknowledged.length);
const wrong = miscounted(data, acknowledged, `kill-${name}-`);
holds(`${name}: each of ${acknowledged.length} acknowledged is there once, and nothing twice`, !wrong.length, wrong);
holds(`${name}: verify finds nothing`, !unclean.length, unclean);
holds(`${name}: boards are what a fresh fold gives`, !apart.length, apart);
await Promise.all(servers.map(server => server.end()));
done();
