// The plan of a year, made before it begins: who does what on which day, and what must follow from it. Nothing here asks
// the program; due days, the duty matrix and reminders are worked out anew, from what was published and promised.

// -- days, as numbers since 1970 --

export const YEAR = 2023;
export const dayOf = (y, m, d) => Date.UTC(y, m - 1, d) / 86400000;
export const dayText = day => new Date(day * 86400000).toISOString().slice(0, 10);
export const periodText = m => `${YEAR}-${String(m).padStart(2, '0')}`;
export const firstDay = m => dayOf(YEAR, m, 1);
export const lastDay = m => dayOf(YEAR, m + 1, 1) - 1;
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

// The State Council's notice for 2023 (国办发明电〔2022〕16号), and New Year's Day of 2024.
const off = new Set([[1, 1, 1, 2], [1, 21, 1, 27], [4, 5, 4, 5], [4, 29, 5, 3], [6, 22, 6, 24], [9, 29, 10, 6], [13, 1, 13, 1]]
  .flatMap(([m, d, n, e]) => range(dayOf(YEAR, m, d), dayOf(YEAR, n, e))));
const on = new Set([[1, 28], [1, 29], [4, 23], [5, 6], [6, 25], [10, 7], [10, 8]].map(([m, d]) => dayOf(YEAR, m, d)));
const isWorked = day => on.has(day) || (!off.has(day) && ![0, 6].includes(new Date(day * 86400000).getUTCDay()));

// -- the rules the office makes for the year --

export const rules = {
  municipal_key: { list: 'municipal_key', whom: 'all', period: 'month', way: 'day', due: 28, due_in: '12:25', shift: 'before',
    open_before: 10, open_after: 8 },
  county_key: { list: 'county_key', whom: 'all', period: 'month', way: 'workdays_after', due: 3, shift: 'none',
    open_before: 12, open_after: 10, skips_department: 1 } };

function dueDay(list, m) {
  let day = list === 'municipal_key' ? dayOf(YEAR, m, m === 12 ? 25 : 28) : lastDay(m);
  if (list === 'municipal_key') while (!isWorked(day)) day--;
  else for (let n = 0; n < 3;) if (isWorked(++day)) n++;
  return day;
}
export function clocks(list, m) {
  const due = dueDay(list, m), rule = rules[list];
  return { due, opens: Math.max(due - rule.open_before, firstDay(m)), last: due + rule.open_after };
}

// -- dice --

function diceOf(seed) {
  let s = seed >>> 0;
  const next = () => { // mulberry32
    s = (s + 0x6D2B79F5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { int: (from, to) => from + Math.floor(next() * (to - from + 1)), pick: list => list[Math.floor(next() * list.length)] };
}

// -- what becomes of each report --

const fates = { on_time: 48, late: 11, never: 8, returned: 11, left: 4, draft: 5, taken_back: 4, excepted: 5, stuck: 4 };
const drawn = Object.entries(fates).flatMap(([fate, n]) => Array(n).fill(fate));

// { day, phase, who, act, project, month, … }: phases of a day follow one another, so that nobody waits for a later one.
const PHASES = ['office_excepts', 'unit', 'area', 'department', 'office'];
const reasons = ['请核对设备购置金额', '形象进度写得太简单，请补充', '与上月累计不一致，请说明'];

function reportPlan(dice, p, m, add) {
  const { due, opens, last } = clocks(p.list, m), fate = dice.pick(drawn);
  const desks = p.list === 'county_key' ? ['area', 'office'] : ['area', 'department', 'office'];
  const act = (day, phase, act, more = {}) => add({ day, phase, act, project: p.id, month: m, ...more });
  // Through the desks from a day on, with a pause at one of them, up to but without the desk `until`; the day it got to.
  const through = (day, { until, pause = {} } = {}) => {
    for (const desk of desks) {
      if (desk === until) break;
      day += dice.int(1, 2) + (pause[desk] || 0);
      act(day, desk, desk === 'office' ? 'accept' : 'pass');
    }
    return day;
  };
  // One in four on the first day that is possible, one in four on the last.
  const between = (from, to) => dice.pick([from, to, dice.int(from, to), dice.int(from, to)]);
  const timely = () => between(opens, due), late = () => between(due + 1, last);
  const send = day => act(day, 'unit', 'send');
  if (fate === 'on_time' || fate === 'late') {
    const day = fate === 'late' ? late() : timely();
    send(day);
    through(day);
  } else if (fate === 'returned' || fate === 'left') {
    const day = timely(), desk = dice.pick(desks);
    send(day);
    const returned = through(day, { until: desk }) + dice.int(1, 2), again = returned + dice.int(1, 4);
    act(returned, desk, 'return', { reason: dice.pick(reasons) });
    if (fate === 'left') return fate;
    send(again);
    through(again);
  } else if (fate === 'draft') act(timely(), 'unit', 'save');
  else if (fate === 'taken_back') {
    const day = between(opens, due - 1), again = late();
    send(day);
    act(day, 'unit', 'withdraw');
    send(again);
    through(again);
  } else if (fate === 'excepted') {
    const day = last + dice.int(1, 3), until = day + 4, sent = between(day, until);
    act(day, 'office_excepts', 'except', { until });
    send(sent);
    through(sent);
  } else if (fate === 'stuck') {
    const day = timely();
    send(day);
    through(day, { pause: { [dice.pick(desks)]: 33 } });
  }
  return fate;
}

// projects: [{ id, list, from (first month on it), area, departments, unit }]. Acts in the order in which they are done.
export function planOf(seed, projects, months) {
  const dice = diceOf(seed), acts = [], count = {}, end = lastDay(months);
  for (let m = 1; m <= months; m++)
    for (const p of projects) {
      if (m < p.from) continue;
      const fate = reportPlan(dice, p, m, a => { if (a.day <= end) acts.push({ ...a, n: acts.length }); });
      count[fate] = (count[fate] || 0) + 1;
    }
  acts.sort((a, b) => a.day - b.day || PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || a.n - b.n);
  return { acts, fates: count, days: range(firstDay(1), end) };
}

// -- what must follow --

const HERE = ['at_area', 'at_department', 'at_office', 'accepted'];
export const STATES = ['not_started', 'draft', 'returned', 'late', 'locked', ...HERE];

export class Expected {
  constructor(projects, months) {
    this.projects = projects;
    this.reports = new Map(); // "project month": { state, arrived, excepted }
    for (const p of projects) for (let m = p.from; m <= months; m++) this.reports.set(`${p.id} ${m}`, { state: 'none' });
  }
  report(p, m) { return this.reports.get(`${p.id} ${m}`); }
  do(a) {
    const r = this.reports.get(`${a.project} ${a.month}`), p = this.projects.find(one => one.id === a.project);
    const next = { area: p.list === 'county_key' ? 'at_office' : 'at_department', department: 'at_office' };
    if (a.act === 'except') r.excepted = a.until;
    else if (a.act === 'save') r.state = 'draft';
    else if (a.act === 'send') { r.state = 'at_area'; r.arrived ??= a.day; }
    else if (a.act === 'withdraw') { r.state = 'draft'; r.arrived = undefined; }
    else if (a.act === 'pass') r.state = next[a.phase];
    else if (a.act === 'return') r.state = 'returned';
    else if (a.act === 'accept') r.state = 'accepted';
  }
  // { state, came, due, last, arrived } of a report as seen on a day; null: nothing is expected yet.
  duty(p, m, day) {
    const r = this.report(p, m);
    if (!r) return null;
    const k = clocks(p.list, m);
    if (day < k.opens) return null;
    const locked = day > k.last && !(r.excepted >= day);
    const state = [...HERE, 'returned'].includes(r.state) ? r.state
      : locked ? 'locked' : day > k.due ? 'late' : r.state === 'draft' ? 'draft' : 'not_started';
    const came = r.arrived !== undefined ? (r.arrived <= k.due ? 'timely' : 'late') : day > k.due ? 'late' : 'open';
    return { state, came, due: k.due, arrived: r.arrived ?? null };
  }
  // Of the reports of a month by `fits`: how many in each state, and the two rates; null: of nothing.
  counts(m, day, fits = () => true) {
    const c = { expected: 0, here: 0, late_coming: 0, timely: null, complete: null };
    for (const s of STATES) c[s] = 0;
    let timely = 0;
    for (const p of this.projects) {
      const d = fits(p) && this.duty(p, m, day);
      if (!d) continue;
      c.expected++;
      c[d.state]++;
      c.here += HERE.includes(d.state);
      timely += d.came === 'timely';
      c.late_coming += d.came === 'late';
    }
    if (c.expected) c.complete = 100 * c.here / c.expected;
    if (timely + c.late_coming) c.timely = 100 * timely / (timely + c.late_coming);
    return c;
  }
  // Who is reminded on the morning of a day, of how many things: login → n. people: { login, role, units|area|department, others:
  // how many projects beside those of the plan }.
  // A report is called to mind from seven days before it is due; what came back at once; what is locked no more; none older
  // than the month before. What nobody has done yet on the desks of the chain is called to mind every day.
  reminded(people, day) {
    const told = new Map(), date = new Date(day * 86400000), month = date.getUTCMonth() + 1;
    const lies = desk => this.projects.flatMap(p => [...Array(month).keys()].filter(i => this.report(p, i + 1)?.state === desk).map(() => p));
    const at = { area: lies('at_area'), department: lies('at_department'), office: lies('at_office') };
    for (const who of people) {
      let n = 0;
      if (who.role === 'unit') {
        const own = this.projects.filter(p => who.units.includes(p.unit));
        if (month === 1) n += own.length + who.others; // December, which nobody reports; the old rule never locks it
        for (const p of own)
          for (const m of [month - 1, month]) {
            const d = m > 0 && this.duty(p, m, day);
            if (!d || HERE.includes(d.state) || d.state === 'locked') continue;
            if (d.state === 'returned' || d.due <= day + 7) n++;
          }
      } else if (who.role === 'area') n = at.area.filter(p => p.area === who.area).length;
      else if (who.role === 'department') n = at.department.filter(p => p.departments.includes(who.department)).length;
      else if (who.role === 'office') n = at.office.length;
      if (n) told.set(who.login, n);
    }
    return told;
  }
}
