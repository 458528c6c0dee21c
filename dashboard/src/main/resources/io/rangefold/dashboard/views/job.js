// One job: how far it is, where every index of it is, what each slot did, what it cost, and its answer.

import { html, nothing } from '/assets/lib/lit-html.js';
import { get, jobPath } from '../api.js';
import { clock, duration, integer, percent, rate } from '../format.js';
import { RateChart } from './charts.js';
import { GanttPanel } from './gantt-panel.js';
import { historyList } from './history.js';
import { MapPanel } from './map-panel.js';
import { actions, isOpen, progressBar, stateBadge, timeLeft } from './parts.js';
import { ResultPanel } from './result.js';

const CPU = [['usefulSeconds', 'useful', 'useful'], ['verificationSeconds', 'verification', 'verification'], ['lostSeconds', 'lost', 'lost'], ['idleSeconds', 'idle', 'idle']];
const ASK_MILLIS = 2000;
const HIGHLIGHTS = ['WORKER_LOST', 'WORKER_QUARANTINED', 'AUDIT_FAILED', 'TAKEN_OVER', 'TAKEN_BACK', 'REDISPATCHED', 'STAGE_BEGUN', 'PAUSED', 'RESUMED'];

export function jobView(app, id) {
  const map = new MapPanel(id);
  const gantt = new GanttPanel(app.redraw);
  const rates = new RateChart();
  const result = new ResultPanel(app, id);
  let history = null;
  let stored = null;
  let explanation = '';
  let failure = null;
  let kinds = null;

  load();
  const timer = setInterval(() => {
    if (!kinds || (!app.live.state.jobs.has(id) && (!stored || isOpen(stored)))) {
      load();
    }
  }, ASK_MILLIS);

  // The stream has the newest jobs; an older one is asked for.
  async function load() {
    kinds ??= (await get('/api/v1/kinds').catch(() => ({ kinds: null }))).kinds;
    if (!app.live.state.jobs.has(id)) {
      try {
        stored = await get(jobPath(id));
        failure = null;
      } catch (problem) {
        stored = problem.status === 404 ? null : stored;
        failure = problem;
      }
    }
    app.redraw();
  }

  async function explain() {
    try {
      const told = await get(jobPath(id, '/explain'));
      explanation = [told.summary, ...told.waits].join(' ');
    } catch (problem) {
      explanation = problem.message;
    }
    app.redraw();
  }

  const current = () => app.live.state.jobs.get(id) ?? stored;

  function numbers(job) {
    const { progress, execution, verification } = job;
    const number = (name, value, about) => html`<div><dt>${name}</dt><dd title=${about ?? nothing}>${value}</dd></div>`;
    return html`<dl class="numbers">
      ${number('items', html`${integer(progress.committed)} of ${integer(progress.total)}`)}
      ${number('rate', rate(job.state === 'RUNNING' ? progress.itemsPerSecond : execution.itemsPerSecond))}
      ${job.state === 'RUNNING' ? number('time left', html`<span id="time-left">${timeLeft(job)}</span>`, 'with an interval in which it should lie') : nothing}
      ${number('elapsed', duration(execution.elapsedSeconds))}
      ${number('slots', html`${progress.busySlots} busy; so far ${execution.slots} on ${execution.workers} ${execution.workers === 1 ? 'worker' : 'workers'}`)}
      ${number('verdict', html`<span id="verdict" class="badge ${verification.verdict.toLowerCase()}">${verification.verdict.toLowerCase()}</span> ${verification.method}
        ${verification.coverage > 0 ? percent(verification.coverage) : nothing}`, verification.detail)}
      ${number('leases', html`${integer(execution.leases)}, ${integer(execution.commits)} commits, ${integer(execution.stolen)} stolen`)}
      ${number('re-dispatched', html`<span id="redispatched">${integer(execution.redispatched)}</span>`)}
      ${number('kernel', execution.kernel || '–')}
    </dl>`;
  }

  function account(job) {
    if (!job.cpu) {
      return nothing;
    }
    const total = CPU.reduce((sum, [field]) => sum + job.cpu[field], 0);
    return html`<section aria-labelledby="cpu-title"><h2 id="cpu-title">CPU seconds</h2>
      <div class="account" id="cpu" aria-hidden="true">${CPU.map(([field, , name]) => html`<meter class=${name} min="0" max=${total || 1} .value=${job.cpu[field]}></meter>`)}</div>
      <dl class="numbers">${CPU.map(([field, title, name]) => html`<div class="key-${name}"><dt>${title}</dt>
        <dd data-cpu=${name}>${duration(job.cpu[field])} <small>${total ? percent(job.cpu[field] / total) : ''}</small></dd></div>`)}</dl></section>`;
  }

  function speeds(timeline) {
    if (!timeline?.speeds.length) {
      return nothing;
    }
    return html`<table class="speeds"><caption>Speed of strides in a slot</caption><thead><tr>${timeline.speeds.map((speed) => html`<th scope="col">${quantile(speed.quantile)}</th>`)}</tr></thead>
      <tbody><tr>${timeline.speeds.map((speed) => html`<td class="number">${rate(speed.itemsPerSecond)}</td>`)}</tr></tbody></table>`;
  }

  /** Pictures are kept as long as the coordinator that led the job; of others there is nothing to show. */
  function kept(pictures, job) {
    const { live } = app;
    return live.state.cluster && !isOpen(job) && !live.state[pictures].has(id)
      ? html`<p class="empty">Nothing is kept of it: another coordinator ran this job, or it was long ago.</p>` : nothing;
  }

  function marks(timeline) {
    const shown = (timeline?.marks ?? []).filter((mark) => HIGHLIGHTS.includes(mark.type)).slice(-8).reverse();
    return shown.length ? html`<ul class="marks" id="marks">${shown.map((mark) => html`<li class=${mark.type.toLowerCase()}>
      <strong>${duration(mark.at)}</strong> ${mark.type.toLowerCase().replaceAll('_', ' ')} ${mark.text}</li>`)}</ul>` : nothing;
  }

  const answer = () => html`<section aria-labelledby="result-title"><h2 id="result-title">Result</h2>${result.render()}</section>`;

  function body(job) {
    const timeline = app.live.state.timelines.get(id);
    return html`<div class="title"><h1>${job.name || job.kind} ${stateBadge(job)}</h1>${actions(app, job)}</div>
      <p class="about"><code>${job.kind}</code> ${Object.entries(job.arguments).map(([name, value]) => html`<span class="argument">${name} <code>${value}</code></span> `)}
        <br>submitted ${clock(job.submittedAt)}, id <code>${job.id}</code></p>
      ${job.error ? html`<p class="bad" role="alert" id="error">${job.error.message} ${job.error.where ? html`(${job.error.where})` : nothing} <em>${job.error.hint}</em></p>` : nothing}
      <div class="progress">${progressBar(job)}</div>
      ${numbers(job)}
      ${result.isPicture ? answer() : nothing}
      <section aria-labelledby="map-title"><h2 id="map-title">Range map</h2>${map.element}${kept('maps', job)}</section>
      <section aria-labelledby="gantt-title"><h2 id="gantt-title">Slots over time</h2>${gantt.element}${marks(timeline)}${kept('timelines', job)}</section>
      <div class="pair">
        <section aria-labelledby="rate-title"><h2 id="rate-title">Rate</h2>${rates.element}${speeds(timeline)}</section>
        ${account(job)}
      </div>
      ${result.isPicture ? nothing : answer()}
      <details @toggle=${(event) => { if (event.target.open) { history ??= historyList(app, id); history.refresh(); app.redraw(); } }}>
        <summary>History</summary>${history ? history.render() : nothing}</details>
      ${isOpen(job) ? html`<p><button type="button" id="explain" @click=${explain}>Why is it where it is?</button> ${explanation}</p>` : nothing}`;
  }

  return {
    // What has not the form of an id would have the whole stream refused.
    watch: /^[a-z0-9-]{1,40}$/.test(id) ? [id] : [],
    title() {
      const job = current();
      return job ? `${job.state === 'RUNNING' ? `${percent(job.progress.fraction)} ` : ''}${job.name || job.kind}` : 'Job';
    },
    render() {
      const job = current();
      if (!job) {
        return html`<h1>Job</h1><p class=${failure ? 'bad' : 'empty'}>${failure ? failure.message : 'Asking for it…'}</p>`;
      }
      if (kinds) {
        result.update(job, kinds.find(({ name }) => name === job.kind));
      }
      return html`<article data-job=${job.id} data-state=${job.state} data-fraction=${job.progress.fraction}>${body(job)}</article>`;
    },
    drawn() {
      const { state } = app.live;
      map.update(current(), state.maps.get(id), state.workers);
      gantt.update(state.timelines.get(id));
      rates.update(state.timelines.get(id));
      result.drawn();
    },
    close() {
      clearInterval(timer);
      map.close();
      rates.close();
      result.close();
    },
  };
}

const quantile = (share) => ({ 0: 'slowest', 0.5: 'median', 1: 'fastest' }[share] ?? `${Math.round(share * 1000) / 10}\u202f%`);
