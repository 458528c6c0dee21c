// Looking at a part of a picture: by wheel, by dragging, by keyboard. What a part is, the picture knows.

/**
 * @param canvas gets the focus
 * @param on zoom(factor, x), pan(share), select(x, x), whole(), step(±1), point(x, y), leave(), click(x, y); x and y in CSS pixels
 */
export function zoomable(canvas, on) {
  let drag = null;
  canvas.tabIndex = 0;

  // The wheel belongs to the page until the picture has the focus.
  canvas.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) {
      return;
    }
    event.preventDefault();
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      on.pan((event.deltaX || event.deltaY) / 1000);
    } else {
      on.zoom(Math.exp(event.deltaY / 400), event.offsetX);
    }
  }, { passive: false });

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button === 0) {
      drag = { x: event.offsetX, last: event.offsetX, pans: event.shiftKey || event.pointerType === 'touch', moved: false };
      canvas.setPointerCapture(event.pointerId);
      canvas.focus({ preventScroll: true });
    }
  });
  canvas.addEventListener('pointermove', (event) => {
    if (drag && Math.abs(event.offsetX - drag.x) > 4) {
      drag.moved = true;
    }
    if (drag?.moved && drag.pans) {
      on.pan((drag.last - event.offsetX) / canvas.clientWidth);
      drag.last = event.offsetX;
    } else if (drag?.moved) {
      on.band?.(Math.min(drag.x, event.offsetX), Math.max(drag.x, event.offsetX));
    } else {
      on.point(event.offsetX, event.offsetY);
    }
  });
  canvas.addEventListener('pointerup', (event) => {
    if (drag?.moved && !drag.pans) {
      on.select(Math.min(drag.x, event.offsetX), Math.max(drag.x, event.offsetX));
    } else if (drag && !drag.moved) {
      on.click?.(event.offsetX, event.offsetY);
    }
    drag = null;
    on.band?.(0, 0);
  });
  canvas.addEventListener('pointercancel', () => { drag = null; on.band?.(0, 0); });
  canvas.addEventListener('pointerleave', () => on.leave());
  canvas.addEventListener('blur', () => on.leave());
  canvas.addEventListener('dblclick', (event) => on.zoom(0.25, event.offsetX));

  canvas.addEventListener('keydown', (event) => {
    const action = keys(event, on, canvas.clientWidth / 2);
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  });
}

function keys(event, on, middle) {
  switch (event.key) {
    case '+': case '=': return () => on.zoom(0.5, null, middle);
    case '-': return () => on.zoom(2, null, middle);
    case '0': case 'Home': return () => on.whole();
    case 'ArrowLeft': return () => (event.shiftKey ? on.pan(-0.2) : on.step(-1));
    case 'ArrowRight': return () => (event.shiftKey ? on.pan(0.2) : on.step(1));
    case 'Escape': return () => on.leave();
    default: return null;
  }
}

/** The buttons that do the same. */
export function zoomButtons(on) {
  const bar = document.createElement('span');
  bar.className = 'zoom';
  for (const [text, label, action] of [['+', 'Zoom in', () => on.zoom(0.5, null)], ['−', 'Zoom out', () => on.zoom(2, null)],
    ['←', 'To the left', () => on.pan(-0.3)], ['→', 'To the right', () => on.pan(0.3)], ['whole', 'Show all', () => on.whole()]]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.title = label;
    button.setAttribute('aria-label', label);
    button.onclick = action;
    bar.append(button);
  }
  return bar;
}

/** A text beside the pointer. */
export class Tooltip {
  constructor(parent) {
    this.element = document.createElement('div');
    this.element.className = 'tooltip';
    this.element.hidden = true;
    this.element.setAttribute('role', 'status');
    parent.append(this.element);
  }

  /** Shows lines at a place in the parent, in CSS pixels. */
  show(lines, x, y) {
    this.element.replaceChildren(...lines.filter(Boolean).map((line) => {
      const row = document.createElement('div');
      row.textContent = line;
      return row;
    }));
    this.element.hidden = false;
    const room = this.element.parentElement.clientWidth - this.element.offsetWidth;
    this.element.style.left = `${Math.max(0, Math.min(room, x + 12))}px`;
    this.element.style.top = `${y + 14}px`;
  }

  hide() {
    this.element.hidden = true;
  }
}
