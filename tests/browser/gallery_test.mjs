// Every page of the gallery in Debian's Chromium: axe finds nothing, nothing overflows at 1440,
// 1024 and 390 nor at 200 % zoom, no two labels of a chart lie on one another, nothing is blocked
// by the policy or logged as an error. Prints TAP. With SHOTS=DIR it keeps pictures and PDFs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { browser, gallery, pages as names, result, finish } from './gallery.mjs';
import { axe_faults, hall, overflow, overlap, sizes, window_of } from './look.mjs';

const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });
const only = process.env.PAGES && new RegExp(process.env.PAGES);

let said = [];
for (const lang of ['zh', 'en'])
  for (const size of [...sizes, hall]) {
    const page = await browser.newPage(window_of(size, lang));
    page.on('console', m => { if (m.type() === 'error' || m.type() === 'warning') said.push(m.text()); });
    page.on('pageerror', e => said.push(e.message));
    for (const name of names().filter(n => n.endsWith(lang) && (size !== hall || /^cockpit/.test(n)) && (!only || only.test(n)))) {
      said = [];
      await page.goto(gallery + name + '.html');
      const faults = [...await page.evaluate(overflow), ...await page.evaluate(overlap), ...said];
      result(faults, `${name} at ${size.name}: nothing overflows or overlaps, nothing is blocked`);
      if (size === hall) result(await page.evaluate(() => document.documentElement.scrollHeight > 1080 ? [`${document.documentElement.scrollHeight} high`] : []), `${name}: all of it stands on the screen of the hall`);
      if (size.width !== 1440 && !size.phone && size !== hall) continue;
      result(await axe_faults(page), `${name} at ${size.name}: axe finds nothing`);
      if (shots) await page.screenshot({ path: join(shots, `${name}-${size.width}.png`), fullPage: true });
      if (shots && size.width === 1440) await page.pdf({ path: join(shots, `${name}.pdf`), preferCSSPageSize: true, printBackground: true });
    }
    await page.close();
  }
await finish();
