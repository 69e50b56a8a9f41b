// Every page of the gallery in Debian's Chromium: axe finds nothing, nothing overflows at 1440,
// 1024 and 390 nor at 200 % zoom, no two labels of a chart lie on one another, nothing is blocked
// by the policy or logged as an error. Prints TAP. With SHOTS=DIR it keeps pictures and PDFs.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { browser, gallery, pages as names, result, finish } from './gallery.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Things that stick out of the page, but for what scrolls by design.
const overflow = () => {
  const wide = document.documentElement.clientWidth, faults = [];
  if (document.documentElement.scrollWidth > wide) faults.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${wide}`);
  for (const e of document.body.querySelectorAll('*')) {
    if (e.closest('.scroll,.tabs,.nav,.vh,.sprite,.skip,details:not([open])') || e.closest('svg') !== null && e.tagName !== 'svg') continue;
    const b = e.getBoundingClientRect();
    if (b.width && b.right > wide + 1) faults.push(`<${e.tagName.toLowerCase()} class="${e.getAttribute('class') || ''}"> ends at ${Math.round(b.right)} of ${wide}: ${e.textContent.slice(0, 40)}`);
  }
  return faults;
};

// Text on text: labels in charts, and cells whose text is wider than they are.
const overlap = () => {
  const faults = [];
  for (const chart of document.querySelectorAll('svg.ch, svg.bar.big, svg.strip')) {
    const texts = [...chart.querySelectorAll('text')].map(t => [t.getBoundingClientRect(), t.textContent]).filter(t => t[0].width);
    const frame = chart.getBoundingClientRect();
    for (const [b, text] of texts) if (b.left < frame.left - 1 || b.right > frame.right + 1) faults.push(`"${text}" leaves its chart`);
    for (let i = 0; i < texts.length; i++)
      for (let k = i + 1; k < texts.length; k++) {
        const [a, s] = texts[i], [b, t] = texts[k];
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) faults.push(`"${s}" lies on "${t}"`);
      }
  }
  for (const cell of document.querySelectorAll('td,th,.kpi dd,.kpi dt,.btn,.tabs a,.facts dd')) {
    if (cell.closest('.vh') || cell.closest('thead') && getComputedStyle(cell.closest('thead')).position === 'absolute' || getComputedStyle(cell).textOverflow === 'ellipsis' || !cell.offsetWidth) continue;
    if (cell.scrollWidth > cell.clientWidth + 2) faults.push(`"${cell.textContent.trim().slice(0, 40)}" is wider than its place (${cell.scrollWidth} > ${cell.clientWidth})`);
  }
  return faults;
};

const sizes = [{ name: '1440', width: 1440 }, { name: '1024', width: 1024 }, { name: '390', width: 390, phone: true }, { name: '200 % zoom of 1440', width: 720, scale: 2 }];
const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });
const only = process.env.PAGES && new RegExp(process.env.PAGES);

for (const name of names().filter(n => !only || only.test(n))) {
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size.width, height: size.phone ? 844 : 900 }, deviceScaleFactor: size.scale || 1, isMobile: !!size.phone, locale: name.endsWith('zh') ? 'zh-CN' : 'en' });
    const said = [];
    page.on('console', m => { if (m.type() === 'error' || m.type() === 'warning') said.push(m.text()); });
    page.on('pageerror', e => said.push(e.message));
    await page.goto(gallery + name + '.html');
    const faults = [...await page.evaluate(overflow), ...await page.evaluate(overlap), ...said];
    result(faults, `${name} at ${size.name}: nothing overflows or overlaps, nothing is blocked`);
    if (size.width === 1440 || size.phone) {
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
      result(found.violations.map(v => `${v.id}: ${v.help}\n${v.nodes.slice(0, 4).map(n => '  ' + n.html.slice(0, 160) + '\n  ' + (n.any[0] || n.all[0] || n.none[0] || {}).message).join('\n')}`), `${name} at ${size.name}: axe finds nothing`);
    }
    if (shots && (size.width === 1440 || size.phone)) await page.screenshot({ path: join(shots, `${name}-${size.width}.png`), fullPage: true });
    if (shots && size.width === 1440) await page.pdf({ path: join(shots, `${name}.pdf`), preferCSSPageSize: true, printBackground: true });
    await page.close();
  }
}
await finish();
