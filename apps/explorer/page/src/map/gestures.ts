import { panned, zoomed, type Camera, type Size } from './camera';

export interface Stage {
  size(): Size;
  camera(): Camera;
  home(): Camera;
  move(camera: Camera): void;
  /** True where a drag draws a shape instead of moving the map. */
  drawing(event: PointerEvent): boolean;
  shape(kind: 'begin' | 'go' | 'end' | 'drop', x: number, y: number, event: PointerEvent): void;
  click(x: number, y: number, event: PointerEvent): void;
  hover(x: number, y: number): void;
  leave(): void;
}

const FRICTION = 0.006;

/** Turns pointers and wheel into camera movements, with inertia after a throw; one finger drags, two zoom and draw nothing. */
export function gestures(element: HTMLElement, stage: Stage): () => void {
  const down = new Map<number, { x: number; y: number }>();
  let throwing = 0,
    vx = 0,
    vy = 0,
    last = 0,
    travelled = 0,
    drawing = false,
    pinched = false;

  const at = (event: PointerEvent | WheelEvent): { x: number; y: number } => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const stop = (): void => {
    cancelAnimationFrame(throwing);
    throwing = 0;
  };
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || event.target !== element.querySelector('canvas')) return;
    stop();
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    const p = at(event);
    down.set(event.pointerId, p);
    travelled = vx = vy = 0;
    last = event.timeStamp;
    pinched = down.size > 1;
    if (drawing) stage.shape('drop', p.x, p.y, event);
    drawing = !pinched && stage.drawing(event);
    if (drawing) stage.shape('begin', p.x, p.y, event);
  };

  const onMove = (event: PointerEvent): void => {
    const p = at(event),
      before = down.get(event.pointerId);
    if (!before) {
      if (down.size === 0 && event.target === element.querySelector('canvas')) stage.hover(p.x, p.y);
      return;
    }
    const dx = p.x - before.x,
      dy = p.y - before.y;
    travelled += Math.abs(dx) + Math.abs(dy);
    if (drawing) stage.shape('go', p.x, p.y, event);
    else if (down.size === 1) {
      if (travelled < 3) return;
      stage.move(panned(stage.camera(), dx, dy));
      const dt = Math.max(1, event.timeStamp - last);
      vx = 0.7 * vx + (0.3 * dx) / dt;
      vy = 0.7 * vy + (0.3 * dy) / dt;
      last = event.timeStamp;
    } else {
      const other = [...down].find(([id]) => id !== event.pointerId)![1];
      const was = Math.hypot(before.x - other.x, before.y - other.y),
        is = Math.hypot(p.x - other.x, p.y - other.y);
      const factor = was > 0 ? is / was : 1;
      stage.move(
        zoomed(
          panned(stage.camera(), dx / 2, dy / 2),
          stage.size(),
          factor,
          (p.x + other.x) / 2,
          (p.y + other.y) / 2,
          stage.home(),
        ),
      );
    }
    down.set(event.pointerId, p);
  };

  const onUp = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return;
    const p = at(event);
    if (drawing) {
      drawing = false;
      stage.shape('end', p.x, p.y, event);
    } else if (travelled < 4 && !pinched) stage.click(p.x, p.y, event);
    else if (down.size === 0 && event.timeStamp - last < 60 && !calm.matches) glide();
  };

  const glide = (): void => {
    let before = performance.now();
    const step = (now: number): void => {
      const dt = Math.min(64, now - before);
      before = now;
      const fade = Math.exp(-FRICTION * dt);
      vx *= fade;
      vy *= fade;
      if (Math.hypot(vx, vy) < 0.02) return stop();
      stage.move(panned(stage.camera(), vx * dt, vy * dt));
      throwing = requestAnimationFrame(step);
    };
    throwing = requestAnimationFrame(step);
  };

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    stop();
    const p = at(event);
    const lines = event.deltaMode === 1 ? 16 : 1;
    const strength = event.ctrlKey ? 0.01 : 0.0022;
    stage.move(zoomed(stage.camera(), stage.size(), Math.exp(-event.deltaY * lines * strength), p.x, p.y, stage.home()));
  };
  const onCancel = (event: PointerEvent): void => {
    down.delete(event.pointerId);
    if (drawing) stage.shape('drop', 0, 0, event);
    drawing = false;
  };
  const onLeave = (): void => stage.leave();

  element.addEventListener('pointerdown', onDown);
  element.addEventListener('pointermove', onMove);
  element.addEventListener('pointerup', onUp);
  element.addEventListener('pointercancel', onCancel);
  element.addEventListener('pointerleave', onLeave);
  element.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    stop();
    element.removeEventListener('pointerdown', onDown);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', onCancel);
    element.removeEventListener('pointerleave', onLeave);
    element.removeEventListener('wheel', onWheel);
  };
}
