// A tab's end of the live stream: by the shared worker, or by a connection of its own where browsers have none.

import { LiveSource } from './live-source.js';
import { LiveState } from './live-state.js';

const ALIVE_MILLIS = 20000;

export const state = new LiveState();
export const link = { connection: 'connecting', shared: typeof SharedWorker === 'function' };

let changed = () => {};
let speak = () => {};
let watched = [];

/** Begins; `onChange` is called after every change of `state` or `link`. */
export function start(onChange) {
  changed = onChange;
  speak = link.shared ? shared() : alone();
  speak([]);
}

/** Says which jobs this tab shows closely. */
export function watch(ids) {
  if (ids.join() !== watched.join()) {
    watched = ids;
    state.keepOnly(ids);
    speak(ids);
  }
}

function hear({ connection, events }) {
  events?.forEach((event) => state.apply(event));
  link.connection = connection ?? link.connection;
  changed();
}

function shared() {
  const worker = new SharedWorker('/assets/live-worker.js', { type: 'module', name: 'rangefold-live' });
  const { port } = worker;
  port.onmessage = ({ data }) => hear(data);
  setInterval(() => port.postMessage({ alive: true }), ALIVE_MILLIS);
  addEventListener('pagehide', () => port.postMessage({ bye: true }));
  addEventListener('pageshow', (event) => event.persisted && port.postMessage({ watch: watched }));
  return (ids) => port.postMessage({ watch: ids });
}

function alone() {
  const source = new LiveSource((event) => hear({ events: [event] }), (connection) => hear({ connection }));
  return (ids) => source.watch(ids);
}
