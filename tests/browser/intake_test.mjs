// A sheet comes in as a clerk brings it in, in Debian's Chromium: uploaded, an unsure heading answered,
// looked at, accepted, seen on the board, brought in again, taken back; and the same without script. Prints TAP.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { base, browser, finish, listen, one_time, password_choose, patience_ms, result, sign_in } from './qipan.mjs';

const root = new URL('../..', import.meta.url).pathname;
execFileSync('make', ['-s', 'VARIANT=' + (process.env.VARIANT || 'san'), 'dirty'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
const page = await context.newPage();
page.setDefaultTimeout(patience_ms);

async function check(name, steps, { on = page, refused = [] } = {}) {
  const faults = [], said = listen(on, refused);
  const expect = (truth, what) => { if (!truth) faults.push(what); };
  try { await steps(expect, on); } catch (e) { faults.push(`at ${on.url()}: ${e.stack}`); }
  on.removeAllListeners();
  result([...faults, ...said], name);
}
const text = (selector, on = page) => on.locator(selector).first().innerText();
const number = t => Number(t.replace(/[^\d.-]/g, ''));
const sums = async (on = page) => (await on.locator('dl.sums dd').allInnerTexts()).map(number); // new, changed, unchanged, refused, skipped
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// What the board says of November: projects on its lists, in its squares, and on the whole platform.
async function board() {
  await page.goto(base + '/board?month=2022-11');
  const projects = page.locator('.kpi', { has: page.locator('a[href^="/projects?month=2022-11"]') }).first();
  const squares = (await page.locator('td.c a.sq b').allInnerTexts()).map(number);
  return { key: number(await projects.locator('.v').innerText()), squares: squares.reduce((n, c) => n + c, 0), all: await projects.locator('.s').innerText() };
}
async function found(name) {
  await page.goto(base + '/projects?month=2022-11&level=platform&q=' + encodeURIComponent(name));
  return page.locator('[data-keys] tbody tr').count();
}
async function upload(file, on = page) {
  await on.goto(base + '/intake');
  await on.setInputFiles('#f-file', file);
  await on.click('main form.form button.p');
  await on.waitForURL(/\/intake\/drafts\/\d+\/(preview|mapping)$/, { timeout: 4 * patience_ms });
}
async function tab(name, on = page) {
  await on.locator('.tabs a', { hasText: name }).click();
  await on.waitForURL('**tab=*');
}

await sign_in(page, 'admin', one_time);
await password_choose(page);
const before = await board();

// -- the dirty workbook --

await check('a dirty workbook is previewed without a question: new, skipped and refused cells with their places', async expect => {
  await upload(join(root, 'build/dirty/dirty.xlsx'));
  expect(page.url().endsWith('/preview'), 'it asks about headings: ' + page.url());
  expect(same(await sums(), [9, 0, 0, 0, 7]), 'counted ' + await sums());
  const fault = page.locator('tbody tr', { has: page.locator('th', { hasText: 'M9' }) });
  expect((await fault.innerText()).includes('约8000'), 'the amount that is about so much is not told');
  await tab('跳过');
  expect((await text('main table')).includes('A6'), 'the title of a section has no place');
  await tab('新增');
  expect((await page.locator('main table').first().innerText()).includes('碳纤维及复合材料产业园'), 'the new project is not named');
});
await check('looking at it wrote nothing', async expect => {
  expect(same(await board(), before), JSON.stringify(await board()));
  expect(await found('碳纤维及复合材料产业园') === 0, 'it is on the list');
});
let undo_book;
await check('accepted with its new areas, fields and departments it is on the board and on the list', async expect => {
  await page.goto(base + '/intake');
  await page.locator('aside a', { hasText: 'dirty.xlsx' }).click(); // the draft waits where it was left
  await page.waitForURL('**/preview');
  for (const box of await page.locator('input[name=make]').all()) await box.check();
  await page.fill('#f-reason', '十一月调度');
  await page.click('.act-bar button.p');
  await page.waitForURL(/\/intake\/\d+$/, { timeout: 4 * patience_ms });
  undo_book = page.url();
  expect(same(await sums(), [9, 0, 0, 0, 7]), 'counted ' + await sums());
  expect((await page.locator('main').innerText()).includes('十一月调度'), 'the reason is lost');
  const after = await board();
  expect(after.key === before.key + 9 && after.all !== before.all, `${before.key} and ${after.key} key projects, ${before.all} and ${after.all}`);
  expect(after.squares > before.squares, 'no square of the board grew');
  expect(await found('碳纤维及复合材料产业园') === 1, 'it is not on the list');
});
await check('the same workbook again has nothing to accept', async expect => {
  await upload(join(root, 'build/dirty/dirty.xlsx'));
  expect(same(await sums(), [0, 0, 9, 0, 7]), 'counted ' + await sums());
  expect(await page.locator('#f-reason').count() === 0, 'it asks for a reason to accept nothing');
  await page.locator('.act-bar button', { hasText: '放弃' }).click();
  await page.waitForURL('**/intake');
});

// -- a csv with a heading that is not sure --

const csv = { name: '更正.csv', mimeType: 'text/csv', buffer: Buffer.from('项目名称,所属区市,登记日期,总投资\n碳纤维及复合材料产业园,环翠区,2022-11-30,130000\n褚岛科考码头,环翠区,2022-11-10,8800\n,环翠区,,500\n') };
let undo_csv;
// The planned total on the list, in units of 100 million yuan.
const total = async () => {
  await found('碳纤维及复合材料产业园');
  return number(await page.locator('[data-keys] tbody tr > :nth-child(8)').first().innerText());
};
await check('an amount without a unit is asked about on the mapping page and the answer is obeyed', async expect => {
  expect(await total() === 12, 'the total before is ' + await total());
  await upload(csv);
  expect(page.url().endsWith('/mapping'), 'nothing is asked: ' + page.url());
  const row = page.locator('tr', { has: page.locator('th', { hasText: '总投资' }) });
  expect(await row.locator('.tag.y').count() === 1, 'the heading is not marked');
  expect((await row.innerText()).includes('130000'), 'no sample is shown');
  await row.locator('select[name=unit]').selectOption('万元');
  await page.click('.act-bar button.p');
  await page.waitForURL(/\/preview$/, { timeout: 4 * patience_ms });
  expect(same(await sums(), [1, 1, 0, 1, 0]), 'counted ' + await sums());
});
await check('the preview shows the refused row with its place, the new one, and old → new of the changed one', async expect => {
  expect(/A4|!4/.test(await text('main table')), 'the refused row has no place: ' + await text('main table'));
  await tab('新增');
  expect((await text('main table')).includes('褚岛科考码头'), 'the new project is not named');
  await tab('变更');
  const change = await text('main table');
  expect(/120,?000.*→.*130,?000/s.test(change), 'not old → new: ' + change);
});
await check('accepted, the list shows it', async expect => {
  await page.fill('#f-reason', '来函更正');
  await page.click('.act-bar button.p');
  await page.waitForURL(/\/intake\/\d+$/, { timeout: 4 * patience_ms });
  undo_csv = page.url();
  expect(await total() === 13, 'the total is ' + await total());
  expect(await found('褚岛科考码头') === 1, 'the new project is not on the list');
});
await check('taken back with a reason, what it changed is as it was and what it made is gone', async expect => {
  await page.goto(undo_csv);
  await page.fill('#f-reason', '来函撤销');
  await page.click('button.warn');
  await page.locator('h1', { hasText: '撤销' }).waitFor({ timeout: 4 * patience_ms });
  expect((await page.locator('main').innerText()).includes('来函撤销'), 'the reason is lost');
  expect(await page.locator('button.warn').count() === 0, 'it can be taken back twice');
  expect(await total() === 12, 'the total is ' + await total());
  expect(await found('褚岛科考码头') === 0, 'the new project is still there');
});
await check('the workbook taken back, the board is as it was', async expect => {
  await page.goto(undo_book);
  await page.fill('#f-reason', '演练结束');
  await page.click('button.warn');
  await page.locator('h1', { hasText: '撤销' }).waitFor({ timeout: 4 * patience_ms });
  expect(same(await board(), before), `${JSON.stringify(await board())} and ${JSON.stringify(before)}`);
  expect(await found('碳纤维及复合材料产业园') === 0, 'it is still on the list');
});

// -- without script --

const plain = await browser.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: false, locale: 'zh-CN' });
const still = await plain.newPage();
still.setDefaultTimeout(patience_ms);
await check('without script: upload, answer, preview, accept, take back', async (expect, p) => {
  await sign_in(p);
  await p.waitForURL('**/board');
  await upload(csv, p);
  await p.locator('tr', { has: p.locator('th', { hasText: '总投资' }) }).locator('select[name=unit]').selectOption('万元');
  await p.click('.act-bar button.p');
  await p.waitForURL(/\/preview$/, { timeout: 4 * patience_ms });
  expect(same(await sums(p), [2, 0, 0, 1, 0]), 'counted ' + await sums(p));
  await p.click('.act-bar button.p');
  await p.waitForURL(/\/intake\/\d+$/, { timeout: 4 * patience_ms });
  expect(await found('褚岛科考码头') === 1, 'it is not on the list');
  await p.fill('#f-reason', '演练');
  await p.click('button.warn');
  await p.locator('h1', { hasText: '撤销' }).waitFor({ timeout: 4 * patience_ms });
  expect(await found('褚岛科考码头') === 0, 'it is still on the list');
}, { on: still });
await finish();
