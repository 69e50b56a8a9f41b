// A visit from the phone of who goes there, in Debian's Chromium: the list of today at 390, forms that open without network,
// a record that waits and is sent once when the network is back, photos with their time and place. Prints TAP.
import { axe_faults } from './look.mjs';
import { base, browser, finish, patience_ms } from './qipan.mjs';
import { photo } from './photo.mjs';
import { ask, check, drafts, kept_page, must, project_new, seat_new, seats_make, shown, text, until } from './seats.mjs';

seats_make({ look: 'specialist', office: 'office' });
const day = after => new Date(Date.now() + 8 * 3600000 + after * 86400000).toISOString().slice(0, 10);
const phone = await seat_new('look', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
const account = Number(await phone.locator('body').getAttribute('data-account'));
async function project_given(name) {
  const id = await project_new(name);
  await must('office', `/projects/${id}/assignment`, { kind: 'specialist', to: String(account), from: day(-300) });
  return id;
}
const month = '2022-11';
const quay = await project_given('海上风电母港配套码头工程'), bridge = await project_given('香水河大桥'), plant = await project_given('再生水厂扩建');
await must('office', `/projects/${bridge}/milestones`, { name: '主塔封顶', plan: day(30) });
const visits = async id => (await ask('office', `/projects/${id}/visits.json`)).rows;
const tap = (page, name, value) => page.check(`[name=${name}][value="${value}"]`);

await check('today fits the phone, says why, and leads to the form', async (expect, page) => {
  await page.goto(base + '/rounds');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= 390), 'it is wider than the phone');
  expect((await text(page, '[data-when=now]')).includes('尚未走访'), await text(page, '.rep'));
  for (const fault of await axe_faults(page)) expect(false, fault);
  await kept_page(page);
  await page.click(`a[href="/rounds/${quay}"]`);
  await shown(page, '#f-visit');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= 390), 'the form is wider than the phone');
  for (const fault of await axe_faults(page)) expect(false, fault);
}, { on: phone });

await check('the network is cut: a form that was never opened opens, what is typed stays and waits', async (expect, page) => {
  await page.goto(base + '/rounds');
  await kept_page(page);
  await page.context().setOffline(true);
  await page.click(`a[href="/rounds/${bridge}"]`);
  await shown(page, '#f-visit');
  await tap(page, 'works', 'slow');
  await tap(page, 'problem', 'funds');
  await tap(page, 'seen', 'reached');
  await page.fill('#f-seen_day', day(-2));
  await page.fill('#f-remark', '吊车未到场');
  await page.setInputFiles('[data-photos]', { name: 'IMG_0914.jpg', mimeType: 'image/jpeg', buffer: await photo(page, month) });
  await shown(page, '.shots canvas');
  await until(async () => (await drafts(page)).some(d => d.photos === 1 && d.fields.remark === '吊车未到场'), 'it is kept as typed');
  await page.reload();
  await shown(page, '[data-kept]');
  expect(await page.inputValue('#f-remark') === '吊车未到场' && await page.isChecked('[name=works][value=slow]'), 'it is not there again');
  expect(await page.isChecked('[name=seen][value=reached]') && await page.inputValue('#f-seen_day') === day(-2), 'what was seen of the milestone is not');
  await shown(page, '.shots canvas');
  await page.click('.act-bar button');
  await shown(page, '[data-net]');
  expect((await drafts(page)).some(d => d.waits), 'it does not wait: ' + JSON.stringify(await drafts(page)));
  expect(!(await visits(bridge)).length, 'it was sent without network');
  await page.goto(base + '/rounds');
  await shown(page, '[data-local]');
  expect((await text(page, '[data-local]')).includes('香水河大桥'), await text(page, '[data-local]'));
}, { on: phone, refused: ['ERR_INTERNET_DISCONNECTED'] });

await check('when the network is back it is sent by itself, with the photo, its time and place', async (expect, page) => {
  await page.context().setOffline(false);
  await until(async () => (await visits(bridge)).length, 'the server has it');
  await page.waitForFunction(() => document.querySelector('[data-local]').hidden);
  const [visit] = await visits(bridge), [file] = visit.photos;
  expect(visit.works_zh === '施工缓慢' && visit.remark === '吊车未到场', JSON.stringify(visit));
  expect(visit.milestone_zh === '主塔封顶' && visit.milestone_day === day(-2) && visit.milestone_gap_zh === '现场已达到，尚无填报', JSON.stringify(visit));
  expect(file.name === 'IMG_0914.jpg' && file.taken_at.includes('2022-11-20 09:14') && file.place.startsWith('37.51'), JSON.stringify(file));
  const size = await page.evaluate(href => fetch(href).then(r => r.blob()).then(b => createImageBitmap(b).then(p => [p.width, p.height])), file.href);
  expect(size[0] === 1600 && size[1] === 1067, `it was not made smaller: ${size}`);
  expect(!(await drafts(page)).length, 'it is still kept');
  await page.goto(base + `/projects/${bridge}/visits`);
  await page.locator('.files button', { hasText: '删除位置' }).click();
  await page.waitForLoadState();
  expect(!(await visits(bridge))[0].photos[0].place, 'the place is still there');
}, { on: phone, refused: ['ERR_INTERNET_DISCONNECTED'] });

await check('an answer that is lost is asked for again, and nothing is doubled', async (expect, page) => {
  await page.goto(base + `/rounds/${plant}`);
  await kept_page(page);
  await tap(page, 'works', 'going');
  await page.fill('#f-met', '项目经理');
  let lost = 0;
  await page.route(`**/rounds/${plant}`, async route => {
    if (route.request().method() !== 'POST' || lost) return route.continue();
    lost++;
    await route.fetch();
    return route.abort();
  });
  await page.click('.act-bar button');
  await shown(page, '[data-net]');
  expect((await visits(plant)).length === 1, 'the server has it not');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForURL(`**/projects/${plant}/visits`);
  await page.unroute(`**/rounds/${plant}`);
  expect(lost === 1 && (await visits(plant)).length === 1, `${(await visits(plant)).length} visits`);
}, { on: phone, refused: ['ERR_FAILED'] });

await check('what is refused stays, with the reason', async (expect, page) => {
  await page.goto(base + `/rounds/${quay}`);
  await tap(page, 'works', 'going');
  await page.fill('#f-day', day(-7));
  await page.fill('#f-next', day(-20));
  await page.click('.act-bar button');
  await shown(page, '[data-trouble=refused]');
  expect((await text(page, '[data-trouble=refused]')).includes('晚于本次'), await text(page, '[data-trouble=refused]'));
  await page.fill('#f-next', '');
  await tap(page, 'within', '7');
  await page.click('.act-bar button');
  await page.waitForURL(`**/projects/${quay}/visits`);
  expect((await visits(quay))[0].next_visit_day === day(0), JSON.stringify((await visits(quay))[0]));
}, { on: phone, refused: [422] });

const still = await (await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false, locale: 'zh-CN', storageState: await phone.context().storageState() })).newPage();
still.setDefaultTimeout(patience_ms);
await check('without script: filled in and recorded with a photo', async (expect, page) => {
  await page.goto(base + `/rounds/${quay}`);
  await page.setInputFiles('[data-photos]', { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(phone, month) });
  await tap(page, 'works', 'still');
  await page.click('.act-bar button');
  await page.waitForURL(`**/projects/${quay}/visits`);
  const [visit] = await visits(quay);
  expect(visit.works_zh === '现场停工' && visit.photos.length === 1, JSON.stringify(visit));
}, { on: still });
await finish();
