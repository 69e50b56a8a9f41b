// Paper says on every sheet who took it from the screen and when, and as known when; the screen does not. Prints TAP.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser, finish, gallery, left_out, result } from './gallery.mjs';

const dir = mkdtempSync(join(tmpdir(), 'qipan-print-'));
const reads = (() => { try { execFileSync('pdftotext', ['-v'], { stdio: 'ignore' }); return true; } catch { return false; } })();

// The text of each sheet; blanks and line ends do not count.
function sheets(pdf) {
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  return text.split('\f').slice(0, -1).map(s => s.replace(/\s+/g, ''));
}

async function printed(name, steps) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(gallery + name + '.html');
  if (steps) await steps(page);
  const pdf = join(dir, name + '.pdf');
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  await page.close();
  return sheets(pdf);
}

// Many rows: a list as long as it may be.
const lengthen = page => page.evaluate(() => {
  const body = document.querySelector('main table tbody');
  for (let i = 0, rows = [...body.rows]; i < 60; i++) body.append(rows[i % rows.length].cloneNode(true));
});

const cases = [
  ['list-zh', '王志远（wang.zy）2022-12-06 10:21 打开', '数据为打开时所知', lengthen],
  ['list-en', 'Opened by Wang Zhiyuan (wang.zy) on 2022-12-06 10:21', 'as known then', lengthen],
  ['project-zh', '王志远（wang.zy）2022-12-06 10:21 打开', '数据为打开时所知'],
  ['board-past-zh', '王志远（wang.zy）2022-12-06 10:21 打开', '数据为 2022-10-31 所知'],
  ['board-past-en', 'Opened by Wang Zhiyuan', 'as known on 2022-10-31'],
  ['visit-list-zh', '王志远（wang.zy）', '打印于 2022-12-06'],
  ['timeline-en', 'Opened by Wang Zhiyuan', 'printed 2022-12-06'],
];
for (const [name, ...wanted] of cases) {
  const steps = typeof wanted.at(-1) === 'function' ? wanted.pop() : null;
  const say = `${name}: every sheet says who printed it, when, and as known when`;
  if (!reads) { left_out('pdftotext is not installed', say); continue; }
  const all = await printed(name, steps), faults = [];
  if (steps && all.length < 3) faults.push(`only ${all.length} sheets`);
  all.forEach((text, i) => wanted.forEach(w => {
    if (!text.includes(w.replace(/\s+/g, ''))) faults.push(`sheet ${i + 1} of ${all.length} does not say "${w}"`);
  }));
  result(faults, say);
}

// What the paper says lies below the rows and not on them; on the screen there is nothing of it.
const page = await browser.newPage({ viewport: { width: 1040, height: 720 } });
await page.goto(gallery + 'list-zh.html');
result(await page.isVisible('.taken') ? ['it is shown'] : [], 'the screen shows nothing of it');
await page.emulateMedia({ media: 'print' });
result(await page.isVisible('.taken p') ? [] : ['it is not shown'], 'paper does');
await page.emulateMedia({ media: null });
await page.evaluate(() => { window.dispatchEvent(new Event('beforeprint')); });
const at = await page.textContent('[data-printed] b');
result(/^2022-12-06 10:2[1-3]$/.test(at) ? [] : [at], 'the time of printing goes on from the server\'s');
await page.close();
rmSync(dir, { recursive: true, force: true });
await finish();
