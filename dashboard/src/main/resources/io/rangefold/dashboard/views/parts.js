// What several views show of a job: its state, its progress, and the buttons that change it.

import { html, nothing } from '/assets/lib/lit-html.js';
import { jobPath, post } from '../api.js';
import { duration, percent } from '../format.js';

const OPEN = ['QUEUED', 'RUNNING', 'PAUSED'];

export const isOpen = (job) => OPEN.includes(job.state);

export const stateBadge = (job) => html`<span class="badge ${job.state.toLowerCase()}">${job.state.toLowerCase().replace('_', ' ')}</span>`;

export function progressBar(job) {
  const { fraction } = job.progress;
  return html`<progress max="1" .value=${fraction} aria-label="progress of ${job.name || job.id}"></progress>
    <small>${percent(fraction)}</small>`;
}

/** The time that is left with its interval; a point alone would claim too much. */
export function timeLeft(job) {
  const left = job.progress.timeLeft;
  if (!left) {
    return job.state === 'RUNNING' ? 'time left not known yet' : '';
  }
  return `${duration(left.seconds)} left (${duration(left.low)} to ${duration(left.high)})`;
}

/** The buttons of a job. A click changes nothing here: the live stream shows what came of it. */
export function actions(app, job, small = false) {
  if (!isOpen(job)) {
    return nothing;
  }
  return html`<span class="buttons">
    ${job.state === 'PAUSED'
      ? html`<button type="button" data-action="resume" @click=${() => act(app, job, 'resume')}>Resume</button>`
      : html`<button type="button" data-action="pause" @click=${() => act(app, job, 'pause')}>Pause</button>`}
    <button type="button" class="danger" data-action="cancel" @click=${() => cancel(app, job)}>Cancel</button>
    ${small ? nothing : priority(app, job)}</span>`;
}

function priority(app, job) {
  const set = (event) => act(app, job, 'priority', { priority: Number(event.target.value) });
  return html`<label>Priority <select data-action="priority" @change=${set}>
    ${Array.from({ length: 21 }, (_, place) => 10 - place).map((value) => html`
      <option value=${value} ?selected=${value === job.priority}>${value}</option>`)}</select></label>`;
}

async function act(app, job, verb, body) {
  try {
    await post(jobPath(job.id, `/${verb}`), body);
  } catch (problem) {
    app.notify(`${verb}: ${problem.message}`, true);
  }
  app.redraw();
}

async function cancel(app, job) {
  if (await confirmed(`Cancel “${job.name || job.id}”? What it has computed is dropped.`, 'Cancel the job', 'Keep it')) {
    await act(app, job, 'cancel');
  }
}

/** Asks in a dialog of the page; resolves to whether the answer was yes. */
export function confirmed(question, yes, no) {
  const dialog = document.createElement('dialog');
  const text = document.createElement('p');
  text.textContent = question;
  const buttons = [[yes, 'yes'], [no, 'no']].map(([title, value]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = title;
    button.value = value;
    button.className = value === 'yes' ? 'danger' : '';
    button.onclick = () => dialog.close(value);
    return button;
  });
  dialog.append(text, ...buttons);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    };
    dialog.showModal();
    buttons[1].focus();
  });
}
