import * as twgl from 'twgl.js';
import type { Camera, Size } from './camera';

/** A picture kept beside the screen: the view and a margin around it, as it was painted for one camera. */
export class Sheet {
  private readonly target: twgl.FramebufferInfo;
  camera: Camera = { x: 0, y: 0, scale: 1 };
  version = -1;
  readonly margin: number;
  readonly size: Size;

  constructor(
    private readonly gl: WebGL2RenderingContext,
    readonly view: Size,
    readonly ratio: number,
  ) {
    this.margin = Math.round(Math.min(view.width, view.height) * 0.18);
    this.size = { width: view.width + 2 * this.margin, height: view.height + 2 * this.margin };
    this.target = twgl.createFramebufferInfo(
      gl,
      [{ format: gl.RGBA, minMag: gl.NEAREST }],
      Math.round(this.size.width * ratio),
      Math.round(this.size.height * ratio),
    );
  }

  bind(): void {
    twgl.bindFramebufferInfo(this.gl, this.target);
  }

  /** How far the camera has moved since, in pixels of the screen; null where another zoom needs another picture. */
  shift(camera: Camera, version: number): { dx: number; dy: number; inside: boolean } | null {
    if (version !== this.version || Math.abs(camera.scale / this.camera.scale - 1) > 1e-9) return null;
    const dx = (this.camera.x - camera.x) * camera.scale,
      dy = (camera.y - this.camera.y) * camera.scale;
    return { dx, dy, inside: Math.abs(dx) <= this.margin && Math.abs(dy) <= this.margin };
  }

  /** Copies the picture to the screen, moved by so many CSS pixels. */
  copy(dx: number, dy: number): void {
    const { gl, ratio } = this;
    const left = Math.round((dx - this.margin) * ratio),
      bottom = Math.round((-dy - this.margin) * ratio);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.target.framebuffer);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(
      0,
      0,
      this.target.width,
      this.target.height,
      left,
      bottom,
      left + this.target.width,
      bottom + this.target.height,
      gl.COLOR_BUFFER_BIT,
      gl.NEAREST,
    );
    twgl.bindFramebufferInfo(gl, null);
  }

  dispose(): void {
    for (const attachment of this.target.attachments) this.gl.deleteTexture(attachment as WebGLTexture);
    this.gl.deleteFramebuffer(this.target.framebuffer);
  }
}
