import * as twgl from 'twgl.js';
import type { Camera, Size } from './camera';
import { POINT_FRAGMENT, POINT_VERTEX } from './shaders';
import type { Look } from './look';

export const SHOWN = 0;
export const GREYED = 1;
export const ABSENT = 2;

type Rgba = [number, number, number, number];

/** The points of a map on the graphics card, in draw order; paints any stretch of that order into any target. */
export class Painter {
  private readonly program: twgl.ProgramInfo;
  private readonly points: twgl.BufferInfo;
  private readonly vertices: twgl.VertexArrayInfo;
  private readonly palette: WebGLTexture;
  private readonly uniforms: Record<string, unknown> = {};
  /** 0 at the previous places, 1 at the present ones. */
  way = 1;
  background: Rgba = [1, 1, 1, 1];
  grey: Rgba = [0.6, 0.6, 0.6, 0.5];
  anyGreyed = false;

  constructor(
    readonly gl: WebGL2RenderingContext,
    readonly n: number,
    places: Float32Array,
  ) {
    this.program = twgl.createProgramInfo(gl, [POINT_VERTEX, POINT_FRAGMENT]);
    this.points = twgl.createBufferInfoFromArrays(gl, {
      position: { numComponents: 2, data: places },
      previous: { numComponents: 2, data: places },
      code: { numComponents: 1, data: new Uint16Array(n), normalize: false },
      state: { numComponents: 1, data: new Uint8Array(n), normalize: false },
    });
    this.vertices = twgl.createVertexArrayInfo(gl, this.program, this.points);
    this.palette = twgl.createTexture(gl, { width: 256, height: 256, minMag: gl.NEAREST, wrap: gl.CLAMP_TO_EDGE, auto: false });
  }

  places = (xy: Float32Array): void => this.upload('position', xy);
  previous = (xy: Float32Array): void => this.upload('previous', xy);
  codes = (codes: Uint16Array): void => this.upload('code', codes);
  states = (states: Uint8Array): void => this.upload('state', states);

  private upload(name: string, data: ArrayBufferView): void {
    twgl.setAttribInfoBufferFromArray(this.gl, this.points.attribs![name], data);
  }

  colours(rgba: Uint8Array): void {
    const texels = new Uint8Array(256 * 256 * 4);
    texels.set(rgba.subarray(0, texels.length));
    twgl.setTextureFromArray(this.gl, this.palette, texels, { width: 256, height: 256, minMag: this.gl.NEAREST, auto: false });
  }

  clear(): void {
    this.gl.clearColor(...this.background);
    this.gl.clear(this.gl.COLOR_BUFFER_BIT);
  }

  /** Paints the points from…to of the draw order in one pass: those shown, or those greyed. `ratio`: pixels of the target per CSS pixel. */
  paint(pass: number, from: number, to: number, camera: Camera, size: Size, look: Look, ratio: number): void {
    if (to <= from) return;
    const { gl } = this;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.useProgram(this.program.program);
    const sx = (2 * camera.scale) / size.width,
      sy = (2 * camera.scale) / size.height;
    Object.assign(this.uniforms, {
      view: [sx, sy, -camera.x * sx, -camera.y * sy],
      way: this.way,
      size: (pass === GREYED ? Math.max(1, look.size * 0.8) : look.size) * ratio,
      opacity: look.opacity,
      pass,
      grey: this.grey,
      palette: this.palette,
    });
    twgl.setUniforms(this.program, this.uniforms);
    twgl.setBuffersAndAttributes(gl, this.program, this.vertices);
    twgl.drawBufferInfo(gl, this.vertices, gl.POINTS, to - from, from);
  }

  dispose(): void {
    for (const attribute of Object.values(this.points.attribs!)) this.gl.deleteBuffer(attribute.buffer);
    this.gl.deleteTexture(this.palette);
    this.gl.deleteProgram(this.program.program);
  }
}
