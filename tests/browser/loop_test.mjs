// One red light through the whole house, by its pages in Debian's Chromium: found on the board, on the pack, decided in one line,
// on its owner's desk, late and escalated, solved, confirmed by who raised it, green, and struck off the next pack. The journal
// tells the same story. The practice city's own people do it, by its own clock. Prints TAP.
globalThis.qipan_asked = { demo: ['--people-password', 'sea-wind-chess-42'], serve: ['--practice-day', 'last'] };
const { base, browser, finish, password, patience_ms, people } = await import('./qipan.mjs');
const { check, text, until } = await import('./seats.mjs');

const seats = new Map(); // login: page
async function enter(login, page) {
  await page.goto(base + '/sign-in');
  await page.fill('#f-login', login);
  await page.fill('#f-password', password);
  await page.click('main button.p');
  await page.waitForURL(url => url.pathname !== '/sign-in');
}
async function person(login) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage();
  page.setDefaultTimeout(patience_ms);
  await enter(login, page);
  seats.set(login, page);
  return page;
}
const json = async (page, path) => (await page.request.get(base + path)).json();
const press = async (page, name) => { await page.locator(`main button[name=do][value=${name}]`).click(); await page.waitForLoadState(); };
const here = page => new URL(page.url()).pathname;
// A step of the problem, as its page offers it.
async function does(page, step, filled = {}) {
  await page.goto(base + problem.path);
  for (const [name, value] of Object.entries(filled))
    await (name === 'unit' ? page.selectOption('#f-unit', { label: value }) : name === 'level' ? page.selectOption('#f-level', value) : page.fill('#f-' + name, value));
  await press(page, step);
}
// Days later everybody signs in again.
async function clock_to(when) {
  await office.goto(base + '/practice');
  await office.fill('#f-to', when);
  await office.click('main button.p');
  await office.waitForLoadState();
  for (const [login, page] of seats) {
    await page.goto(base + '/account');
    if (here(page) === '/sign-in') await enter(login, page);
  }
}
const state = async () => json(office, problem.path + '.json');

const project = {}, problem = {}, task = {}, next = {}, owner = {};
const office = await person('office'), head = await person('office.head');
let clerk, area, bureau;

await check('a red light is found on the board, and its page says why', async (expect, page) => {
  await page.goto(base + '/board');
  await page.click('.kpi .counts a:has(.light.r)');
  const reds = await json(page, here(page) + '.json' + new URL(page.url()).search);
  expect(reds.total > 0 && reds.rows.every(r => r.light === 'red'), 'the list is not of reds');
  // One that is on the pack for nothing but a missed milestone; the last of them, so that it has others to pass.
  const { rows } = await agenda(page);
  for (const row of rows.filter(r => r.kind === 'red' && rows.filter(o => o.project_id === r.project_id).length === 1)) {
    const one = await json(page, `/projects/${row.project_id}.json`), missed = /^“(.+)”计划.*未完成/.exec(one.reasons[0]?.text_zh);
    if (one.reasons.length === 1 && missed && !one.problems.length)
      Object.assign(project, { id: one.id, name: one.name, area: one.area_zh, department: one.department_zh, no: one.platform_no, step: missed[1] });
  }
  await page.goto(base + `/board`);
  await page.locator('table.board tbody th a', { hasText: project.area }).click();
  await page.goto(base + here(page) + new URL(page.url()).search + '&light=red');
  await page.locator('tbody th.name a', { hasText: project.name }).click();
  expect(here(page) === `/projects/${project.id}`, 'it leads to ' + page.url());
  expect((await text(page, 'main')).includes(`“${project.step}”计划`), 'it does not say why');
}, { on: office });
async function agenda(page) {
  const { rows } = await json(page, '/dispatch.json');
  project.meeting = rows.find(r => r.state === 'frozen').meeting_id;
  const meeting = await json(page, `/dispatch/${project.meeting}.json`);
  return { rows: meeting.groups.flatMap(g => g.rows).concat(meeting.backlog) };
}

await check('it is a new red of the pack, is put further up and decided in one line; a line without owner is refused and stays', async (expect, page) => {
  await page.goto(base + '/dispatch');
  await page.click(`main a[href="/dispatch/${project.meeting}"]`);
  const reds = page.locator('section', { has: page.locator('h2', { hasText: '新增红灯' }) });
  await reds.locator('ol.agenda li', { hasText: project.name }).locator('button[value=up]').click(); // before what it stood behind
  await reds.locator('ol.agenda a.b', { hasText: project.name }).click();
  expect((await text(page, '.stage-name h2')).includes(project.name), await text(page, '.stage-name h2'));
  await page.fill('#f-line', '12-08，补齐备案手续');
  await page.click('form.decide p.line button');
  expect(await page.inputValue('#f-line') === '12-08，补齐备案手续', 'what was typed is gone');
  expect((await text(page, '.decide .faults, .decide [role=alert]')).length > 0, 'nothing is said');
  await page.fill('#f-line', `${project.department}，12-08，补齐备案手续`);
  await page.click('form.decide p.line button');
  await page.waitForURL(/screen\?item=/);
  expect((await text(page, '.stage-name h2')).includes(project.name), 'another item is shown');
  task.path = await page.locator('.stage-do tbody a', { hasText: '补齐备案手续' }).getAttribute('href');
  await page.goto(base + `/dispatch/${project.meeting}`);
  await press(page, 'held');
}, { on: office, refused: [422] });

await check('it lies on its owner’s desk with its day', async (expect) => {
  owner.login = people.find(p => p.unit_zh === project.department).login;
  bureau = await person(owner.login);
  await bureau.goto(base + '/notices');
  expect((await text(bureau, 'main')).includes('补齐备案手续'), 'nobody told');
  await bureau.goto(base + '/desk');
  await bureau.locator('ul.tasks a', { hasText: '补齐备案手续' }).click();
  expect(here(bureau) === task.path, bureau.url());
  await press(bureau, 'take');
}, { on: office });

await check('what stands in its way is raised, judged and handed over', async (expect) => {
  const of_area = people.filter(p => p.unit_zh.startsWith(project.area));
  clerk = await person(of_area.find(p => p.role === 'area_clerk').login);
  area = await person(of_area.find(p => p.role === 'area_office').login);
  await clerk.goto(base + `/projects/${project.id}`);
  await clerk.click('a[href$="/problems/new"]');
  await clerk.locator('#f-kind label', { hasText: '审批' }).click();
  await clerk.fill('#f-text', '节点已做，备案缺用地核验意见');
  await clerk.click('.act-bar button');
  await clerk.waitForURL(/problems\/\d+$/);
  problem.path = here(clerk);
  await does(area, 'review', { level: '4', unit: project.department, days: '1' });
  await does(area, 'notice');
  await does(bureau, 'sign');
  await does(bureau, 'handle', { text: '已函请自然资源部门核验' });
  const now = await state();
  expect(now.state === 'handling' && now.ends_day === '2022-12-07', JSON.stringify([now.state, now.ends_day]));
}, { on: office });

await check('days pass: both are late, and the ladder tells whom it concerns', async (expect, page) => {
  await clock_to('2022-12-12 09:00');
  await until(async () => (await state()).steps.filter(s => s.action === 'escalate').length >= 2, 'the night escalates');
  const now = await state();
  expect(JSON.stringify(now.steps.filter(s => s.action === 'escalate').map(s => s.day)) === '["2022-12-08","2022-12-12"]', JSON.stringify(now.steps));
  await page.goto(base + '/problems?show=late');
  expect((await text(page, 'main')).includes('备案缺用地核验意见'), 'the list does not have it as late');
  await area.goto(base + '/notices');
  expect(/备案缺用地核验意见/.test(await text(area, 'main')) && (await text(area, 'main')).includes('2022-12-12'), 'the district is not told: ' + (await text(area, 'main')).slice(0, 400));
  await bureau.goto(base + '/desk');
  expect((await text(bureau, 'ul.tasks .over')).includes('超 4 天'), await text(bureau, 'ul.tasks'));
}, { on: office });

await check('it is solved with proof, looked at by another, and closed only by who raised it', async (expect) => {
  await does(bureau, 'feedback', { text: '核验意见已出，备案办结', proof: '威水备〔2022〕12号' });
  await does(area, 'recheck');
  await area.goto(base + problem.path);
  expect(await area.locator('button[value=close]').count() === 0, 'the area may close what it did not raise');
  await bureau.goto(base + problem.path);
  expect(await bureau.locator('button[value=close]').count() === 0, 'who solved it may close it');
  await does(clerk, 'close');
  expect((await state()).state === 'closed', (await state()).state);
  await bureau.goto(base + task.path);
  await bureau.fill('#f-result', '备案已办结');
  await press(bureau, 'report');
  await head.goto(base + task.path);
  await press(head, 'confirm');
  expect((await json(head, task.path + '.json')).state === 'confirmed', 'the task is not confirmed');
}, { on: office });

await check('what was missed is on record, and the light is green', async (expect, page) => {
  await page.goto(base + `/projects/${project.id}`);
  await page.locator('.sec', { hasText: '节点' }).locator('.more a').click();
  await page.locator('tbody tr', { hasText: project.step }).locator('a', { hasText: '修改' }).click();
  await page.fill('#f-actual', '2022-11-29');
  await page.fill('#f-evidence', '威水备〔2022〕12号');
  await page.locator('main form.form button.p').click();
  await page.waitForLoadState();
  const now = await json(page, `/projects/${project.id}.json`);
  expect(now.light === 'green', `${now.light}: ${JSON.stringify(now.reasons.map(r => r.text_zh))}`);
  await page.goto(base + `/projects/${project.id}/decisions`);
  expect((await text(page, 'main')).includes('备案已办结'), await text(page, 'main'));
}, { on: office });

await check('the next pack, made on its eve, strikes it off and shows the promise kept', async (expect, page) => {
  await clock_to('2022-12-12 18:30');
  await until(async () => {
    const row = (await json(page, '/dispatch.json')).rows.find(r => r.name_zh.includes('第50周'));
    next.id = row && row.state === 'frozen' ? row.meeting_id : 0;
    return next.id;
  }, 'the pack is made on the eve');
  const { groups, backlog } = await json(page, `/dispatch/${next.id}.json`), all = groups.flatMap(g => g.rows).concat(backlog);
  const kinds = all.filter(r => r.project_id === project.id).map(r => r.kind).sort();
  expect(JSON.stringify(kinds) === '["cleared","task"]', JSON.stringify(kinds));
  await page.goto(base + `/dispatch/${next.id}`);
  const item = page.locator('.agenda li', { hasText: '补齐备案手续' });
  if (await page.locator('details.data summary').count()) await page.click('details.data summary');
  expect((await item.first().innerText()).includes('备案已办结'), await item.first().innerText());
}, { on: office });

await check('the journal tells the same story in the same order', async (expect, page) => {
  await page.goto(base + `/projects/${project.id}`);
  await page.click(`a[href="/journal?project=${project.id}"]`);
  const rows = (await json(page, `/journal.json?project=${project.id}`)).rows.reverse();
  const told = rows.map(r => r.kind).filter((kind, i, all) => kind !== all[i - 1]);
  const story = ['dispatch_decide', 'dispatch_task', 'problem', 'problem_step', 'problem_escalate', 'problem_step', 'dispatch_task', 'milestone_edit'];
  expect(told.join(' ').includes(story.join(' ')), told.join(' '));
  const said = await text(page, 'ul.log');
  for (const words of ['补齐备案手续', '节点已做，备案缺用地核验意见', '核验意见已出，备案办结', '备案已办结']) expect(said.includes(words), `it does not say ${words}`);
}, { on: office });

await finish();
