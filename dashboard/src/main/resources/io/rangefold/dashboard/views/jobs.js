// All jobs: the newest ones live, filtered, sorted and in pages; older ones are asked for.

import { html, nothing } from '/assets/lib/lit-html.js';
import { repeat } from '/assets/lib/directives/repeat.js';
import { get, query } from '../api.js';
import { clock, duration, rate } from '../format.js';
import { actions, progressBar, stateBadge, timeLeft } from './parts.js';

const STATES = ['QUEUED', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'TIMED_OUT'];
const PAGE = 50;
const COLUMNS = [
  ['submittedAt', 'Submitted', (job) => job.submittedAt],
  ['name', 'Name', (job) => (job.name || job.id).toLowerCase()],
  ['kind', 'Kind', (job) => job.kind],
  ['state', 'State', (job) => STATES.indexOf(job.state)],
  ['priority', 'Priority', (job) => job.priority],
  ['progress', 'Progress', (job) => job.progress.fraction],
  ['rate', 'Rate', (job) => job.progress.itemsPerSecond],
  ['elapsed', 'Elapsed', (job) => job.execution.elapsedSeconds],
];

export function jobsView(app) {
  const filter = { state: '', kind: '', name: '' };
  const sort = { column: 'submittedAt', descending: true };
  let page = 0;
  let older = [];
  let next = null;
  let asked = false;

  function jobs() {
    const known = new Map(older.map((job) => [job.id, job]));
    app.live.state.jobs.forEach((job, id) => known.set(id, job));
    return [...known.values()].filter(wanted).sort(compare);
  }

  function wanted(job) {
    return (!filter.state || filter.state.split(',').includes(job.state))
      && (!filter.kind || job.kind === filter.kind)
      && (!filter.name || job.name.includes(filter.name) || job.id === filter.name);
  }

  function compare(a, b) {
    const key = COLUMNS.find(([name]) => name === sort.column)[2];
    const [x, y] = [key(a), key(b)];
    const order = x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1;
    return sort.descending ? -order : order;
  }

  /** What lies beyond the newest ones, from the store, with the same filter. */
  async function ask() {
    const shown = jobs();
    const before = next ?? oldest(shown);
    try {
      const found = await get(`/api/v1/jobs${query({ ...filter, limit: 200, before })}`);
      older = [...older, ...found.jobs];
      next = found.next;
      asked = true;
    } catch (problem) {
      app.notify(problem.message, true);
    }
    app.redraw();
  }

  function oldest(shown) {
    const last = shown.reduce((found, job) => (!found || job.submittedAt < found.submittedAt ? job : found), null);
    return last?.id;
  }

  function setFilter(name, value) {
    filter[name] = value.trim();
    page = 0;
    older = [];
    next = null;
    asked = false;
    app.redraw();
  }

  function sortBy(column) {
    sort.descending = sort.column === column ? !sort.descending : column === 'submittedAt' || column === 'progress';
    sort.column = column;
    app.redraw();
  }

  function filters(kinds) {
    return html`<form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
      <label>State <select name="state" @change=${(event) => setFilter('state', event.target.value)}>
        <option value="">all</option><option value="QUEUED,RUNNING,PAUSED">not ended</option>
        ${STATES.map((state) => html`<option>${state}</option>`)}</select></label>
      <label>Kind <select name="kind" @change=${(event) => setFilter('kind', event.target.value)}>
        <option value="">all</option>${kinds.map((kind) => html`<option ?selected=${kind === filter.kind}>${kind}</option>`)}</select></label>
      <label>Name <input name="name" type="search" maxlength="200" placeholder="part of a name, or an id"
        @input=${(event) => setFilter('name', event.target.value)}></label>
      <a class="button" href="#/submit">New job</a>
    </form>`;
  }

  const heading = ([name, title]) => html`
    <th scope="col" aria-sort=${sort.column === name ? (sort.descending ? 'descending' : 'ascending') : nothing}>
      <button type="button" class="plain" @click=${() => sortBy(name)}>${title}${sort.column === name ? (sort.descending ? ' ▾' : ' ▴') : ''}</button></th>`;

  const row = (job) => html`<tr data-job=${job.id} data-state=${job.state}>
    <td data-label="Submitted">${clock(job.submittedAt)}</td>
    <td data-label="Name" class="name"><a href="#/jobs/${encodeURIComponent(job.id)}">${job.name || job.id}</a></td>
    <td data-label="Kind">${job.kind}</td>
    <td data-label="State">${stateBadge(job)}</td>
    <td data-label="Priority" class="number">${job.priority}</td>
    <td data-label="Progress">${progressBar(job)}</td>
    <td data-label="Rate" class="number">${rate(job.state === 'RUNNING' ? job.progress.itemsPerSecond : job.execution.itemsPerSecond)}</td>
    <td data-label="Elapsed" class="number">${duration(job.execution.elapsedSeconds)}${job.state === 'RUNNING' ? html`<br><small>${timeLeft(job)}</small>` : nothing}</td>
    <td class="actions">${actions(app, job, true)}</td></tr>`;

  function pager(count) {
    const pages = Math.max(1, Math.ceil(count / PAGE));
    page = Math.min(page, pages - 1);
    const turn = (by) => () => { page += by; app.redraw(); };
    const more = asked ? next !== null : true;
    return html`<nav class="pager" aria-label="Pages">
      <button type="button" ?disabled=${page === 0} @click=${turn(-1)}>Newer</button>
      <span>page ${page + 1} of ${pages}, ${count} jobs</span>
      <button type="button" ?disabled=${page >= pages - 1} @click=${turn(1)}>Older</button>
      <button type="button" ?disabled=${!more} @click=${ask}>Look for older ones</button></nav>`;
  }

  return {
    title: () => 'Jobs',
    render() {
      const all = jobs();
      const kinds = [...new Set([...app.live.state.jobs.values(), ...older].map((job) => job.kind))].sort();
      const part = all.slice(page * PAGE, (page + 1) * PAGE);
      return html`<h1>Jobs</h1>${filters(kinds)}
        <div class="scroll"><table id="jobs"><thead><tr>${COLUMNS.map(heading)}<th scope="col">Do</th></tr></thead>
        <tbody>${repeat(part, (job) => job.id, row)}</tbody></table></div>
        ${all.length ? nothing : html`<p class="empty">${app.live.state.cluster ? 'No job matches.' : 'Waiting for the coordinator…'}
          <a href="#/submit">Submit one</a>.</p>`}
        ${pager(all.length)}`;
    },
  };
}
