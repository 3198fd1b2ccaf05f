/** A point is drawn in the pass of its state: 0 shown, 1 greyed, anything else in none. */
export const POINT_VERTEX = `#version 300 es
in vec2 position;
in vec2 previous;
in float code;
in float state;
uniform vec4 view;
uniform float way;
uniform float size;
uniform float pass;
uniform vec4 grey;
uniform float opacity;
uniform sampler2D palette;
flat out vec4 colour;
flat out float edge;
void main() {
  vec2 place = mix(previous, position, way);
  gl_Position = state == pass ? vec4(place * view.xy + view.zw, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = size;
  int c = int(code);
  vec4 own = pass == 0.0 ? texelFetch(palette, ivec2(c & 255, c >> 8), 0) : grey;
  float alpha = own.a * opacity;
  colour = vec4(own.rgb * alpha, alpha);
  edge = 2.0 / size;
}`;

export const POINT_FRAGMENT = `#version 300 es
precision mediump float;
flat in vec4 colour;
flat in float edge;
out vec4 painted;
void main() {
  float r = length(gl_PointCoord * 2.0 - 1.0);
  float cover = edge > 0.8 ? 1.0 : clamp((1.0 - r) / edge + 0.5, 0.0, 1.0);
  if (cover <= 0.0) discard;
  painted = colour * cover;
}`;
