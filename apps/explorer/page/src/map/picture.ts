import type { Camera, Size } from './camera';
import { lookAt, standIn, type Look } from './look';
import { finished, Pace } from './pace';
import { GREYED, Painter, SHOWN } from './painter';
import { Sheet } from './sheet';

const STILL_MS = 110;
const MOVING_MS = 30;
const CHUNK_MS = 45;

/**
 * What is on the screen. While it moves: the picture kept from before, moved along, and a sample of the points where that
 * does not reach. When it is still: all points, painted stretch by stretch beside the screen so that no input waits, and
 * then shown at once.
 */
export class Picture {
  readonly painter: Painter;
  private readonly gl: WebGL2RenderingContext;
  private readonly pace: Pace;
  private size: Size = { width: 1, height: 1 };
  private ratio = 1;
  private camera: Camera = { x: 0, y: 0, scale: 1 };
  private home: Camera = this.camera;
  private kept: Sheet | null = null;
  private growing: Sheet | null = null;
  private version = 0;
  private movedAt = 0;
  private asked = false;
  private growth = 0;
  private gone = false;
  taste: Look = { size: 1, opacity: 1 };
  /** Called when every point is on the screen. */
  onComplete: () => void = () => {};
  /** Called when the browser takes the card away. */
  onLost: () => void = () => {};

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly n: number,
    places: Float32Array,
  ) {
    const gl = canvas.getContext('webgl2', {
      antialias: false,
      alpha: true,
      premultipliedAlpha: true,
      powerPreference: 'high-performance',
    });
    if (!gl) throw new Error('this browser has no WebGL 2, which the map is drawn with');
    this.gl = gl;
    canvas.addEventListener('webglcontextlost', () => {
      if (!this.gone) this.onLost();
    });
    this.pace = new Pace(gl);
    this.painter = new Painter(gl, n, places);
  }

  resize(size: Size, ratio: number): void {
    if (size.width === this.size.width && size.height === this.size.height && ratio === this.ratio) return;
    this.size = size;
    this.ratio = ratio;
    this.canvas.width = Math.max(1, Math.round(size.width * ratio));
    this.canvas.height = Math.max(1, Math.round(size.height * ratio));
    this.kept?.dispose();
    this.growing?.dispose();
    this.kept = this.growing = null;
    this.changed();
  }

  look(camera: Camera, home: Camera): void {
    this.camera = camera;
    this.home = home;
    this.movedAt = performance.now();
    this.ask();
  }

  /** Colours, states or places are others now. */
  changed(): void {
    this.version++;
    this.growth++;
    this.movedAt = performance.now() - STILL_MS;
    this.ask();
  }

  private ask(): void {
    if (this.asked || this.gone) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      if (!this.gone) this.frame();
    });
  }

  private look1(): Look {
    return lookAt(this.camera, this.home, this.n, this.size.width * this.size.height, this.taste);
  }

  private frame(): void {
    const shift = this.kept?.shift(this.camera, this.version);
    if (this.kept && shift?.inside) {
      this.screen();
      this.kept.copy(shift.dx, shift.dy);
      this.complete();
      return;
    }
    this.sketch(shift ?? null);
    this.growth++;
    this.whenStill(this.growth);
  }

  private screen(): void {
    this.gl.bindFramebuffer(this.gl.FRAMEBUFFER, null);
    this.gl.viewport(0, 0, this.canvas.width, this.canvas.height);
  }

  /** The moving picture: a sample of the points, and over it what is kept from before. */
  private sketch(shift: { dx: number; dy: number } | null): void {
    const sample = Math.min(this.n, this.pace.within(shift ? MOVING_MS / 2 : MOVING_MS));
    const look = standIn(this.look1(), sample / this.n);
    this.screen();
    this.painter.clear();
    if (this.painter.anyGreyed) this.painter.paint(GREYED, 0, sample, this.camera, this.size, look, this.ratio);
    this.painter.paint(SHOWN, 0, sample, this.camera, this.size, look, this.ratio);
    if (shift) this.kept!.copy(shift.dx, shift.dy);
  }

  private whenStill(growth: number): void {
    const wait = this.movedAt + STILL_MS - performance.now();
    setTimeout(
      () => {
        if (growth !== this.growth || this.gone) return;
        if (performance.now() < this.movedAt + STILL_MS) this.whenStill(growth);
        else void this.grow(growth);
      },
      Math.max(0, wait),
    );
  }

  /** Paints everything into a sheet, a stretch at a time; gives up as soon as something moves. */
  private async grow(growth: number): Promise<void> {
    const sheet = (this.growing ??= new Sheet(this.gl, this.size, this.ratio));
    const { camera, version } = this;
    const look = this.look1();
    const passes = this.painter.anyGreyed ? [GREYED, SHOWN] : [SHOWN];
    sheet.bind();
    this.painter.clear();
    for (const pass of passes) {
      for (let at = 0; at < this.n;) {
        const to = Math.min(this.n, at + this.pace.within(CHUNK_MS));
        const begun = performance.now();
        sheet.bind();
        this.painter.paint(pass, at, to, camera, sheet.size, look, this.ratio);
        await finished(this.gl);
        if (this.gone || growth !== this.growth) return;
        this.pace.learn(to - at, performance.now() - begun);
        at = to;
      }
    }
    sheet.camera = camera;
    sheet.version = version;
    this.growing = this.kept;
    this.kept = sheet;
    this.ask();
  }

  private complete(): void {
    void finished(this.gl).then(() => {
      if (!this.gone) this.onComplete();
    });
  }

  /** The picture as it would be with everything painted, for saving; the screen is left as it was. */
  async snapshot(): Promise<ImageData> {
    const { gl } = this;
    const width = this.canvas.width,
      height = this.canvas.height;
    const sheet = new Sheet(gl, this.size, this.ratio);
    sheet.bind();
    this.painter.clear();
    for (const pass of this.painter.anyGreyed ? [GREYED, SHOWN] : [SHOWN]) {
      this.painter.paint(pass, 0, this.n, this.camera, sheet.size, this.look1(), this.ratio);
    }
    const margin = Math.round(sheet.margin * this.ratio);
    const upsideDown = new Uint8Array(width * height * 4);
    gl.readPixels(margin, margin, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upsideDown);
    sheet.dispose();
    this.screen();
    const picture = new ImageData(width, height);
    for (let line = 0; line < height; line++) {
      picture.data.set(upsideDown.subarray(line * width * 4, (line + 1) * width * 4), (height - 1 - line) * width * 4);
    }
    return picture;
  }

  dispose(): void {
    this.gone = true;
    this.kept?.dispose();
    this.growing?.dispose();
    this.painter.dispose();
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}
