// What was done stands in the journal, who looked stands in the reading log, and all of it can be taken along. Prints TAP.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { axe_faults, overflow } from './look.mjs';
import { base, finish } from './qipan.mjs';
import { check, must, project_new, seat_new, seats_make } from './seats.mjs';

seats_make({ unit: 'project_unit', area: 'area_clerk', department: 'department', office: 'office', auditor: 'auditor' });

// One report on its whole way: sent, returned, corrected, passed, accepted.
const now = new Date(Date.now() + 8 * 3600000), month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
const id = await project_new('记录码头'), form = `/desk/reports/${id}/${month}`;
const version = async () => (await must('office', form + '.json')).version;
const fill = async amount => must('unit', form, { version: await version(), month: String(amount), construction: String(amount), equipment: '0', other: '0', progress: '堆场基础完成六成，岸桥轨道正在安装', do: 'send' });
const act = async (seat, action, more = {}) => must(seat, form + '/act', { version: await version(), action, ...more });
await fill(1308);
await act('area', 'return', { back_to: 'unit', reason: '请核对金额' });
await fill(1250);
await act('area', 'pass');
await act('department', 'pass');
await act('office', 'accept');

const desk = { viewport: { width: 1440, height: 900 }, bypassCSP: true };
const text = page => page.locator('main').innerText();

// The files of a package by its central directory: name, bytes.
function unpack(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.length - 22 + 16);
  for (let n = bytes.readUInt16LE(bytes.length - 22 + 10); n > 0; n--) {
    const how = bytes.readUInt16LE(at + 10), packed = bytes.readUInt32LE(at + 20), name_len = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + name_len), local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28), raw = bytes.subarray(from, from + packed);
    files[name] = how ? inflateRawSync(raw) : raw;
    at += 46 + name_len + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

const office = await seat_new('office', desk), auditor = await seat_new('auditor', desk);

await check('from the project’s page to the journal: every step, by whom, with old and new', async (expect, page) => {
  await page.goto(base + `/projects/${id}`);
  await page.click('a[href^="/journal?project="]');
  await page.waitForURL('**/journal?project=*');
  const said = await text(page);
  for (const login of ['unit', 'area', 'department', 'office']) expect(said.includes(`${login}.seat`), `no ${login} in the journal`);
  for (const step of ['提交', '退回', '通过', '采用', '请核对金额', '1,308 万元', '1,250 万元']) expect(said.includes(step), `no ${step} in the journal`);
}, { on: office });
await check('asked for one person and kind, nothing else is there', async (expect, page) => {
  await page.fill('input[name=who]', 'area.seat');
  await page.selectOption('select[name=kind]', 'report_check');
  await page.click('.filters button.btn');
  await page.waitForURL('**who=area.seat*');
  const said = await text(page);
  expect(said.includes('area.seat') && !said.includes('unit.seat') && !said.includes('office.seat'), 'others are there, too');
  await page.click('.filters a.l');
  await page.waitForURL(url => url.pathname === '/journal' && !url.search);
}, { on: office });
await check('the pack comes down, and every file is what its list says', async (expect, page) => {
  await page.goto(base + `/journal?project=${id}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`a[href="/projects/${id}/pack"]`)]);
  const files = unpack(readFileSync(await download.path()));
  const sums = Object.entries(files).find(([name]) => name.endsWith('/SHA256SUMS'))[1].toString().trim().split('\n');
  expect(sums.length === Object.keys(files).length - 1 && sums.length >= 2, `${sums.length} lines for ${Object.keys(files)}`);
  for (const line of sums) {
    const name = line.slice(66), sum = files[name] && createHash('sha256').update(files[name]).digest('hex');
    expect(sum === line.slice(0, 64), `${name} is not what its list says`);
  }
}, { on: office });
await check('who looked stands in the reading log, for the auditor alone', async (expect, page) => {
  await page.waitForTimeout(7000); // openings are written every five seconds
  await page.goto(base + `/projects/${id}`);
  await page.click('a[href^="/readings?project="]');
  await page.waitForURL('**/readings?project=*');
  const said = await text(page);
  expect(said.includes('office.seat') && said.includes('证据包'), 'the office is not in the log: ' + said);
  const other = await office.request.get(base + '/readings');
  expect(other.status() === 403, `the office reads it: ${other.status()}`);
}, { on: auditor });
await check('nothing overflows and axe finds nothing, at 1440 and 390, in both languages', async (expect, page) => {
  for (const width of [1440, 390])
    for (const lang of ['en', 'zh'])
      for (const path of ['/journal', `/journal?project=${id}`, '/readings', `/readings?project=${id}`]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(base + path + (path.includes('?') ? '&' : '?') + 'lang=' + lang);
        for (const fault of [...await page.evaluate(overflow), ...await axe_faults(page)]) expect(false, `${path} at ${width} in ${lang}: ${fault}`);
      }
}, { on: auditor });
await finish();
