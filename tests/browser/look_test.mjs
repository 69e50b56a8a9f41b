// Every page of the running program at 1440, 1024, 390 and 200 % zoom, in Chinese and English, with
// the practice city: nothing overflows or overlaps, nothing is blocked or logged, axe finds nothing,
// print cuts nothing. With SHOTS=DIR it keeps pictures. Prints TAP.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axe_faults, overflow, overlap, sizes, window_of } from './look.mjs';
import { base, browser, finish, listen, password_choose, result, sign_in, one_time } from './qipan.mjs';

const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

const pages = [
  ['sign-in', '/sign-in', { out: true }],
  ['board', '/board?month=2022-11&since=2022-12-01'],
  ['board-january', '/board?month=2022-01'],
  ['board-past', '/board?month=2022-06&known=2022-07-02'],
  ['list', '/projects?month=2022-11'],
  ['list-platform', '/projects?month=2022-11&level=platform&sort=-total'],
  ['list-empty', '/projects?q=%E6%B2%A1%E6%9C%89'],
  ['timeline', '/timeline?month=2022-11&known=2022-12-06'],
  ['timeline-now', '/timeline?level=platform&light=green'],
  ['project', null], // a red one
  ['figures', '/figures?month=2022-11'],
  ['figure', '/figures/completion_rate?month=2022-11'],
  ['account', '/account'],
  ['accounts', '/accounts'],
  ['settings', '/settings'],
  ['setting', '/settings/time_curve'],
  ['exports', '/exports'],
  ['missing', '/no-such-page', { status: 404 }],
];

const context = await browser.newContext({ locale: 'zh-CN' });
const first = await context.newPage();
await sign_in(first, 'admin', one_time);
await password_choose(first);
const state = await context.storageState();
const red = await (await context.request.get(base + '/projects.json?month=2022-11&light=red')).json();
pages.find(p => p[0] === 'project')[1] = `/projects/${red.rows[0].id}?month=2022-11`;

// A printed page is 297 mm wide at most: what is wider than the paper would be cut.
const cut = () => [...document.querySelectorAll('table')].filter(t => t.offsetWidth > 1040).map(t => `a table is ${t.offsetWidth} wide on paper`);

for (const lang of ['zh', 'en']) {
  await first.goto(base + '/account');
  await first.selectOption('select[name=language]', lang);
  await first.locator('form[action="/account/language"] button').click();
  await first.waitForLoadState();
  for (const size of sizes) {
    const windows = {};
    for (const [name, path, how = {}] of pages) {
      const whose = how.out ? 'out' : 'in';
      if (!windows[whose]) {
        const own = await browser.newContext({ ...window_of(size, lang), storageState: how.out ? undefined : state });
        const page = await own.newPage();
        windows[whose] = { own, page, said: listen(page, [404]) };
      }
      const { page, said } = windows[whose];
      said.length = 0;
      const reply = await page.goto(base + path);
      const status = reply.status() === (how.status || 200) ? [] : [`it answered ${reply.status()}`];
      const where = `${name} in ${lang} at ${size.name}`;
      result([...status, ...await page.evaluate(overflow), ...await page.evaluate(overlap), ...said], `${where}: nothing overflows, overlaps or is blocked`);
      if (size.name === '1440' || size.phone) result(await axe_faults(page), `${where}: axe finds nothing`);
      if (shots && (size.name === '1440' || size.phone)) await page.screenshot({ path: join(shots, `${name}-${lang}-${size.name}.png`), fullPage: true });
      if (size.name === '1440') {
        await page.setViewportSize({ width: 1040, height: 720 });
        await page.emulateMedia({ media: 'print' });
        const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
        const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) || []).length;
        result([...await page.evaluate(cut), ...(sheets < 1 || sheets > 6 ? [`${sheets} sheets`] : [])], `${name} in ${lang} is printed whole, on few sheets`);
        await page.emulateMedia({ media: null });
        await page.setViewportSize(window_of(size, lang).viewport);
      }
    }
    for (const { own } of Object.values(windows)) await own.close();
  }
}
await finish();
