/** How the canvas draws entities: one square a dot, its outline and icon looked up on the sheet. */
import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { COLUMNS, REACH, ROWS, SHEET } from "./atlas";

const VERTEX = /*glsl*/ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_tile;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_unit;
varying vec4 v_color;
varying vec2 v_place;

void main() {
  vec2 place = a_position + a_corner * a_size * u_unit;
  gl_Position = vec4((u_matrix * vec3(place, 1)).xy, 0, 1);
  vec2 tile = vec2(mod(a_tile, ${COLUMNS}.0), floor(a_tile / ${COLUMNS}.0));
  v_place = (tile + 0.5 + vec2(0.5, -0.5) * a_corner) / vec2(${COLUMNS}.0, ${ROWS}.0);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const FRAGMENT = /*glsl*/ `
precision mediump float;
uniform sampler2D u_sheet;
uniform vec4 u_ground;
varying vec4 v_color;
varying vec2 v_place;

void main() {
  vec4 covered = texture2D(u_sheet, v_place);
  #ifdef PICKING_MODE
  if (covered.r < 0.5) discard;
  gl_FragColor = v_color;
  #else
  gl_FragColor = mix(v_color, u_ground, covered.g) * covered.r;
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_unit", "u_ground", "u_sheet"] as const;
const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;

/** A program whose icons have the ground's colour: `[red, green, blue]`, each of 0 to 1. */
export function dotsOn(ground: readonly [number, number, number]) {
  return class Dots extends NodeProgram<(typeof UNIFORMS)[number]> {
    readonly sheet = sheetIn(this.normalProgram.gl);

    getDefinition() {
      return {
        VERTICES: 4,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: WebGLRenderingContext.TRIANGLE_STRIP,
        UNIFORMS,
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_tile", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
        CONSTANT_DATA: [
          [-1, -1],
          [1, -1],
          [-1, 1],
          [1, 1],
        ],
      };
    }

    processVisibleItem(id: number, at: number, data: NodeDisplayData & { tile?: number }) {
      const { array } = this;
      array[at] = data.x;
      array[at + 1] = data.y;
      array[at + 2] = data.size;
      array[at + 3] = data.tile ?? 0;
      array[at + 4] = floatColor(data.color);
      array[at + 5] = id;
    }

    setUniforms(
      { matrix, correctionRatio, sizeRatio }: RenderParams,
      { gl, uniformLocations }: Dots["normalProgram"],
    ) {
      const at = uniformLocations as Record<(typeof UNIFORMS)[number], WebGLUniformLocation>;
      gl.bindTexture(gl.TEXTURE_2D, this.sheet);
      gl.uniform1i(at.u_sheet, 0);
      gl.uniformMatrix3fv(at.u_matrix, false, matrix);
      // A pixel is two such units (sigma's own programs reckon alike).
      gl.uniform1f(at.u_unit, (REACH * 2 * correctionRatio) / sizeRatio);
      gl.uniform4f(at.u_ground, ...ground, 1);
    }

    kill() {
      this.normalProgram.gl.deleteTexture(this.sheet);
      super.kill();
    }
  };
}

function sheetIn(gl: WebGLRenderingContext): WebGLTexture | null {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, SHEET);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
  gl.generateMipmap(gl.TEXTURE_2D);
  return texture;
}
