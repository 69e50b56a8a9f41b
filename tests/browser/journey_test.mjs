// A clerk's way through the program in Debian's Chromium: first sign-in, list, project, the past,
// what changed, downloads, keys, the other language; and the same without script. Prints TAP.
import { readFileSync } from 'node:fs';
import { base, browser, finish, listen, one_time, password, password_choose, patience_ms, result, sign_in } from './qipan.mjs';

const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', acceptDownloads: true });
const page = await context.newPage();
page.setDefaultTimeout(patience_ms);

async function check(name, steps, { on = page, refused = [] } = {}) {
  const faults = [], said = listen(on, refused);
  const expect = (truth, what) => { if (!truth) faults.push(what); };
  try { await steps(expect, on); } catch (e) { faults.push(e.stack); }
  on.removeAllListeners();
  result([...faults, ...said], name);
}
const text = (selector, on = page) => on.locator(selector).first().innerText();
const rows = (on = page) => on.locator('[data-keys] tbody tr');
const column = async n => (await page.locator(`[data-keys] tbody tr > :nth-child(${n})`).allInnerTexts()).map(t => t.trim());
const number = t => Number(t.replace(/[^\d.-]/g, ''));

// -- signing in --

await check('a page asked for before signing in leads to the sign-in and back', async expect => {
  await page.goto(base + '/projects?light=red');
  expect(new URL(page.url()).pathname === '/sign-in', 'at ' + page.url());
  expect(await page.inputValue('input[name=next]') === '/projects?light=red', 'the way back is not kept');
});
await check('a wrong password is said in words and the name stays', async expect => {
  await sign_in(page, 'admin', 'certainly-not-this-1');
  expect(await page.isVisible('.faults[role=alert]'), 'nothing is said');
  expect(await page.inputValue('#f-login') === 'admin', 'the name is gone');
  expect(await page.inputValue('#f-password') === '', 'the password was written back');
}, { refused: [401, 422, 400] });
await check('with the one-time password every page leads to the change of it, which says why', async expect => {
  await sign_in(page, 'admin', one_time);
  for (const path of ['/account', '/board', '/projects?light=red']) {
    await page.goto(base + path);
    expect(new URL(page.url()).pathname === '/account', `${path} leads to ${page.url()}`);
    expect((await text('.past[role=status]')).includes('一次性密码'), `${path}: it is not said why`);
  }
  const reply = await context.request.get(base + '/board.json');
  expect(reply.status() === 403, `a program is answered ${reply.status()}`);
  expect((await reply.json()).error.faults[0].text_zh.includes('一次性密码'), 'a program is not told why');
});
await check('a short or a different repetition is refused beside its field', async expect => {
  await page.goto(base + '/account');
  const fill = async (now, next, again) => {
    await page.fill('#f-present', now); await page.fill('#f-password', next); await page.fill('#f-again', again);
    await page.click('main button.p');
  };
  await fill(one_time, 'short', 'short');
  expect(await page.locator('#f-password[aria-invalid=true]').count() === 1, 'a short one is not marked');
  await fill(one_time, password, password + 'x');
  expect(await page.locator('#f-again[aria-invalid=true]').count() === 1, 'a different one is not marked');
}, { refused: [400, 422] });
await check('the new password is taken and the board opens', async expect => {
  await password_choose(page);
  expect(await page.locator('table.board').count() === 1, 'no board');
  expect((await text('.foot')).includes('演示') || (await text('.foot')).includes('练习'), 'practice data is not named: ' + await text('.foot'));
});

// -- the board and the list --

await check('a square of the board leads to as many projects as it says', async expect => {
  await page.goto(base + '/board?month=2022-11');
  const square = page.locator('td.c a.sq').first();
  const count = number(await square.locator('b').innerText());
  await square.click();
  await page.waitForURL('**/projects?*');
  expect(number(await text('h1 + .meta')) === count || (await text('h1 + .meta')).includes(` ${count} `) || (await rows().count()) === Math.min(count, 50),
    `${count} on the board, ${await rows().count()} rows: ${await text('h1 + .meta')}`);
});
await check('the count of red lights on the board is that of the list', async expect => {
  await page.goto(base + '/board?month=2022-11');
  const count = number(await page.locator('.kpi .counts a b').first().innerText());
  await page.locator('.kpi .counts a').first().click();
  await page.waitForURL('**light=red*');
  expect(number(await text('.tabs a[aria-current] span')) === count, `${count} and ${await text('.tabs a[aria-current]')}`);
});
await check('filters narrow the list and keep one another', async expect => {
  await page.goto(base + '/projects?month=2022-11&level=platform');
  await page.selectOption('select[name=area]', { index: 2 });
  const area = (await page.locator('select[name=area] option:checked').innerText()).trim();
  if (await page.isVisible('.filters button')) await page.click('.filters button');
  await page.waitForURL('**area=*');
  await page.waitForFunction(a => [...document.querySelectorAll('[data-keys] tbody tr > :nth-child(4)')].every(c => c.textContent.trim() === a), area);
  await page.locator('.tabs a').nth(3).click();
  await page.waitForURL('**light=green*');
  expect(new URL(page.url()).searchParams.get('area'), 'the area is lost: ' + page.url());
  expect((await column(4)).every(a => a === area), 'another area is shown');
  expect((await column(1)).every(l => l.includes('绿')), 'another light is shown: ' + (await column(1))[0]);
});
await check('a column sorts down, then up', async expect => {
  await page.goto(base + '/projects?month=2022-11&level=platform');
  const sort = async () => { await page.locator('thead a', { hasText: '总投资' }).click(); await page.waitForLoadState(); };
  await sort();
  await page.waitForURL('**sort=-total*');
  const down = (await column(7)).map(number);
  await sort();
  await page.waitForURL('**sort=total*');
  const up = (await column(7)).map(number);
  expect(down.length > 10 && down.every((v, i) => !i || down[i - 1] >= v), 'not descending: ' + down);
  expect(up.every((v, i) => !i || up[i - 1] <= v), 'not ascending: ' + up);
});
await check('the next page goes on where the first ended', async expect => {
  await page.goto(base + '/projects?month=2022-11&level=platform&sort=name');
  const first = await column(3);
  await page.click('.pager a[rel=next]');
  await page.waitForURL('**page=2*');
  const second = await column(3);
  expect(!second.some(n => first.includes(n)), 'a project is on both pages');
  await page.click('.pager a[rel=prev]');
  await page.waitForURL('**page=1*');
  expect((await column(3)).join() === first.join(), 'the way back shows another page');
});
await check('a name is found from any page', async expect => {
  const name = (await column(3))[0].replace(/ .*/, '');
  await page.goto(base + '/figures');
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/projects?*q=*');
  expect(await page.locator('body').innerText().then(t => t.includes(name)), name + ' is not found');
});
await check('a search that finds nothing says so and offers the way back', async expect => {
  await page.goto(base + '/projects?q=' + encodeURIComponent('没有这样的项目'));
  expect(await page.isVisible('.calm'), 'no word');
  await page.click('.calm a.p');
  expect(await rows().count() > 0, 'the filter is still there');
});
await check('j, k and Enter open a project, which shows light, reason and plan', async expect => {
  await page.goto(base + '/projects?month=2022-11&light=red');
  await page.keyboard.press('j'); await page.keyboard.press('j'); await page.keyboard.press('k');
  const name = (await page.locator('tr[aria-selected=true] th a').innerText()).trim();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/projects\/\d+/);
  expect((await text('h1')).includes(name), `${name} was chosen, ${await text('h1')} opened`);
  expect((await page.locator('main').innerText()).includes('红灯'), 'no red light');
});

// -- time --

await check('as known on a past date: it is said, kept from page to page, and left again', async expect => {
  await page.goto(base + '/board?month=2022-06');
  const now = await text('dl.kpis');
  await page.click('.known summary');
  await page.fill('#known', '2022-07-02');
  await page.click('.known button');
  await page.waitForURL('**known=2022-07-02*');
  expect((await text('.past')).includes('2022-07-02'), 'the date is not said');
  expect(await text('dl.kpis') !== now, 'what was reported later is shown');
  await page.locator('td.c a.sq').first().click();
  await page.waitForURL('**/projects?*');
  expect(new URL(page.url()).searchParams.get('known') === '2022-07-02', 'the list forgot the date');
  await page.goBack();
  await page.click('.past button');
  await page.waitForLoadState();
  expect(!page.url().includes('known='), 'still there: ' + page.url());
  expect(await text('dl.kpis') === now, 'today shows something else than before');
});
await check('what changed since a date is listed', async expect => {
  await page.goto(base + '/board?month=2022-11');
  await page.fill('#changes input[name=since]', '2022-12-01');
  await page.click('#changes button');
  await page.waitForURL('**since=2022-12-01*');
  expect(await page.locator('#changes li').count() > 0, 'no change is shown');
});

// -- out --

await check('csv, xlsx and json of a list come down with the rows of the filter', async expect => {
  await page.goto(base + '/projects?month=2022-11&light=red');
  const total = number(await text('.tabs a[aria-current] span'));
  for (const [name, kind] of [['CSV', 'csv'], ['Excel', 'xlsx']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a.btn', { hasText: name }).click()]);
    const bytes = readFileSync(await download.path());
    expect(download.suggestedFilename().endsWith('.' + kind), 'named ' + download.suggestedFilename());
    if (kind === 'xlsx') expect(bytes.subarray(0, 2).toString() === 'PK', 'no xlsx');
    else expect(bytes.toString().trim().split('\n').length === total + 1, `${bytes.toString().trim().split('\n').length} lines for ${total}`);
  }
  const json = await (await context.request.get(base + '/projects.json?month=2022-11&light=red')).json();
  expect(json.total === total && json.rows.every(r => r.light === 'red'), `json has ${json.total} of ${total}`);
});
await check('the language is switched on every page and kept', async expect => {
  await page.goto(base + '/projects?month=2022-11&light=red');
  const count = await rows().count();
  await page.click('.lang a');
  await page.waitForLoadState();
  expect(await page.getAttribute('html', 'lang') === 'en', 'not English');
  expect(await rows().count() === count && page.url().includes('light=red'), 'the filter is lost: ' + page.url());
  await page.goto(base + '/board');
  expect(await page.getAttribute('html', 'lang') === 'en', 'not kept');
  await page.click('.lang a');
  await page.waitForLoadState();
  expect((await page.getAttribute('html', 'lang')).startsWith('zh'), 'not Chinese again');
});
await check('signing out ends the session', async expect => {
  const cookies = await context.cookies();
  await page.click('.user summary');
  await page.click('.user form button');
  await page.waitForURL('**/sign-in*');
  await context.addCookies(cookies);
  await page.goto(base + '/board');
  expect(new URL(page.url()).pathname === '/sign-in', 'the old cookie still opens ' + page.url());
});

// -- without script --

const plain = await browser.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: false, locale: 'zh-CN' });
const still = await plain.newPage();
still.setDefaultTimeout(patience_ms);
await check('without script: sign in, filter, sort, page, open, the past, language, sign out', async (expect, p) => {
  await sign_in(p);
  await p.waitForURL('**/board');
  await p.goto(base + '/projects?month=2022-11&level=platform');
  await p.selectOption('select[name=area]', { index: 1 });
  await p.click('.filters button.btn');
  await p.waitForURL('**area=*');
  await p.locator('thead a', { hasText: '总投资' }).click();
  await p.waitForURL('**sort=-total*');
  await p.click('.pager a[rel=next]');
  await p.waitForURL('**page=2*');
  expect(new URL(p.url()).searchParams.get('area'), 'the filter is lost');
  await p.locator('[data-keys] tbody th a').first().click();
  await p.waitForURL(/\/projects\/\d+/);
  await p.click('.known summary');
  await p.fill('#known', '2022-09-15');
  await p.click('.known button');
  await p.waitForURL('**known=2022-09-15*');
  await p.click('.lang a');
  expect(await p.getAttribute('html', 'lang') === 'en', 'not English');
  await p.click('.user summary');
  await p.click('.user form button');
  await p.waitForURL('**/sign-in*');
}, { on: still });
await finish();
