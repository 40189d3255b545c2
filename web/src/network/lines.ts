/** How the canvas draws links: line, arrow and dashes in one go. */
import { EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

const VERTEX = /*glsl*/ `
attribute vec4 a_color;
attribute vec2 a_from;
attribute vec2 a_to;
attribute float a_width;
attribute float a_radius;
attribute float a_dash;
attribute vec3 a_part;  // 0 at the source, 1 at the head, 2 at its tip; side; is it the head?
uniform mat3 u_matrix;
uniform float u_pixel;
uniform float u_sizeRatio;
uniform float u_least;
varying vec4 v_color;
varying vec3 v_line;  // pixels from the source, side, pixels of a dash
varying float v_half;

void main() {
  vec2 way = a_to - a_from;
  float far = max(length(way), 1e-6);
  way /= far;
  float pixels = max(a_width / u_sizeRatio, u_least);
  float head = (2.0 + 2.0 * pixels) * u_pixel;
  float room = max(far - a_radius / u_sizeRatio * u_pixel - head, 0.0);
  float along = min(a_part.x, 1.0) * room + max(a_part.x - 1.0, 0.0) * head;
  float side = a_part.y * (0.5 * pixels + a_part.z * (1.0 + 0.7 * pixels)) * u_pixel;
  vec2 place = a_from + way * along + vec2(-way.y, way.x) * side;
  gl_Position = vec4((u_matrix * vec3(place, 1)).xy, 0, 1);
  v_line = vec3(along / u_pixel, a_part.y * (1.0 - a_part.z), a_dash * (1.0 - a_part.z));
  v_half = 0.5 * pixels;
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
}`;

const FRAGMENT = /*glsl*/ `
precision mediump float;
varying vec4 v_color;
varying vec3 v_line;
varying float v_half;

void main() {
  float shown = min((1.0 - abs(v_line.y)) * v_half + 0.5, 1.0);
  if (v_line.z > 0.0 && fract(v_line.x / v_line.z) > 0.55) discard;
  gl_FragColor = v_color * shown;
}`;

const UNIFORMS = ["u_matrix", "u_pixel", "u_sizeRatio", "u_least"] as const;
const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;

/** A link's line; `dash` is the length of dash and gap in pixels, 0 for a line without. */
export class Lines extends EdgeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    return {
      VERTICES: 9,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_from", size: 2, type: FLOAT },
        { name: "a_to", size: 2, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_radius", size: 1, type: FLOAT },
        { name: "a_dash", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_part", size: 3, type: FLOAT }],
      CONSTANT_DATA: [
        [0, 1, 0],
        [0, -1, 0],
        [1, 1, 0],
        [1, 1, 0],
        [0, -1, 0],
        [1, -1, 0],
        [1, 1, 1],
        [1, -1, 1],
        [2, 0, 1],
      ],
    };
  }

  processVisibleItem(
    _id: number,
    at: number,
    from: NodeDisplayData,
    to: NodeDisplayData,
    { size, color, dash = 0 }: EdgeDisplayData & { dash?: number },
  ) {
    const { array } = this;
    array[at] = from.x;
    array[at + 1] = from.y;
    array[at + 2] = to.x;
    array[at + 3] = to.y;
    array[at + 4] = size;
    array[at + 5] = to.size;
    array[at + 6] = dash;
    array[at + 7] = floatColor(color);
  }

  setUniforms(
    { matrix, correctionRatio, sizeRatio, minEdgeThickness }: RenderParams,
    { gl, uniformLocations }: Lines["normalProgram"],
  ) {
    const at = uniformLocations as Record<(typeof UNIFORMS)[number], WebGLUniformLocation>;
    gl.uniformMatrix3fv(at.u_matrix, false, matrix);
    gl.uniform1f(at.u_pixel, 2 * correctionRatio);
    gl.uniform1f(at.u_sizeRatio, sizeRatio);
    gl.uniform1f(at.u_least, minEdgeThickness);
  }
}
