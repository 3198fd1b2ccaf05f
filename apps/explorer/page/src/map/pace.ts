/** How many points the machine paints in a millisecond, learned while painting. */
export class Pace {
  private perMs: number;

  constructor(gl: WebGL2RenderingContext) {
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
    this.perMs = /swiftshader|llvmpipe|software/i.test(name) ? 1_000 : 50_000;
  }

  learn(points: number, ms: number): void {
    if (points < 1000) return;
    this.perMs = 0.6 * this.perMs + 0.4 * (points / Math.max(ms, 0.5));
  }

  /** As many points as fit into so many milliseconds; never so few that the map cannot be told. */
  within(ms: number): number {
    return Math.max(15_000, Math.round(this.perMs * ms));
  }
}

/** Resolves when the card has done what it was told so far. */
export function finished(gl: WebGL2RenderingContext): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  return new Promise((resolve) => {
    const look = (): void => {
      const state = fence ? gl.clientWaitSync(fence, 0, 0) : gl.ALREADY_SIGNALED;
      if (state === gl.TIMEOUT_EXPIRED) setTimeout(look, 2);
      else {
        gl.deleteSync(fence);
        resolve();
      }
    };
    setTimeout(look, 0);
  });
}
