// What script adds to the pages, and that nothing is missing without it. Prints TAP.
import { asked, browser, finish, gallery, result } from './gallery.mjs';

async function check(name, options, steps) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  const said = [];
  page.on('console', m => { if (m.type() === 'error') said.push(m.text()); });
  page.on('pageerror', e => said.push(e.message));
  const faults = [];
  const expect = (truth, what) => { if (!truth) faults.push(what); };
  try { await steps(page, expect); } catch (e) { faults.push(e.message); }
  result([...faults, ...said], name);
  await page.close();
}
const selected = page => page.evaluate(() => [...document.querySelectorAll('[data-keys] tbody tr')].findIndex(r => r.getAttribute('aria-selected') === 'true'));

await check('j and k move through a list, Enter opens', {}, async (page, expect) => {
  await page.goto(gallery + 'list-zh.html');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  expect(await selected(page) === 1, 'the second row is not selected');
  asked.length = 0;
  await page.evaluate(() => document.querySelector('tr[aria-selected=true] a').setAttribute('href', '/projects?opened=1'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/projects?opened=1');
});
await check('/ goes to the search box, and j in it is a letter', {}, async (page, expect) => {
  await page.goto(gallery + 'list-zh.html');
  await page.keyboard.press('/');
  await page.keyboard.press('j');
  expect(await page.inputValue('[data-search]') === 'j', 'the search box does not hold j');
  expect(await selected(page) === -1, 'a row was selected');
});
await check('the search is a real form', {}, async page => {
  await page.goto(gallery + 'board-zh.html');
  await page.fill('[data-search]', '码头');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/projects?q=%E7%A0%81%E5%A4%B4');
});
await check('? shows the keys and Escape closes them', {}, async (page, expect) => {
  await page.goto(gallery + 'list-zh.html');
  await page.keyboard.press('?');
  expect(await page.isVisible('#keys'), 'the keys are not shown');
  await page.keyboard.press('Escape');
  expect(!await page.isVisible('#keys'), 'the keys are still shown');
});
await check('a filter swaps the list in place and changes the address', {}, async (page, expect) => {
  await page.goto(gallery + 'list-zh.html');
  const bar = await page.$('header.top');
  asked.length = 0;
  await page.selectOption('select[name=field]', 'a');
  await page.waitForSelector('.calm');
  expect(await bar.evaluate(e => e.isConnected), 'the whole page was loaded anew');
  expect(asked.some(a => a.startsWith('/projects?') && a.includes('field=a')), 'asked for ' + asked);
  await page.waitForURL('**/projects?*field=a*');
});
await check('the date control keeps what the page was asked for', {}, async (page, expect) => {
  await page.goto(gallery + 'list-zh.html');
  await page.click('.known summary');
  await page.fill('#known', '2022-10-31');
  await page.click('.known button');
  await page.waitForURL('**/projects?*');
  const url = new URL(page.url());
  expect(url.searchParams.get('known') === '2022-10-31' && url.searchParams.get('level') === 'key', url.search);
});
await check('a page that shows the past says so and leads back', {}, async (page, expect) => {
  await page.goto(gallery + 'board-past-zh.html');
  expect((await page.textContent('.past')).includes('2022-10-31'), 'the date is not said');
  expect(await page.locator('.past input[name=known]').count() === 0, 'the way back keeps the date');
  expect(await page.locator('.head form input[name=known]').inputValue() === '2022-10-31', 'the page\'s own form loses the date');
});
await check('a menu closes at a click beside it and at Escape', {}, async (page, expect) => {
  await page.goto(gallery + 'board-zh.html');
  await page.click('.user summary');
  expect(await page.isVisible('.user form'), 'the menu did not open');
  await page.click('h1');
  expect(!await page.isVisible('.user form'), 'the menu stayed open');
  await page.click('.user summary');
  await page.keyboard.press('Escape');
  expect(!await page.isVisible('.user form'), 'the menu stayed open at Escape');
});
await check('a code is copied', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page, expect) => {
  await page.goto(gallery + 'project-zh.html');
  await page.click('[data-copy]');
  await page.waitForFunction(() => document.querySelector('[data-copy]').textContent === '已复制');
  expect(await page.evaluate(() => navigator.clipboard.readText()) === '2204-371074-04-01-318207', 'not in the clipboard');
});
await check('without script the date, the filters and the menu work, and no dead button is shown', { javaScriptEnabled: false }, async (page, expect) => {
  await page.goto(gallery + 'list-zh.html');
  expect(await page.locator('[data-print]:visible, [data-copy]:visible, [data-keys-help]:visible').count() === 0, 'a button that needs script is shown');
  await page.click('.known summary');
  expect(await page.isVisible('#known'), 'the date control does not open');
  await page.selectOption('select[name=field]', 'a');
  await page.click('.filters button');
  await page.waitForURL('**/projects?*field=a*');
});
await finish();
