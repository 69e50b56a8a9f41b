// A year of the practice city, run by year_test.sh with the database, the password of its people and a folder for letters:
// all its people act through the interface, as year_plan.mjs has them, while the practice clock goes from stop to stop.
// YEAR_SEED: another plan. YEAR_MONTHS: fewer months. YEAR_DROP=1: one planned sending is left out, which must be seen.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { done, holds, query, send, sign_in, wait } from './crowd.mjs';
import { Expected, STATES, YEAR, dayText, firstDay, lastDay, periodText, planOf, rules } from './year_plan.mjs';

const [base, data, password, letters, mailPort] = process.argv.slice(2);
const months = Number(process.env.YEAR_MONTHS || 12), seed = Number(process.env.YEAR_SEED || 1), drops = Boolean(process.env.YEAR_DROP);
const PROJECTS = 36, NEW_PASSWORD = 'year-of-the-chess-board';
const server = { base };

// -- how people come in --

const refused = [];
function must(answer, what) {
  if (answer.status !== 200) refused.push(`${what}: ${answer.status} ${answer.body}`);
  return answer.status === 200 ? JSON.parse(answer.body) : null;
}

const signIn = (login, secret = password) => sign_in(server, login, secret);
const bySession = async (path, { cookie, csrf }, form) => must(await send(server, 'POST', path, { cookie, form: { ...form, csrf } }), path);

const tokens = new Map();
async function admit(login, session) {
  const { new_token: token } = await bySession('/account/tokens', session || await signIn(login), { label: 'a year' });
  tokens.set(login, token);
}
const get = async (login, path) => must(await send(server, 'GET', path, { token: tokens.get(login) }), `${login} GET ${path}`);
const post = async (login, path, form) => must(await send(server, 'POST', path, { token: tokens.get(login), form }),
  `${login} POST ${path} ${new URLSearchParams(form)}`);

// -- the city as it is found --

const people = query(data, `SELECT a.subject, p.role, u.name_zh FROM post_holder h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
  JOIN account a ON a.id = h.account_id WHERE a.is_off = 0`).map(([login, role, unit]) => ({ login, role, unit }));
const loginOf = (role, unit) => people.find(p => p.role === role && p.unit === unit)?.login;

async function found() {
  const rows = [], projects = [];
  for (let page = 1, all = 1; rows.length < all; page++) {
    const { rows: some, total } = await get('office', `/projects.json?level=key&month=2022-11&sort=code&page=${page}`);
    rows.push(...some), all = total;
  }
  for (const row of rows.filter(r => !['竣工', '退出'].includes(r.stage_zh)).slice(0, PROJECTS)) {
    const one = await get('office', `/projects/${row.id}.json`);
    const area = loginOf('area_clerk', `${row.area_zh}项目办`).split('.')[0];
    const departments = one.holders.filter(h => h.kind_en === 'Department' && !h.to_day).map(h => loginOf('department', h.name_zh));
    projects.push({ id: row.id, number: row.platform_no, name: row.name, area, departments, unit: one.uscc, unit_name: one.unit_name });
  }
  // Two thirds are on the one list, a third on the other; some come to theirs in the middle of the year.
  return projects.map((p, i) => ({ ...p, list: i % 3 === 2 ? 'county_key' : 'municipal_key', from: i % 12 === 7 ? 7 : 1 }));
}

// Whoever has no post-holder at the project's unit yet gets one: people of a company that reports for two or three units.
async function unitsStaffed(projects) {
  const holders = new Map(), system = await signIn('system'), fresh = [];
  for (const p of projects) {
    const list = await get('office', `/organisation.json?kind=project_unit&q=${encodeURIComponent(p.unit_name)}`);
    const unit = list.rows.find(u => u.key === p.unit);
    const known = unit.posts[0].holders[0]?.login;
    if (known) { holders.set(known, [...(holders.get(known) || []), p.unit]); continue; }
    let login = fresh.find(f => f.area === p.area && holders.get(f.login).length < 3)?.login;
    if (!login) {
      login = `reporter.${fresh.length + 1}`;
      fresh.push({ login, area: p.area });
      holders.set(login, []);
      const { made_password: secret } = await bySession('/accounts', system, { login, name: `代报人${fresh.length}` });
      const session = await signIn(login, secret);
      await bySession('/account/password', session, { present: secret, password: NEW_PASSWORD, again: NEW_PASSWORD });
    }
    const { posts } = await get('office', `/organisation/${unit.id}.json`);
    await post('office', `/organisation/${unit.id}/hand-over`, { post: posts[0].id, login, from: dayText(firstDay(1)), reason: '指定代报人' });
    if (!holders.get(login).includes(p.unit)) holders.set(login, [...holders.get(login), p.unit]);
  }
  for (const f of fresh) await admit(f.login, await signIn(f.login, NEW_PASSWORD));
  for (const { login } of people.filter(p => p.role === 'project_unit')) if (!holders.has(login)) holders.set(login, []);
  return [...holders].map(([login, units]) => ({ login, role: 'unit', units, others: units.length ? 0 : 1 }));
}

async function yearBegun(projects) {
  for (const rule of Object.values(rules)) await post('office', '/calendar/rules', { ...rule, from: dayText(firstDay(1)), reason: '年度报送安排' });
  await post('office', '/calendar/rules/0/end', { from: dayText(firstDay(1)), reason: '年度报送安排' });
  for (const p of projects) {
    const { seen } = await get('office', `/projects/${p.id}/lists.json`);
    await post('office', `/projects/${p.id}/lists`, { seen, year: YEAR, level: p.list, role: 'continuing', entered: dayText(firstDay(p.from)),
      document_no: '演练〔2023〕1号' });
  }
  await post('office', '/settings/mail_server', { value: `smtp-plain://127.0.0.1:${mailPort}`, version: 0, reason: '演练' });
  await post('office', '/settings/mail_sender', { value: 'qipan@city.example.cn', version: 0, reason: '演练' });
}

// -- what people do --

const versions = new Map(); // "project month" → as the unit saw its report last
async function byUnit(a, login) {
  const path = `/desk/reports/${a.project}/${periodText(a.month)}`, key = `${a.project} ${a.month}`;
  const shown = a.act === 'withdraw' ? { version: versions.get(key) } : await get(login, `${path}.json`);
  const form = { version: shown.version, do: a.act, month: 100 + (a.project * 7 + a.month * 31) % 900, help: 'none',
    progress: `本月完成第${a.month}段施工，现场正常推进`, cause: '按施工安排，已与区市说明' };
  const kept = a.act === 'withdraw' ? await post(login, `${path}/act`, { version: shown.version, action: 'withdraw', reason: '数字有误，取回重填' })
    : await post(login, path, form);
  if (kept) versions.set(key, kept.version);
}

// One person's acts of one kind at one desk on one day: looked up in the inbox, then done with one request.
async function byDesk(desk, login, acts) {
  const wanted = new Map(acts.map(a => [`/desk/reports/${a.project}/${periodText(a.month)}`, a])), chosen = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const box = await get(login, `/desk/inbox.json?desk=${desk}&page=${page}`);
    pages = Math.ceil(box.total / 40);
    for (const row of box.rows) if (wanted.has(row.href.split('?')[0])) chosen.push(`${row.report_id}:${row.version}`);
  }
  const form = [['desk', desk], ['action', acts[0].act], ...chosen.map(row => ['row', row])];
  if (acts[0].act === 'return') form.push(['back_to', 'unit'], ['reason', acts[0].reason]);
  const said = chosen.length ? await post(login, '/desk/inbox', form) : null;
  if ((said ? said.done : 0) !== acts.length) refused.push(`${login} ${acts[0].act}: ${said ? said.done : 0} of ${acts.length}`);
}

async function dayDone(acts, city) {
  for (const a of acts) {
    const p = city.projects.find(one => one.id === a.project);
    if (a.phase === 'unit' && a !== city.dropped) await byUnit(a, city.staff.find(s => s.units.includes(p.unit)).login);
    if (a.act === 'except') await post('office', '/calendar/exceptions', { project: p.number, kind: 'month', period: dayText(firstDay(a.month)),
      until: dayText(a.until), reason: '单位系统故障，准予补报' });
  }
  const groups = new Map();
  for (const a of acts.filter(one => ['area', 'department', 'office'].includes(one.phase))) {
    const p = city.projects.find(one => one.id === a.project);
    const login = a.phase === 'area' ? `${p.area}.clerk` : a.phase === 'department' ? p.departments[0] : 'office';
    const key = [a.phase, login, a.act, a.reason].join('|');
    groups.set(key, [...(groups.get(key) || []), a]);
  }
  for (const some of groups.values()) {
    const [desk, login] = [...groups].find(([, list]) => list === some)[0].split('|');
    await byDesk(desk, login, some);
  }
}

// -- the clock --

let accounts; // that are open, once everybody is there

// To nine o'clock of a day, until the server has reminded everybody it wants to.
async function clockTo(day) {
  const to = `${dayText(day)} 09:00`;
  await post('office', '/practice', { to });
  for (let i = 0; i < 1200; i++) {
    if (Number(query(data, `SELECT count(*) FROM digest WHERE on_day = ${day}`)[0][0]) === accounts) return;
    await wait(25);
  }
  throw new Error(`on ${to} the server does not remind`);
}

// -- what is compared --

const wrong = { reminded: [], squares: [], reports: [], rates: [], notices: [], letters: [] };
const table = [], reminders = { planned: 0, got: 0, days: 0, silent: 0 };
const show = map => [...map].sort().map(([who, n]) => `${who} ${n}`).join(', ');

function compareReminders(day, expected, city) {
  const planned = expected.reminded(city.people, day);
  const got = new Map(query(data, `SELECT a.subject, d.n FROM digest d JOIN account a ON a.id = d.account_id WHERE d.on_day = ${day} AND d.n > 0`)
    .map(([who, n]) => [who, Number(n)]));
  reminders.planned += planned.size, reminders.got += got.size, reminders.days++;
  if (show(planned) !== show(got)) wrong.reminded.push(`${dayText(day)} planned ${show(planned)}\ngot ${show(got)}`);
  for (const who of planned.keys()) city.told.set(who, [...(city.told.get(who) || []), day]);
}

const near = (x, y) => x === y || (x !== null && y !== null && Math.abs(x - y) < 1e-9);
const NAMED = { late: 'overdue' }; // as a square of the page calls a state

async function compareMatrix(day, expected, city) {
  const areas = [...new Set(city.projects.map(p => p.area))];
  const sheet = await get('leader', `/duty.json?level=platform&by=area&month=${periodText(1)}`);
  for (const key of ['', ...areas]) {
    const line = sheet.lines.find(l => l.key === key);
    for (let m = 1; m <= 12; m++) {
      const plan = expected.counts(m, day, p => !key || p.area === key), square = line?.squares[m - 1] || {};
      const differs = ['expected', 'here', ...STATES].filter(s => (square[NAMED[s] || s] || 0) !== plan[s]);
      if ((square.late || 0) !== plan.late_coming) differs.push('late_coming');
      if (square.figure) differs.push('figure');
      if (differs.length) wrong.squares.push(`${dayText(day)} ${key || 'all'} ${periodText(m)}: ${differs.join(' ')}
planned ${JSON.stringify(plan)}\ngot ${JSON.stringify(square)}`);
    }
  }
}

// Report by report, of a month and the one before.
async function compareReports(day, month, expected, city) {
  for (const m of [month - 1, month]) {
    if (m < 1) continue;
    const got = new Map();
    for (let page = 1, total = 1; got.size < total; page++) {
      const sheet = await get('leader', `/duty.json?level=platform&by=area&state=all&month=${periodText(m)}&page=${page}`);
      if (!sheet.projects.length) break;
      total = sheet.projects_total;
      for (const p of sheet.projects) got.set(p.id, `${p.state} ${p.came} ${p.due_day} ${p.arrived_day}`);
    }
    for (const p of city.projects) {
      const d = expected.duty(p, m, day);
      const plan = d ? `${d.state} ${d.came} ${dayText(d.due)} ${d.arrived === null ? null : dayText(d.arrived)}` : undefined;
      if (got.get(p.id) !== plan) wrong.reports.push(`${dayText(day)} ${p.number} ${periodText(m)}: planned ${plan}, got ${got.get(p.id)}`);
    }
  }
}

async function compareRates(day, month, expected, city) {
  const kinds = { expected: 'expected', late_coming: 'late', timely: 'timely_rate', complete: 'complete_rate' }, got = {};
  const plan = expected.counts(month, day);
  for (const [kind, code] of Object.entries(kinds)) {
    const figure = await get('leader', `/figures/reports_${code}.json?level=platform&month=${periodText(month)}`);
    got[kind] = figure.value;
    if (!near(plan[kind], figure.value)) wrong.rates.push(`${dayText(day)} ${code}: planned ${plan[kind]}, got ${figure.value}`);
    const groups = figure.groups.find(g => g.by === 'area').rows;
    for (const area of new Set(city.projects.map(p => p.area))) {
      const one = expected.counts(month, day, p => p.area === area)[kind], row = groups.find(g => g.key === area);
      if (!near(one, row ? row.value : null)) wrong.rates.push(`${dayText(day)} ${code} ${area}: planned ${one}, got ${row?.value}`);
    }
  }
  const percent = x => x === null ? '–' : x.toFixed(2);
  table.push([dayText(day), periodText(month), `${plan.expected} / ${got.expected}`, `${plan.late_coming} / ${got.late_coming}`,
    `${percent(plan.timely)} / ${percent(got.timely)}`, `${percent(plan.complete)} / ${percent(got.complete)}`]);
}

// As people themselves see it: so many digests in their inbox, and the last one on the last day they were told.
async function compareNotices(day, city) {
  for (const login of city.asked) {
    const told = city.told.get(login) || [], digests = [];
    for (let page = 1, seen = 0, all = 1; seen < all; page++) {
      const { rows, total } = await get(login, `/notices.json?page=${page}`);
      digests.push(...rows.filter(r => r.kind === 'digest'));
      seen += rows.length || total, all = total;
    }
    const last = digests[0]?.at?.slice(0, 10);
    if (digests.length !== told.length || (told.length && last !== dayText(told.at(-1))))
      wrong.notices.push(`${dayText(day)} ${login}: planned ${told.length} to ${told.map(dayText).at(-1)}, got ${digests.length} to ${last}`);
  }
}

async function compareLetters(city) {
  const read = () => readdirSync(letters).filter(n => n.endsWith('.eml')).map(n => readFileSync(`${letters}/${n}`, 'utf8').split('\n')[0]);
  const planned = city.wantsMail.reduce((n, login) => n + (city.told.get(login) || []).length, 0);
  for (let i = 0; i < 200 && read().length < planned; i++) await wait(50);
  for (const login of city.wantsMail) {
    const got = read().filter(line => line.includes(`${login}@city.example.cn`)).length, plan = (city.told.get(login) || []).length;
    if (got !== plan) wrong.letters.push(`${login}: planned ${plan} letters, got ${got}`);
  }
  return planned;
}

// -- the year --

const acting = people.filter(p => ['area_clerk', 'department', 'project_unit'].includes(p.role)).map(p => p.login);
for (const login of ['office', 'leader', ...acting]) await admit(login);
const projects = await found(), staff = await unitsStaffed(projects);
accounts = Number(query(data, 'SELECT count(*) FROM account WHERE gone = 0 AND is_off = 0')[0][0]);
await yearBegun(projects);
const areas = [...new Set(projects.map(p => p.area))], departments = people.filter(p => p.role === 'department').map(p => p.login);
const plan = planOf(seed, projects, months), expected = new Expected(projects, months);
const city = { projects, staff, told: new Map(), dropped: drops ? plan.acts.find(a => a.act === 'send') : null,
  people: [...staff, ...areas.flatMap(area => [`${area}.clerk`, `${area}.office`].map(login => ({ login, role: 'area', area }))),
    ...departments.map(login => ({ login, role: 'department', department: login })),
    ...['office', 'office.head'].map(login => ({ login, role: 'office' }))] };
city.wantsMail = [staff[0].login, staff.at(-1).login, `${areas[0]}.clerk`, projects[0].departments[0]];
city.asked = [...staff.slice(0, 4).map(s => s.login), `${areas[0]}.clerk`, projects[0].departments[0], 'office'];
for (const login of city.wantsMail) await post(login, '/account/mail', { address: `${login}@city.example.cn`, wants: 1 });

for (const day of plan.days) {
  await clockTo(day);
  compareReminders(day, expected, city);
  const acts = plan.acts.filter(a => a.day === day);
  await dayDone(acts, city);
  for (const a of acts) expected.do(a);
  const month = new Date(day * 86400000).getUTCMonth() + 1;
  if (day !== lastDay(month)) continue;
  await compareMatrix(day, expected, city);
  await compareReports(day, month, expected, city);
  if (month > 1) await compareRates(day, month - 1, expected, city);
  await compareRates(day, month, expected, city);
  table.at(-1).push(`${reminders.planned} / ${reminders.got}`);
  reminders.planned = reminders.got = 0;
  await compareNotices(day, city);
}
const letterCount = await compareLetters(city);

const widths = [12, 9, 15, 15, 17, 17, 15];
const line = cells => console.log('# ' + cells.map((c, i) => String(c).padEnd(widths[i])).join(''));
line(['seen on', 'of', 'expected', 'late', 'in time, %', 'complete, %', 'reminded']);
line(['', '', ...Array(5).fill('planned / got')]);
for (const row of table) line(row);
const fates = Object.entries(plan.fates).map(([fate, n]) => `${fate} ${n}`).join(', ');
console.log(`# ${projects.length} projects, ${staff.length} people of units, ${plan.acts.length} acts on ${reminders.days} days: ${fates}`);
const lastRow = Number(query(data, 'SELECT max(recorded_ms) FROM journal')[0][0]);
holds('whatever was planned could be done', !refused.length, refused);
holds('the duty matrix is as planned at each end of a month, area by area, in every state', !wrong.squares.length, wrong.squares);
holds('and so is every report: its state, its due day, the day it came', !wrong.reports.length, wrong.reports);
holds('the rates in time and complete are as planned, for the city and each area', !wrong.rates.length, wrong.rates);
holds('each morning exactly those are reminded who have something to do, of as many things', !wrong.reminded.length, wrong.reminded);
holds('they find as many reminders in their inboxes', !wrong.notices.length, wrong.notices);
holds(`and who agreed gets them by mail (${letterCount} letters)`, !wrong.letters.length && letterCount > 0, wrong.letters);
const lastWritten = Math.floor((lastRow / 3600000 + 8) / 24);
holds('and the journal ends on its last day', lastWritten === lastDay(months), dayText(lastWritten));
done();
