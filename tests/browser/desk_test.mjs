// One report from the phone of who builds to the board, in Debian's Chromium: filled in at 390, the network cut in the middle,
// returned, corrected, checked at every desk, accepted, corrected once more; and what a phone keeps is one person's. Prints TAP.
import { base, browser, finish, password, patience_ms } from './qipan.mjs';
import { photo } from './photo.mjs';
import { ask, check, drafts, first, kept_page, project_new, seat_new, seats_make, shown, sign_in, text, until, visible } from './seats.mjs';

seats_make({ unit: 'project_unit', area: 'area_clerk', department: 'department', office: 'office', other: 'project_unit' });
const desks = {};
const now = new Date(Date.now() + 8 * 3600000), month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
const form_of = id => `/desk/reports/${id}/${month}`;
const state_of = async (id, seat = 'office') => (await ask(seat, form_of(id) + '.json')).state;
const counts = async (id, fen) => JSON.stringify(await ask('office', `/projects/${id}.json?month=${month}`)).includes(`"done_fen":${fen}`);

// -- asked as people --

async function fill(page, month_done, parts, progress) {
  await page.fill('#f-month', String(month_done));
  for (const [i, name] of ['construction', 'equipment', 'other'].entries()) await page.fill('#f-' + name, String(parts[i]));
  await page.fill('#f-progress', progress);
  if (await page.locator('#f-cause').count()) await page.evaluate(() => { document.querySelector('#f-cause').value = '等待施工许可'; });
}
const press = (page, value) => page.click(`.act-bar button[value=${value}]`);

// -- a report goes all the way --

const id = await project_new('海上风电母港配套码头工程');
const unit = desks.unit = await seat_new('unit', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
for (const login of ['area', 'department', 'office']) desks[login] = await seat_new(login, { viewport: { width: 1440, height: 900 } });

await check('at 390 the sums follow as one types', async (expect, page) => {
  await page.goto(base + form_of(id));
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= 390), 'it is wider than the phone');
  await fill(page, 1308, [860, 310, 100], '陆域堆场地基处理完成六成，水工主体未开工');
  expect(await visible(page, '[data-differs]') && !await visible(page, '[data-agrees]'), 'parts that do not add up are not told');
  await page.fill('#f-other', '138');
  expect(await visible(page, '[data-agrees]') && !await visible(page, '[data-differs]'), 'parts that add up are not told');
  expect((await text(page, '[data-sum]')).includes('1,308'), 'the sum: ' + await text(page, '[data-sum]'));
  expect((await text(page, '[data-count]')).includes('20 /'), 'the characters: ' + await text(page, '[data-count]'));
}, { on: unit });

await check('a photo is made smaller on the phone, and its time and place go with it', async (expect, page) => {
  const bytes = await photo(page, month);
  await page.setInputFiles('[data-photos]', { name: 'IMG_0914.jpg', mimeType: 'image/jpeg', buffer: bytes });
  await shown(page, '.shots canvas');
  await press(page, 'save');
  await shown(page, '[data-said=saved]');
  const [file] = (await ask('unit', form_of(id) + '.json')).files;
  expect(file && file.name === 'IMG_0914.jpg' && file.taken_at.includes(`${month}-20 09:14`), 'time: ' + JSON.stringify(file));
  expect(file && file.place.startsWith('37.51'), 'place: ' + file?.place);
  const size = await page.evaluate(href => fetch(href).then(r => r.blob()).then(b => createImageBitmap(b).then(p => [p.width, p.height, b.size])), file.href);
  expect(size[0] === 1600 && size[1] === 1067 && size[2] < bytes.length, `${size} of ${bytes.length} bytes`);
  await Promise.all([page.waitForURL('**#files'), page.locator('.files button', { hasText: '删除位置' }).click()]);
  expect(!(await ask('unit', form_of(id) + '.json')).files[0].place, 'the place is still there');
}, { on: unit });

await check('the network is cut: what is typed stays, the form opens again, and it is sent when the network is back', async (expect, page) => {
  await page.goto(base + form_of(id));
  await kept_page(page);
  await page.fill('#f-month', '1310');
  await page.fill('#f-other', '140');
  await until(async () => (await drafts(page)).some(d => d.fields.other === '140'), 'it is kept as typed');
  await page.context().setOffline(true);
  await page.reload();
  await shown(page, '[data-kept]');
  expect(await page.inputValue('#f-month') === '1310', 'typed: ' + await page.inputValue('#f-month'));
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('.rep')).maxWidth !== 'none'), 'it is not laid out');
  await press(page, 'send');
  await shown(page, '[data-net]');
  expect(await state_of(id) === 'draft', 'it was sent without network');
  expect((await drafts(page)).some(d => d.waits), 'it does not wait: ' + JSON.stringify(await drafts(page)));
  await page.context().setOffline(false);
  await shown(page, '[data-said=sent]');
  const report = await ask('unit', form_of(id) + '.json');
  expect(report.state === 'at_area' && report.month_fen === 1310e6, `${report.state} ${report.month_fen}`);
  expect(!(await drafts(page)).length, 'it is still kept: ' + JSON.stringify(await drafts(page)));
}, { on: unit, refused: ['ERR_INTERNET_DISCONNECTED'] });

// The practice city's own reports wait there, too: j moves the focus until it stands on this one.
const go_to_row = page => until(async () => {
  await page.keyboard.press('j');
  return page.evaluate(href => !!document.activeElement.closest('li')?.querySelector(`a[href*="${href}"]`), form_of(id));
}, 'the focus is on the row of ' + form_of(id));

await check('the area returns it by keys, with its reason', async (expect, page) => {
  await page.goto(base + '/desk/inbox?desk=area');
  await go_to_row(page);
  expect(await page.evaluate(() => document.activeElement.name === 'row'), 'the focus is not on a row');
  await page.keyboard.press('r');
  expect(await page.evaluate(() => document.activeElement.name === 'reason'), 'the reason is not asked for');
  await page.keyboard.type('其他费用请附合同');
  await page.keyboard.press('Enter');
  await page.waitForURL('**done=1**');
  expect(await state_of(id) === 'returned', await state_of(id));
}, { on: desks.area });

await check('the unit sees why, corrects and sends', async (expect, page) => {
  await page.goto(base + form_of(id));
  expect((await text(page, 'main')).includes('其他费用请附合同'), 'no reason');
  await page.fill('#f-month', '1300');
  await page.fill('#f-other', '130');
  await press(page, 'send');
  await shown(page, '[data-said=sent]');
  expect(await state_of(id) === 'at_area', await state_of(id));
}, { on: unit });

for (const [login, next] of [['area', 'at_department'], ['department', 'at_office'], ['office', 'accepted']]) {
  await check(`the ${login} passes it with one key`, async (expect, page) => {
    await page.goto(base + `/desk/inbox?desk=${login}`);
    if (login === 'office') expect(!await counts(id, 1300e6), 'the board counts it already');
    await go_to_row(page);
    await page.keyboard.press('p');
    await page.waitForURL('**done=1**');
    expect(await state_of(id) === next, await state_of(id));
  }, { on: desks[login] });
}

await check('the board has changed, and the journal shows every step', async (expect, page) => {
  expect(await counts(id, 1300e6), 'the board does not count it');
  await page.goto(base + `/projects/${id}/journal`);
  const journal = await text(page, 'main');
  for (const step of ['提交', '退回', '通过', '采用']) expect(journal.includes(step), `no ${step} in the journal`);
  for (const login of ['unit', 'area', 'department', 'office']) expect(journal.includes(`${login}.seat`), `no ${login} in the journal`);
}, { on: desks.office });

await check('corrected once more after acceptance: the figure as known before is still there', async (expect, page) => {
  const before = new Date().toISOString();
  await page.goto(base + form_of(id));
  await page.fill('.acts [name=reason]', '审计核减');
  await press(page, 'correct');
  await shown(page, '#f-report');
  await fill(page, 1250, [860, 310, 80], '审计核减五十万元，以审计报告为准');
  await press(page, 'send');
  await shown(page, '[data-said=sent]');
  expect(await counts(id, 1300e6), 'it counts before it is accepted');
  for (const [login, action] of [['area', 'pass'], ['department', 'pass'], ['office', 'accept']]) {
    const version = (await ask(login, form_of(id) + '.json')).version;
    const r = await ask(login, form_of(id) + '/act', { version, action });
    expect(r.status === 200, `${login}: ${JSON.stringify(r).slice(0, 300)}`);
  }
  expect(await counts(id, 1250e6), 'the board does not count the correction');
  const report = await ask('office', form_of(id) + '.json');
  expect(report.revisions.some(r => r.month_fen === 1300e6) && report.revisions.some(r => r.month_fen === 1250e6), `since ${before}: ${JSON.stringify(report.revisions)}`);
  await desks.office.goto(base + `/projects/${id}/journal`);
  expect(/1,300/.test(await text(desks.office, 'main')) && /1,250/.test(await text(desks.office, 'main')), 'the journal has not both figures');
}, { on: unit });

// -- what a phone keeps --

const second = await project_new('南海蓝色种业硅谷二期');
await check('who comes second sees both side by side, and sent once more his holds', async (expect, page) => {
  await page.goto(base + form_of(second));
  await kept_page(page);
  await page.context().setOffline(true);
  await fill(page, 700, [500, 100, 100], '主体结构封顶，正在砌筑');
  await press(page, 'send');
  await shown(page, '[data-net]');
  const r = await ask('area', form_of(second), { version: 0, month: '900', progress: '听施工方说的', do: 'save' });
  expect(r.status === 200, JSON.stringify(r).slice(0, 300));
  await page.context().setOffline(false);
  await shown(page, '[data-trouble=conflict]');
  const table = await text(page, '[data-trouble=conflict] table');
  expect(table.includes('700') && table.includes('900') && table.includes('听施工方说的'), table);
  await until(async () => (await text(page, '[data-trouble=conflict] h2')).includes('area.seat'), 'it is said who');
  expect((await ask('area', form_of(second) + '.json')).month_fen === 900e6, 'it was overwritten');
  expect((await drafts(page)).length === 1, 'what was typed is not kept');
  await press(page, 'send');
  await shown(page, '[data-said=sent]');
  expect((await ask('area', form_of(second) + '.json')).month_fen === 700e6, 'the second time it does not hold');
}, { on: unit, refused: [409, 'ERR_INTERNET_DISCONNECTED'] });

const third = await project_new('再生水厂扩建');
await check('a session that ended keeps what is typed, and it goes after signing in', async (expect, page) => {
  await page.goto(base + form_of(third));
  await kept_page(page);
  await fill(page, 300, [200, 50, 50], '设备基础完成，等待设备进场');
  await page.context().clearCookies();
  await press(page, 'send');
  await shown(page, '[data-trouble=sign_in]');
  expect((await drafts(page)).some(d => d.waits), 'it is not kept');
}, { on: unit, refused: [401] });

await check('another person on the same phone neither sees nor sends it', async (expect, page) => {
  await sign_in(page, 'other', first.other);
  await page.goto(base + '/account');
  await page.fill('#f-present', first.other); await page.fill('#f-password', password); await page.fill('#f-again', password);
  await page.click('main button.p');
  await page.waitForURL(url => url.pathname !== '/account');
  await page.goto(base + '/desk');
  expect(!await visible(page, '[data-local]'), 'the desk shows it: ' + await page.locator('[data-local]').textContent());
  await page.goto(base + form_of(third));
  await kept_page(page);
  expect(await page.inputValue('#f-month') !== '300' && !await visible(page, '[data-kept]'), 'it is in the form');
  expect((await ask('unit', form_of(third) + '.json')).version === 0, 'it was sent: ' + await state_of(third));
  const pages = await page.evaluate(() => caches.open('qipan-pages').then(c => c.keys()).then(k => k.map(r => new URL(r.url).pathname)));
  expect(!pages.includes(form_of(second)), 'pages of the first are kept: ' + pages);
}, { on: unit });

await check('when the first is back it is sent, once', async (expect, page) => {
  await page.context().clearCookies();
  await sign_in(page, 'unit', password);
  await page.goto(base + '/desk');
  await until(async () => await state_of(third) === 'at_area', 'the server has it');
  await page.waitForFunction(() => document.querySelector('[data-local]').hidden);
  const report = await ask('unit', form_of(third) + '.json');
  expect(report.state === 'at_area' && report.month_fen === 300e6 && report.version === 2, `${report.state} ${report.month_fen} version ${report.version}`);
}, { on: unit });

await check('an answer that is lost is asked for again, and nothing is doubled', async (expect, page) => {
  const fourth = await project_new('香水河大桥');
  await page.goto(base + form_of(fourth));
  await kept_page(page);
  await fill(page, 400, [300, 50, 50], '下部结构完成，正在架梁');
  let lost = 0;
  await page.route('**' + form_of(fourth), async route => {
    if (route.request().method() !== 'POST' || lost) return route.continue();
    lost++;
    await route.fetch();
    return route.abort();
  });
  await press(page, 'send');
  await shown(page, '[data-net]');
  expect(await state_of(fourth, 'unit') === 'at_area', 'the server has it not');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await shown(page, '[data-said=sent]');
  await page.unroute('**' + form_of(fourth));
  expect(lost === 1 && (await ask('unit', form_of(fourth) + '.json')).steps.filter(s => s.action_en === 'Send').length === 1, 'it was sent twice');
}, { on: unit, refused: ['ERR_FAILED'] });

await check('all of a page are chosen and passed at once', async (expect, page) => {
  await page.goto(base + '/desk/inbox?desk=area');
  const rows = await page.locator('[data-rows]>li').count();
  await page.check('[data-page-all] input');
  expect(rows >= 3 && await page.locator('[data-rows] input:checked').count() === rows, `${rows} rows, not all chosen`);
  await page.uncheck('[data-rows]>li:first-child input');
  expect(await page.evaluate(() => document.querySelector('[data-page-all] input').indeterminate), 'some chosen look like all or none');
  await page.check('[data-page-all] input');
  await page.keyboard.press('p');
  await page.waitForURL(`**done=${rows}**`);
  expect(await state_of(second) === 'at_department' && await state_of(third) === 'at_department', 'not all went on');
}, { on: desks.area });

const plain = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false, locale: 'zh-CN' });
const still = await plain.newPage();
still.setDefaultTimeout(patience_ms);
await check('without script: filled in and sent with a photo, passed by its box and button', async (expect, page) => {
  const sixth = await project_new('碳纤维产业园');
  await sign_in(page, 'unit', password);
  await page.goto(base + form_of(sixth));
  await page.setInputFiles('[data-photos]', { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(desks.area, month) });
  for (const [name, value] of [['month', '90'], ['construction', '60'], ['equipment', '20'], ['other', '10'], ['progress', '厂房主体完成，设备陆续进场']]) await page.fill('#f-' + name, value);
  await press(page, 'send');
  await page.waitForLoadState();
  const report = await ask('unit', form_of(sixth) + '.json');
  expect(report.state === 'at_area' && report.files.length === 1, `${report.state}, ${report.files?.length} files`);
  await plain.clearCookies();
  await sign_in(page, 'area', password);
  await page.goto(base + '/desk/inbox?desk=area');
  expect(!await visible(page, '[data-inbox-keys]') && !await visible(page, '[data-page-all]'), 'what needs script is shown');
  await page.check('[data-rows]>li input');
  await page.click('[data-pass]');
  await page.waitForURL('**done=1**');
  expect(await state_of(sixth) === 'at_department', await state_of(sixth));
}, { on: still });

await check('signing out clears what this phone keeps, and says so before', async (expect, page) => {
  const fifth = await project_new('金沙滩岸线修复');
  await page.goto(base + form_of(fifth));
  await kept_page(page);
  await page.fill('#f-month', '55');
  await until(async () => (await drafts(page)).length, 'it is kept as typed');
  const asked = [];
  page.once('dialog', d => { asked.push(d.message()); return d.dismiss(); });
  await page.click('.user summary');
  await page.click('.user form button');
  await page.waitForTimeout(500);
  expect(asked.length === 1 && new URL(page.url()).pathname === form_of(fifth), `asked ${asked.length}, at ${page.url()}`);
  page.once('dialog', d => d.accept());
  await page.click('.user form button');
  await page.waitForURL('**/sign-in*');
  const left = await drafts(page), pages = await page.evaluate(() => caches.has('qipan-pages'));
  expect(!left.length && !pages, `left: ${JSON.stringify(left)}, pages: ${pages}`);
}, { on: unit });
await finish();
